-- Plays of many players, each with its own token and each under a key of its own.
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(args)
  tokens = {}
  for token in io.lines(args[1]) do tokens[#tokens + 1] = token end
  run = args[2]
  count = 0
end

function request()
  count = count + 1
  return wrk.format("POST", "/v1/lotteries/lucky-wheel/plays", {
    ["Host"] = wrk.headers["Host"],
    ["Authorization"] = "Bearer " .. tokens[(count * 7 + number) % #tokens + 1],
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = run .. "-" .. number .. "-" .. count,
  }, '{"playerSeed":"lucky"}')
end
