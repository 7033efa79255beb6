using Jifen.Process.Tests.Clients;
using Jifen.Process.Tests.Hosts;
using Jifen.Silo.Host;

namespace Jifen.Process.Tests.Logs;

/// <summary>Nothing that is secret, and no id of the brand's members, is written to a log or to the console.</summary>
public sealed class LogTests : IDisposable
{
    private readonly StoreFolder _store = new();
    private readonly Secrets _secrets = new();

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--json-log")]
    public async Task No_secret_is_written_whatever_is_called_and_whatever_fails(params string[] more)
    {
        await using ServedProgram silo = ServedProgram.Serve(["--port", "0", "--data", _store.Data, "--quiet-demo", .. more]);
        using MarkedCalls calls = new(await silo.ReadyAsync(), Read("bootstrap-key"), _secrets);
        await calls.SignInAsync("admin", Read("admin-password"));
        await calls.BuyAndPlayAsync();
        await calls.ImportAsync("import");
        _secrets.AddFiles(_store.Data);
        await FailAsync(silo, calls);
        Assert.Equal(0, await silo.StopAsync());

        Assert.Equal(Expected, calls.Statuses);
        Assert.Contains(silo.Written, line => line.Contains("A call failed", StringComparison.Ordinal));
        Assert.Empty(_secrets.In([.. silo.Written, .. await CommandsAsync()]));
        Assert.True(_secrets.All.Count >= 20, "there is much to be found");
    }

    /// <summary>The control: an edge that logs what callers send is found out, secret by secret.</summary>
    [Fact]
    public async Task A_silo_that_logs_its_calls_is_found_out()
    {
        await using SiloProcess silo = SiloProcess.Start();
        silo.Obey(new() { Folder = _store.Data, Key = Festival.ServerKey, Fault = PlantedFault.CallsLogged });
        using MarkedCalls calls = new(await silo.ReadyAsync(), Festival.ServerKey, _secrets);
        await calls.SignInAsync("admin", Read("admin-password"));
        await calls.ImportAsync("import");
        silo.Stop();
        Assert.Equal(0, await silo.EndAsync(TimeSpan.FromMinutes(2)));
        Assert.Equal(["antiforgery token", "cookie jifen-antiforgery", "cookie jifen-staff", "server key"], _secrets.In(silo.Errors));
    }

    private static IReadOnlyList<(string Call, int Status)> Expected { get; } =
    [
        ("sign-in refused", 401), ("sign-in", 302), ("me", 200), ("key", 201), ("enrol", 201), ("unknown member", 404), ("malformed", 400), ("invalid", 422),
        ("token", 200), ("play", 200), ("another member", 403), ("broken token", 401), ("broken key", 401), ("events", 200), ("guest", 200), ("nonsense", 400),
        ("import", 202), ("import without its folder", 500),
    ];

    private string Read(string file) => File.ReadAllText(Path.Combine(_store.Data, file)).Trim();

    /// <summary>A call that fails inside, and keys that cannot be read again.</summary>
    private async Task FailAsync(ServedProgram silo, MarkedCalls calls)
    {
        Directory.Delete(Path.Combine(_store.Data, "imports"), recursive: true);
        await calls.ImportAsync("import without its folder");
        string keys = Path.Combine(_store.Data, "server-keys.json");
        string whole = File.ReadAllText(keys);
        File.WriteAllText(keys, whole + "]");
        await silo.WritesAsync("were not read again");
        File.WriteAllText(keys, whole);
    }

    /// <summary>What the commands say that are not asked for a secret.</summary>
    private async Task<IReadOnlyList<string>> CommandsAsync()
    {
        List<string> said = [];
        string[][] commands = [["key", "list"], ["staff", "list"], ["verify"], ["backup", Path.Combine(_store.Path, "backup")], ["staff", "password", "nobody"]];
        foreach (string[] command in commands)
        {
            said.Add((await Programs.JifenAsync([.. command, "--data", _store.Data])).Output);
        }

        return said;
    }
}
