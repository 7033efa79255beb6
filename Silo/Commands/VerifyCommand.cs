using System.CommandLine;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Verification;

namespace Jifen.Silo.Commands;

/// <summary>
/// <c>jifen verify</c>: checks a stopped store or a backup. Exit code 0: it holds; 1: it does not, and the first bad record of each
/// shard is named; 2: there is nothing to check.
/// </summary>
public static class VerifyCommand
{
    public static Command Create()
    {
        Option<string?> keys = new("--keys") { Description = "Folder of the keys; the store's by default / 密钥所在目录，默认与存储相同" };
        Command command = new("verify", "Check a stopped store or a backup, record by record / 逐条核对已停止的存储或备份")
        {
            CommonOptions.Data, CommonOptions.Postgres, keys, CommonOptions.Language,
        };
        command.SetAction(parsed =>
        {
            CommandReport report = new(parsed);
            return report.Guard(() => Run(report, report.DataFolder, parsed.GetValue(keys) ?? report.DataFolder));
        });
        return command;
    }

    private static int Run(CommandReport report, string folder, string keysFolder)
    {
        using StoreVerification verification = report.Databases is { Count: > 0 } databases
            ? PostgresVerification.Open(databases, folder, report.Secret is null ? null : SharedSecretKeys.Find(report.Documents))
            : StoreVerification.Open(
                folder, File.Exists(Path.Combine(keysFolder, SecretKeyFile.Name)) ? SecretKeyFile.OpenOrCreate(keysFolder, storeExists: true) : null);
        VerificationResult result = verification.Run();
        foreach (VerificationFault fault in result.Faults)
        {
            string where = fault.Shard is { } shard ? $"分片 {shard}，记录 {fault.Record}，" : "";
            report.Say($"✗ {fault.What}", $"✗ {where}{Chinese(fault.Rule)}：{fault.What}");
        }

        VerificationCounts counts = result.Counts;
        report.Say(
            $"{counts.Records} records, {counts.Rederived} re-derived, {counts.Sealed} sealed, {counts.OtherRules} not re-derived, {counts.Rows} checkpoint rows.",
            $"{counts.Records} 条记录，{counts.Rederived} 条重新推导，{counts.Sealed} 条种子封存，{counts.OtherRules} 条未推导，{counts.Rows} 行检查点。");
        if (result.Holds)
        {
            report.Say($"State {result.State}.", $"状态 {result.State}。");
        }

        report.Say(result.Holds ? "The store holds." : "The store does not hold.", result.Holds ? "存储完好。" : "存储有误。");
        return result.Holds ? ExitCodes.Done : ExitCodes.DoesNotHold;
    }

    private static string Chinese(VerificationRule rule) => rule switch
    {
        VerificationRule.Chain => "链或见证不符",
        VerificationRule.Rederivation => "重新推导不符",
        VerificationRule.Position => "日志行位置不符",
        VerificationRule.Coupons => "券码不符",
        _ => "检查点不符",
    };
}
