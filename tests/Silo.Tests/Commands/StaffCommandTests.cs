using System.CommandLine;
using Jifen.Silo.Commands;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Security;

namespace Jifen.Silo.Tests.Commands;

/// <summary>The commands that look after staff, on a real folder and before a real sign-in.</summary>
public sealed class StaffCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Who_is_added_signs_in_until_the_password_is_another_or_the_person_is_removed()
    {
        string first = PasswordOf(Run("staff", "add", "ann", "--role", "operator"));
        await using SiloHost silo = await StartAsync(_folder.Path);
        Assert.Equal((302, 401), (await StaffClient.TryAsync(silo, "ann", first), await StaffClient.TryAsync(silo, "ann", "another password")));
        Assert.Equal(StaffRole.Operator, silo.Engine.Staff.Find("ann")!.Role);

        string second = PasswordOf(Run("staff", "password", "ann"));
        silo.Engine.Staff.Refresh();
        Assert.Equal((401, 302), (await StaffClient.TryAsync(silo, "ann", first), await StaffClient.TryAsync(silo, "ann", second)));

        Assert.Equal((0, "ann is removed."), Said(Run("staff", "remove", "ann")));
        silo.Engine.Staff.Refresh();
        Assert.Equal(401, await StaffClient.TryAsync(silo, "ann", second));
    }

    [Fact]
    public void The_list_names_everybody_with_the_role_and_no_secret()
    {
        string password = PasswordOf(Run("staff", "add", "bo", "--role", "Viewer"));
        Run("staff", "add", "ann", "--role", "admin");
        (int code, string output, string error) = Run("staff", "list");
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(["ann  admin", "bo  viewer"], output.TrimEnd().Split('\n').Select(line => line[..line.LastIndexOf("  ", StringComparison.Ordinal)]));
        Assert.DoesNotContain(password, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "There is an account ann already.", "add", "ann", "--role", "viewer")]
    [InlineData("zh", "账户 ann 已存在。", "add", "ann", "--role", "viewer")]
    [InlineData("en", "The name must be 1 to 64 of a-z, 0-9, '.', '_' and '-'.", "add", "Ann", "--role", "viewer")]
    [InlineData("zh", "名称须为 1 至 64 个字符，仅限 a-z、0-9、“.”、“_”和“-”。", "add", "Ann", "--role", "viewer")]
    [InlineData("en", "There is no account bo.", "remove", "bo")]
    [InlineData("zh", "没有账户 bo。", "remove", "bo")]
    [InlineData("en", "There is no account bo.", "password", "bo")]
    [InlineData("zh", "没有账户 bo。", "password", "bo")]
    public void What_cannot_be_done_ends_with_2_is_said_in_the_language_and_changes_nothing(string language, string sentence, params string[] arguments)
    {
        Run("staff", "add", "ann", "--role", "operator");
        string before = File.ReadAllText(Path.Combine(_folder.Path, StaffAccounts.FileName));
        (int code, string output, string error) = Run([.. arguments.Prepend("staff"), "--lang", language]);
        Assert.Equal((ExitCodes.Unusable, "", sentence), (code, output, error.TrimEnd()));
        Assert.Equal(before, File.ReadAllText(Path.Combine(_folder.Path, StaffAccounts.FileName)));
    }

    [Theory]
    [InlineData("chief")]
    [InlineData("7")]
    public void A_role_that_there_is_not_is_told_with_those_that_there_are_in_both_languages(string role)
    {
        (int code, _, string error) = Run("staff", "add", "ann", "--role", role);
        Assert.NotEqual(ExitCodes.Done, code);
        Assert.Equal($"There is no role {role}; there are viewer, operator and admin. / 没有角色 {role}，可用 viewer、operator、admin。", error.Trim());
        Assert.False(File.Exists(Path.Combine(_folder.Path, StaffAccounts.FileName)));
    }

    [Fact]
    public async Task Staff_comes_back_with_the_keys_of_a_restored_store_and_is_in_no_backup()
    {
        string password = PasswordOf(Run("staff", "add", "ann", "--role", "viewer"));
        await using (SiloHost silo = await StartAsync(_folder.Path))
        {
            Assert.True(await silo.StopAsync());
        }

        using TemporaryFolder other = new();
        (string backup, string restored) = (Path.Combine(other.Path, "backup"), Path.Combine(other.Path, "restored"));
        (int code, string output, string error) = Run("backup", backup);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("keys.json, server-keys.json, staff.json", output, StringComparison.Ordinal);
        string[] secrets = ["keys.json", "server-keys.json", "staff.json", "dashboard-keys"];
        Assert.Equal(secrets, secrets.Where(name => Path.Exists(Path.Combine(_folder.Path, name))));
        Assert.DoesNotContain(secrets, name => Path.Exists(Path.Combine(backup, name)));
        Assert.Equal(0, RunIn(restored, "restore", "--from", backup, "--keys", _folder.Path).Code);
        await using SiloHost again = await StartAsync(restored);
        Assert.Equal(302, await StaffClient.TryAsync(again, "ann", password));
        Assert.False(File.Exists(Path.Combine(restored, FirstStaff.FileName)));
    }

    private static Task<SiloHost> StartAsync(string folder) =>
        SiloHost.StartAsync(new() { Port = 0, DataFolder = folder, ShardCount = 1, BootstrapKey = TestSilo.BootstrapKey });

    private (int Code, string Output, string Error) Run(params string[] arguments) => RunIn(_folder.Path, arguments);

    private static (int Code, string Output, string Error) RunIn(string folder, params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        string[] language = arguments.Contains("--lang") ? [] : ["--lang", "en"];
        int code = Root.Create().Parse([.. arguments, .. language, "--data", folder]).Invoke(new() { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    private static (int Code, string Sentence) Said((int Code, string Output, string Error) ran) => (ran.Code, ran.Output.TrimEnd());

    /// <summary>The second line of what was said.</summary>
    private static string PasswordOf((int Code, string Output, string Error) ran)
    {
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        return ran.Output.Split('\n')[1].Trim();
    }
}
