using System.CommandLine;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;

namespace Jifen.Silo.Commands;

/// <summary><c>jifen key create | list | revoke</c>: the server keys of a data folder. A silo that runs follows within a second.</summary>
public static class KeyCommand
{
    public static Command Create() => new("key", "Server keys of the brand's back end / 品牌后端的服务密钥") { CreateKey(), List(), Revoke() };

    private static Command CreateKey()
    {
        Option<string> name = new("--name") { Required = true, Description = "What the key is for / 用途" };
        Option<string[]> scopes = new("--scope")
        {
            Required = true,
            AllowMultipleArgumentsPerToken = true,
            Description = string.Join(", ", Scopes.All.Order(StringComparer.Ordinal)),
        };
        Command command = new("create", "Make a key; its text is shown once / 创建密钥，仅显示一次") { name, scopes, CommonOptions.Data, CommonOptions.Postgres, CommonOptions.Language };
        command.SetAction(parsed => Guarded(parsed, (report, keys) =>
        {
            (ServerKey key, string text) = keys.Create(parsed.GetRequiredValue(name), parsed.GetRequiredValue(scopes));
            report.Say($"Key {key.Id}, shown only now:", $"密钥 {key.Id}，仅此一次显示：");
            report.Output.WriteLine(text);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command List()
    {
        Command command = new("list", "Show the keys without their text / 列出密钥（不含明文）") { CommonOptions.Data, CommonOptions.Postgres, CommonOptions.Language };
        command.SetAction(parsed => Guarded(parsed, static (report, keys) =>
        {
            foreach (ServerKey key in keys.All)
            {
                string scopes = string.Join(",", key.Scopes);
                report.Say(
                    $"{key.Id}  {key.Created:u}  {(key.Revoked is { } at ? $"revoked {at:u}" : "in force")}  {scopes}  {key.Name}",
                    $"{key.Id}  {key.Created:u}  {(key.Revoked is { } zhAt ? $"已吊销 {zhAt:u}" : "有效")}  {scopes}  {key.Name}");
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Revoke()
    {
        Argument<string> id = new("id") { Description = "The key's id / 密钥编号" };
        Command command = new("revoke", "Stop a key for good / 永久吊销密钥") { id, CommonOptions.Data, CommonOptions.Postgres, CommonOptions.Language };
        command.SetAction(parsed => Guarded(parsed, (report, keys) =>
        {
            string key = parsed.GetRequiredValue(id);
            if (!keys.Revoke(key))
            {
                return report.Unusable($"There is no key {key}.", $"没有密钥 {key}。");
            }

            report.Say($"Key {key} is revoked.", $"密钥 {key} 已吊销。");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static int Guarded(ParseResult parsed, Func<CommandReport, ServerKeys, int> work)
    {
        CommandReport report = new(parsed);
        return report.Guard(() => report.Postgres is not null || Directory.Exists(report.DataFolder)
            ? work(report, new ServerKeys(report.Documents, TimeProvider.System))
            : report.Unusable($"There is no folder {report.DataFolder}.", $"没有目录 {report.DataFolder}。"));
    }
}
