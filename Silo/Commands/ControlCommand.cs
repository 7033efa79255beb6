using System.CommandLine;
using System.Net.Http.Headers;
using System.Text.Json;
using Jifen.Silo.Hosting;

namespace Jifen.Silo.Commands;

/// <summary><c>jifen pause | resume TARGET</c> and <c>jifen clock accept</c>: ask a silo that runs, over HTTP.</summary>
public static class ControlCommand
{
    private static readonly Option<string?> Url = new("--url") { Description = "Where the silo serves / 服务地址" };

    private static readonly Option<string?> Key = new("--key") { Description = "Server key; else JIFEN_KEY, else the bootstrap key / 服务密钥" };

    public static Command CreatePause(bool paused)
    {
        Argument<string> target = new("target") { Description = "campaign:ID or lottery:ID / campaign:编号 或 lottery:编号" };
        Option<string> reason = new("--reason") { Required = true, Description = "Kept in the journal / 记入日志" };
        Command command = paused
            ? new("pause", "Stop a campaign or lottery now / 立即暂停活动或抽奖")
            : new("resume", "Let a paused campaign or lottery go on / 恢复已暂停的活动或抽奖");
        Add(command, target, reason);
        command.SetAction((parsed, cancel) =>
        {
            string[] parts = parsed.GetRequiredValue(target).Split(':');
            CommandReport report = new(parsed);
            return parts is ["campaign" or "lottery", { Length: > 0 } id]
                ? SendAsync(parsed, $"/v1/{(parts[0] == "campaign" ? "campaigns" : "lotteries")}/{Uri.EscapeDataString(id)}/{command.Name}",
                    parsed.GetRequiredValue(reason), cancel)
                : Task.FromResult(report.Unusable("The target is campaign:ID or lottery:ID.", "目标应为 campaign:编号 或 lottery:编号。"));
        });
        return command;
    }

    public static Command CreateClock()
    {
        Command accept = new("accept", "Confirm that the wall clock is right / 确认系统时钟正确");
        Add(accept);
        accept.SetAction((parsed, cancel) => SendAsync(parsed, "/v1/clock/accept", null, cancel));
        return new("clock", "The silo's clock / 服务时钟") { accept };
    }

    private static void Add(Command command, params ReadOnlySpan<Symbol> more)
    {
        foreach (Symbol symbol in more)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }

        foreach (Option option in (ReadOnlySpan<Option>)[Url, Key, CommonOptions.Data, CommonOptions.Language])
        {
            command.Add(option);
        }
    }

    private static async Task<int> SendAsync(ParseResult parsed, string path, string? reason, CancellationToken cancel)
    {
        CommandReport report = new(parsed);
        using HttpClient client = new() { BaseAddress = new(parsed.GetValue(Url) ?? "http://127.0.0.1:5080") };
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = Body(reason) };
            request.Headers.Authorization = new("Bearer", GivenKey.Of(parsed.GetValue(Key), report));
            using HttpResponseMessage response = await client.SendAsync(request, cancel).ConfigureAwait(false);
            report.Output.WriteLine(await response.Content.ReadAsStringAsync(cancel).ConfigureAwait(false));
            return response.IsSuccessStatusCode ? ExitCodes.Done : ExitCodes.DoesNotHold;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or FormatException)
        {
            return report.Unusable($"The silo at {client.BaseAddress} was not reached: {fault.Message}", $"无法连接 {client.BaseAddress} 的服务：{fault.Message}");
        }
    }

    private static ByteArrayContent? Body(string? reason)
    {
        if (reason is null)
        {
            return null;
        }

        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteString("reason"u8, reason);
            json.WriteEndObject();
        }

        return new(bytes.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }
}
