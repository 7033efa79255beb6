using System.CommandLine;
using System.CommandLine.Parsing;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;

namespace Jifen.Silo.Commands;

/// <summary><c>jifen staff add | remove | password | list</c>: who may sign in to the Dashboard. A silo that runs follows within a second.</summary>
public static class StaffCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "Name to sign in by / 登录名" };

    private static readonly Option<bool> FromInput = new("--stdin")
    {
        Description = "Read the password from the first line of standard input instead of making one / 从标准输入读取密码，而不是生成",
    };

    public static Command Create() =>
        new("staff", "Who may sign in to the Dashboard / 可登录看板的人员") { Add(), Remove(), Password(), List() };

    private static Command Add()
    {
        Option<StaffRole> role = new("--role") { Required = true, Description = "viewer, operator, admin / 只看、可暂停、管理", CustomParser = RoleOf };
        Command command = new("add", "Add a person / 添加人员") { Name, role, FromInput, CommonOptions.Data, CommonOptions.Postgres, CommonOptions.Language };
        command.SetAction(parsed => Guarded(parsed, (report, staff) =>
        {
            string password = PasswordOf(parsed);
            staff.Add(parsed.GetRequiredValue(Name), parsed.GetRequiredValue(role), password);
            return Tell(report, parsed, password);
        }));
        return command;
    }

    private static Command Password()
    {
        Command command = new("password", "Give a person another password / 重设密码") { Name, FromInput, CommonOptions.Data, CommonOptions.Postgres, CommonOptions.Language };
        command.SetAction(parsed => Guarded(parsed, (report, staff) =>
        {
            string password = PasswordOf(parsed);
            return staff.SetPassword(parsed.GetRequiredValue(Name), password) ? Tell(report, parsed, password) : Unknown(report, parsed);
        }));
        return command;
    }

    private static Command Remove()
    {
        Command command = new("remove", "Take a person away, signed in or not / 移除人员并结束其会话") { Name, CommonOptions.Data, CommonOptions.Postgres, CommonOptions.Language };
        command.SetAction(parsed => Guarded(parsed, (report, staff) =>
        {
            string name = parsed.GetRequiredValue(Name);
            if (!staff.Remove(name))
            {
                return Unknown(report, parsed);
            }

            report.Say($"{name} is removed.", $"已移除 {name}。");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command List()
    {
        Command command = new("list", "Show who may sign in / 列出人员") { CommonOptions.Data, CommonOptions.Postgres, CommonOptions.Language };
        command.SetAction(parsed => Guarded(parsed, static (report, staff) =>
        {
            foreach (StaffAccount account in staff.All)
            {
                string line = $"{account.Name}  {account.Role.ToString().ToLowerInvariant()}  {account.Created:u}";
                report.Say(line, line);
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    private static string PasswordOf(ParseResult parsed) => parsed.GetValue(FromInput) ? Console.In.ReadLine() ?? "" : StaffAccounts.NewPassword();

    private static int Tell(CommandReport report, ParseResult parsed, string password)
    {
        string name = parsed.GetRequiredValue(Name);
        if (parsed.GetValue(FromInput))
        {
            report.Say($"{name} may sign in.", $"{name} 可以登录了。");
            return ExitCodes.Done;
        }

        report.Say($"{name} may sign in with this password, shown only now:", $"{name} 可用以下密码登录，仅此一次显示：");
        report.Output.WriteLine(password);
        return ExitCodes.Done;
    }

    /// <remarks>What cannot be parsed is told before the language of the report is known, so in both.</remarks>
    private static StaffRole RoleOf(ArgumentResult given)
    {
        string name = given.Tokens[^1].Value;
        foreach (StaffRole role in Enum.GetValues<StaffRole>())
        {
            if (string.Equals(role.ToString(), name, StringComparison.OrdinalIgnoreCase))
            {
                return role;
            }
        }

        given.AddError($"There is no role {name}; there are viewer, operator and admin. / 没有角色 {name}，可用 viewer、operator、admin。");
        return default;
    }

    private static int Unknown(CommandReport report, ParseResult parsed)
    {
        string name = parsed.GetRequiredValue(Name);
        return report.Unusable($"There is no account {name}.", $"没有账户 {name}。");
    }

    private static int Guarded(ParseResult parsed, Func<CommandReport, StaffAccounts, int> work)
    {
        CommandReport report = new(parsed);
        return report.Guard(() => report.Postgres is not null || Directory.Exists(report.DataFolder)
            ? work(report, new StaffAccounts(report.Documents, TimeProvider.System))
            : report.Unusable($"There is no folder {report.DataFolder}.", $"没有目录 {report.DataFolder}。"));
    }
}
