using System.CommandLine;

namespace Jifen.Silo.Commands;

/// <summary>
/// <c>jifen import FILE</c> and <c>jifen import-members FILE</c>: stream a file to a silo that runs and follow the import to its end. The
/// same file asked for in the same way is the same import: a command that was interrupted goes on where the silo is.
/// </summary>
public static class ImportCommand
{
    private static readonly Option<string?> Map = new("--map") { Description = "CSV columns: household=memberId,day+basket=id,'purchase'=kind / CSV 列映射" };

    private static readonly Option<string?> Offset = new("--offset") { Description = "CSV: offset of times that name none, such as +08:00 / CSV 时间的默认时差" };

    private static readonly Option<bool> History = new("--history") { Description = "Keep activities of any age, without rewards / 仅作历史保存，不给奖励" };

    private static readonly Option<string> Server = new("--server", "--url") { Description = "Where the silo serves / 服务地址", DefaultValueFactory = _ => "http://127.0.0.1:5080" };

    private static readonly Option<string?> Key = new("--key") { Description = "Server key or a file that holds it; else JIFEN_KEY, else the bootstrap key / 服务密钥或其文件" };

    private static readonly Argument<string> FileName = new("file") { Description = "NDJSON, or CSV by its name's end .csv / NDJSON 文件，或以 .csv 结尾的 CSV 文件" };

    public static Command Create()
    {
        Command command = new("import", "Import activities from a file / 从文件导入活动行为")
            { FileName, Map, Offset, History, Server, Key, CommonOptions.Data, CommonOptions.Language };
        command.SetAction((parsed, cancel) => RunAsync(parsed, "activities", parsed.GetValue(History), cancel));
        return command;
    }

    public static Command CreateMembers()
    {
        Command command = new("import-members", "Import members with points, tier and counters / 导入会员及其积分、等级与计数")
            { FileName, Map, Offset, Server, Key, CommonOptions.Data, CommonOptions.Language };
        command.SetAction((parsed, cancel) => RunAsync(parsed, "members", false, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string kind, bool history, CancellationToken cancel)
    {
        CommandReport report = new(parsed);
        string file = parsed.GetRequiredValue(FileName);
        try
        {
            using ImportSender sender = new(new(parsed.GetRequiredValue(Server)), GivenKey.Of(parsed.GetValue(Key), report), report);
            FileToImport asked = await FileToImport.ReadAsync(file, kind, history, parsed.GetValue(Map) ?? "", parsed.GetValue(Offset), cancel).ConfigureAwait(false);
            return await sender.SendAsync(asked, cancel).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or UriFormatException or HttpRequestException or FormatException)
        {
            return report.Unusable($"{file} was not imported: {fault.Message}", $"{file} 未能导入：{fault.Message}");
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return report.Unusable("Interrupted; the same command goes on with it.", "已中断；再次执行同一命令即可继续。");
        }
    }
}
