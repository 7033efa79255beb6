using System.CommandLine;
using Jifen.Silo.Hosting;
using Jifen.Silo.Verification;

namespace Jifen.Silo.Commands;

/// <summary><c>jifen export</c>: writes a stopped store or a backup as NDJSON, members with their balances and all records.</summary>
public static class ExportCommand
{
    public static Command Create()
    {
        Option<string?> into = new("--out") { Description = "File; the output by default / 输出文件，默认标准输出" };
        Command command = new("export", "Write members and records as NDJSON / 以 NDJSON 导出会员与记录") { into, CommonOptions.Data, CommonOptions.Language };
        command.SetAction(parsed =>
        {
            CommandReport report = new(parsed);
            return report.Guard(() => Run(report, parsed.GetValue(into)));
        });
        return command;
    }

    private static int Run(CommandReport report, string? into)
    {
        using Stream target = into is null ? Console.OpenStandardOutput() : new FileStream(into, FileMode.CreateNew);
        using StoreExport export = StoreExport.Open(report.DataFolder);
        (long members, long records) = export.Write(target);
        if (into is not null)
        {
            report.Say($"{members} members and {records} records are in {into}.", $"已将 {members} 位会员和 {records} 条记录导出到 {into}。");
        }

        return ExitCodes.Done;
    }
}
