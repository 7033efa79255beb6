using System.Net.Http.Headers;
using System.Text;

namespace Jifen.Silo.Tests.Api;

/// <summary>Bodies and headers changed at random: never a 5xx, and a refused input changes nothing.</summary>
public sealed class FuzzTests(SiloFixture fixture) : IClassFixture<SiloFixture>
{
    private const int Mutations = 2_000;

    private static readonly string[] Bits =
    [
        "\"", "{", "}", "[", "]", ",", ":", "null", "true", "-1", "1e999", "9223372036854775808", "0.1", "\\ud800", "\\u0000", "\u202e",
        "\"id\":\"x\",", "\"memberId\":\"fuzz\",", "[[[[[[[[[", "\"\"", " ", "\0", "😀", "\"__proto__\":{},",
    ];

    private readonly TestSilo _silo = fixture.Silo;

    public static TheoryData<string, string, string> Targets => new()
    {
        { "POST", "/v1/members", """{"id":"fuzz","profile":{"name":"F","tags":["a","b"],"age":3}}""" },
        { "POST", "/v1/members/fuzz/token", """{"seconds":60}""" },
        {
            "POST", "/v1/activities",
            """{"id":"f1","memberId":"fuzz","kind":"purchase","at":"2026-11-21T00:00:00+08:00","amount":100,"merchant":"m","channel":"c","lines":[{"sku":"s","category":"c","quantity":1,"amount":100,"tags":["t"]}]}"""
        },
        { "POST", "/v1/activities/f1/refund", """{"memberId":"fuzz","amount":1,"lines":[{"line":0,"amount":1}]}""" },
        { "POST", "/v1/activities/batch", """{"items":[{"id":"g1","memberId":"nobody","kind":"purchase","at":"2026-11-21T00:00:00+08:00","amount":100,"lines":[]},{"id":"g2"}]}""" },
        { "POST", "/v1/lotteries/lucky-wheel/plays", """{"memberId":"fuzz","playerSeed":"seed"}""" },
        { "POST", "/v1/members/fuzz/tickets", """{"lottery":"lucky-wheel","count":2,"grant":"welcome"}""" },
        { "POST", "/v1/plays/p0-1/seen", """{"memberId":"fuzz"}""" },
        { "POST", "/v1/members/fuzz/challenges/none/repair", "{}" },
        { "POST", "/v1/members/fuzz/challenges/none/pauses", """{"from":"2026-11-23","through":"2026-11-24"}""" },
        { "PUT", "/v1/members/fuzz/board-name", """{"alias":"Fuzz 1","listed":true}""" },
        { "PUT", "/v1/members/fuzz/groups", """{"region":"east","segments":["vip","new"]}""" },
        { "PUT", "/v1/members/fuzz/friends", """{"friends":["ann","bob"]}""" },
        { "PUT", "/v1/members/fuzz/zone", """{"zone":"Asia/Shanghai"}""" },
        { "POST", "/v1/lotteries/lucky-wheel/resume", """{"reason":"because"}""" },
        { "PUT", "/v1/catalogue", "" },
        { "POST", "/play/session", "{}" },
        { "POST", "/v1/keys", """{"name":"n","scopes":["members"]}""" },
    };

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task A_mutated_body_is_answered_or_refused_and_a_refused_one_changes_nothing(string method, string path, string body)
    {
        byte[] corpus = body.Length == 0 ? TestSilo.Programme() : Encoding.UTF8.GetBytes(body);
        for (int number = 0; number < Mutations; number++)
        {
            SeededDraw draw = new((ulong)number * 7_919);
            byte[] mutated = Mutate(corpus, draw);
            long before = await fixture.CommandsAsync();
            int status = await SendAsync(method, path, mutated, draw.OneIn(2) ? $"fuzz-{number}" : null);
            Assert.True(status is >= 200 and < 500, $"{method} {path}, mutation {number}: {status} for {Encoding.UTF8.GetString(mutated)}");
            if (status is >= 400 and not 409)
            {
                Assert.True(before == await fixture.CommandsAsync(), $"{method} {path}, mutation {number}: {status} wrote a record");
            }
        }
    }

    [Theory]
    [InlineData("/v1/members/{0}")]
    [InlineData("/v1/members/{0}/history?limit={0}&cursor={0}")]
    [InlineData("/v1/lotteries/{0}?memberId={0}")]
    [InlineData("/v1/fairness/{0}")]
    [InlineData("/v1/leaderboards/{0}?period={0}&cursor={0}&limit={0}")]
    [InlineData("/v1/leaderboards/today/members/{0}?around={0}&period={0}")]
    [InlineData("/v1/leaderboards/ever?cursor={0}")]
    [InlineData("/v1/members/{0}/badges")]
    [InlineData("/v1/members/{0}/challenges")]
    [InlineData("/v1/members/fuzz/challenges/{0}")]
    [InlineData("/v1/members/{0}/events")]
    [InlineData("/v1/imports?cursor={0}&limit={0}")]
    [InlineData("/v1/imports/{0}")]
    [InlineData("/v1/imports/{0}/refusals")]
    [InlineData("/v1/{0}")]
    public async Task Odd_paths_and_queries_are_never_a_server_error(string pattern)
    {
        for (int number = 0; number < 300; number++)
        {
            SeededDraw draw = new((ulong)number * 104_729);
            string odd = Uri.EscapeDataString(string.Concat(Enumerable.Range(0, draw.Below(6)).Select(_ => draw.Of(Bits))).Replace("\\ud800", "d"));
            var answer = await _silo.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, odd));
            Assert.True(answer.Status is >= 200 and < 500, $"{pattern} with {odd}: {answer.Status}");
        }
    }

    [Fact]
    public async Task Odd_places_in_a_stream_are_served_or_refused()
    {
        for (int number = 0; number < 300; number++)
        {
            SeededDraw draw = new((ulong)number * 15_485_863);
            string odd = string.Concat(Enumerable.Range(0, 1 + draw.Below(4)).Select(_ => draw.Of<string>(["0", ".", "1", "-", "99999999999999999999", "a", "0.1", "3.7"])));
            var answer = await _silo.GetAsync("/v1/live", header: ("Last-Event-ID", odd));
            Assert.True(answer.Status is 200 or 422 or 429, $"{odd}: {answer.Status}");
        }
    }

    private async Task<int> SendAsync(string method, string path, byte[] body, string? key)
    {
        using HttpRequestMessage request = new(new(method), path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new("Bearer", TestSilo.BootstrapKey);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using HttpResponseMessage response = await _silo.Client.SendAsync(request);
        return (int)response.StatusCode;
    }

    internal static byte[] Mutate(byte[] corpus, SeededDraw draw)
    {
        List<byte> bytes = [.. corpus];
        for (int changes = 1 + draw.Below(3); changes > 0; changes--)
        {
            int at = draw.Below(bytes.Count + 1);
            switch (draw.Below(4))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)draw.Below(256);
                    break;
                case 1:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(draw.Of(Bits)));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(draw.Below(12), bytes.Count - at));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(draw.Below(20), bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }
}
