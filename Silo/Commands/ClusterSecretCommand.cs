using System.CommandLine;
using Jifen.Silo.Hosting;
using Jifen.Silo.Journal.Postgres;
using Jifen.Silo.Security;

namespace Jifen.Silo.Commands;

/// <summary>
/// <c>jifen cluster-secret change</c>: seals what the silos of a store share under another secret, while they are stopped. Both secrets are
/// given in the environment, where command lines do not show them.
/// </summary>
public static class ClusterSecretCommand
{
    private const string Now = "JIFEN_CLUSTER_SECRET";
    private const string New = "JIFEN_NEW_CLUSTER_SECRET";

    public static Command Create()
    {
        Command change = new("change", $"Seal the shared keys and staff with {New}; all silos are stopped / 用 {New} 重新封存共享的密钥与人员账户，须先停止所有服务")
        {
            CommonOptions.Postgres, CommonOptions.Language,
        };
        change.SetAction(parsed =>
        {
            CommandReport report = new(parsed);
            return report.Guard(() => Change(report));
        });
        return new("cluster-secret", "The secret that the silos of a cluster share / 集群各服务共享的密码") { change };
    }

    private static int Change(CommandReport report)
    {
        if (report.Postgres is not { } connection)
        {
            return report.Unusable("JIFEN_POSTGRES is needed: only silos on a database share a secret.", "需要 JIFEN_POSTGRES：只有使用数据库的服务才共享密码。");
        }

        if (report.Secret is not { } from)
        {
            return report.Unusable($"{Now} is needed: the secret until now.", $"需要 {Now}：目前的密码。");
        }

        if (Environment.GetEnvironmentVariable(New) is not { Length: >= ClusterSecret.Shortest } text)
        {
            return report.Unusable(
                $"{New} is needed: the new secret, at least {ClusterSecret.Shortest} characters.", $"需要 {New}：新的密码，至少 {ClusterSecret.Shortest} 个字符。");
        }

        string names = string.Join(", ", SealChange.Run(connection, from, new(text)));
        report.Say($"Sealed anew: {names}. Start every silo with the new secret as {Now}.", $"已重新封存：{names}。请以新密码作为 {Now} 启动每个服务。");
        return ExitCodes.Done;
    }
}
