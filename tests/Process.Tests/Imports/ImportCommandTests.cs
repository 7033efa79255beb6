using Jifen.Process.Tests.Clients;
using Jifen.Process.Tests.Hosts;

namespace Jifen.Process.Tests.Imports;

/// <summary><c>jifen import</c> and <c>jifen import-members</c> against a silo that runs.</summary>
public sealed class ImportCommandTests : IAsyncLifetime
{
    private readonly HostPool _pool = new(0);
    private StoreFolder _store = null!;
    private Uri _url = null!;

    public async Task InitializeAsync()
    {
        _store = await Festival.StoreAsync(_pool, Festival.Document, [Festival.Member(0)]);
        SiloProcess host = _pool.Take();
        host.Obey(Festival.Order(_store));
        _url = await host.ReadyAsync();
    }

    public async Task DisposeAsync()
    {
        await _pool.DisposeAsync();
        _store.Dispose();
    }

    [Fact]
    public async Task The_same_command_again_finds_its_import_done()
    {
        string file = Write("one.ndjson", $"{ImportFile.Line("c1", (0, 5), Now)}\n{ImportFile.Line("c2", (0, 7), Now)}\n");
        (int exit, string output) = await JifenAsync("import", file);
        Assert.True(exit == 0, output);
        Assert.Contains("100 %  2 read, 2 accepted, 0 repeated, 0 refused", output, StringComparison.Ordinal);
        Assert.Equal((0, "100 %  2 read, 2 accepted, 0 repeated, 0 refused"), await LastAsync("import", file));
        Assert.Equal((0, "100 %  2 read, 0 accepted, 2 repeated, 0 refused"), await LastAsync("import", Write("two.ndjson", File.ReadAllText(file) + "\n")));
    }

    [Fact]
    public async Task Refused_lines_make_another_exit_code_and_say_where_the_report_is()
    {
        string file = Write("bad.csv", $"who,when,price\nm0,{Now},1.50\nm0,yesterday,1.50\n");
        (int exit, string output) = await JifenAsync("import", file, "--map", "who=memberId,when+price=id,when=at,price=total,'purchase'=kind");
        Assert.True(exit == 1, output);
        Assert.Contains("2 read, 1 accepted, 0 repeated, 1 refused", output, StringComparison.Ordinal);
        Assert.Contains($"GET {_url}v1/imports/", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_and_history_come_in_and_what_cannot_be_is_unusable()
    {
        Assert.Equal(
            (0, "100 %  1 read, 1 accepted, 0 repeated, 0 refused"),
            await LastAsync("import-members", Write("members.csv", "client,bonus,level\nnewcomer,40,gold\n"), "--map", "client=id,bonus=points,level=tier"));
        Assert.Equal(
            (0, "已读 1，接受 1，重复 0，拒绝 0"),
            await LastAsync("import", Write("old.ndjson", ImportFile.Line("old", (0, 5), "2001-02-03T00:00:00Z")), "--history", "--lang", "zh"));
        Assert.Equal(2, (await JifenAsync("import", Path.Combine(_store.Path, "none.csv"))).Exit);
        Assert.Equal(2, (await JifenAsync("import", Write("wrong.csv", "a,b\n1,2\n"))).Exit);
        using SiloClient client = new(Festival.ServerKey) { Address = _url };
        Assert.Equal((40, 0), (await client.AvailableAsync("newcomer"), await client.AvailableAsync("m0")));
    }

    private static string Now { get; } =
        TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private string Write(string name, string content)
    {
        string path = Path.Combine(_store.Path, name);
        File.WriteAllText(path, content);
        return path;
    }

    private Task<(int Exit, string Output)> JifenAsync(params string[] arguments) =>
        Programs.JifenAsync([.. arguments, "--server", _url.ToString(), "--key", Festival.ServerKey]);

    private async Task<(int Exit, string Last)> LastAsync(params string[] arguments)
    {
        (int exit, string output) = await JifenAsync(arguments);
        string last = output.TrimEnd().Split('\n')[^1];
        return (exit, last.Contains('读', StringComparison.Ordinal) ? last[last.IndexOf('已', StringComparison.Ordinal)..] : last.Trim());
    }
}
