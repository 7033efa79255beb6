using Jifen.Silo.Security;

namespace Jifen.Silo.Tests.Security;

/// <summary>Several who change the keys and accounts of one store lose nothing of each other.</summary>
public sealed class SharedFileTests : IDisposable
{
    private const int Each = 40;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Keys_that_many_make_and_stop_at_once_are_all_kept()
    {
        ServerKeys[] holders = [.. Enumerable.Range(0, 4).Select(_ => new ServerKeys(_folder.Path, TimeProvider.System))];
        string[][] made = await Task.WhenAll(holders.Select(keys => Task.Run(() => MakeAndStop(keys))));
        ServerKeys after = new(_folder.Path, TimeProvider.System);
        Assert.Equal(made.SelectMany(ids => ids).Order(StringComparer.Ordinal), after.All.Select(key => key.Id).Order(StringComparer.Ordinal));
        Assert.Equal(holders.Length * Each / 2, after.All.Count(key => key.Revoked is not null));
        Assert.All(holders, keys =>
        {
            keys.Refresh();
            Assert.Equal(after.All.Select(key => (key.Id, key.Revoked)), keys.All.Select(key => (key.Id, key.Revoked)));
        });
    }

    [Fact]
    public async Task Accounts_that_many_add_at_once_are_all_kept()
    {
        StaffAccounts[] holders = [.. Enumerable.Range(0, 4).Select(_ => new StaffAccounts(_folder.Path, TimeProvider.System))];
        await Task.WhenAll(holders.Select((staff, who) => Task.Run(() => AddTen(staff, who))));
        Assert.Equal(40, new StaffAccounts(_folder.Path, TimeProvider.System).All.Count());
    }

    /// <summary>The control: who writes without a turn, from what was read before, loses what another did.</summary>
    [Fact]
    public void Without_turns_a_change_is_lost()
    {
        string path = Path.Combine(_folder.Path, "numbers");
        (SharedFile one, SharedFile other) = (new(path), new(path));
        byte[] seen = [];
        one.Write([1]);
        other.ReadNew(content => seen = content);
        one.Write([1, 2]);
        other.Write([.. seen, 3]);
        Assert.Equal([1, 3], File.ReadAllBytes(path));
    }

    [Fact]
    public void A_change_within_the_same_instant_is_seen()
    {
        string path = Path.Combine(_folder.Path, "numbers");
        (SharedFile one, SharedFile other) = (new(path), new(path));
        List<byte[]> taken = [];
        DateTime instant = new(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc);
        foreach (byte number in (byte[])[1, 1, 2])
        {
            one.Write([number]);
            File.SetLastWriteTimeUtc(path, instant);
            other.ReadNew(taken.Add);
        }

        Assert.Equal([[1], [2]], taken);
    }

    [Fact]
    public void What_could_not_be_used_is_looked_at_again()
    {
        string path = Path.Combine(_folder.Path, "numbers");
        SharedFile file = new(path);
        new SharedFile(path).Write([1]);
        Assert.Throws<FormatException>(() => file.ReadNew(static _ => throw new FormatException()));
        byte[] seen = [];
        file.ReadNew(content => seen = content);
        Assert.Equal([1], seen);
    }

    private static string[] MakeAndStop(ServerKeys keys)
    {
        string[] ids = [.. Enumerable.Range(0, Each).Select(_ => keys.Create("shared", [Scopes.Members]).Key.Id)];
        Assert.All(ids.Take(Each / 2), id => Assert.True(keys.Revoke(id)));
        return ids;
    }

    private static void AddTen(StaffAccounts staff, int who)
    {
        for (int i = 0; i < 10; i++)
        {
            staff.Add($"person-{who}-{i}", StaffRole.Viewer, "correct horse battery");
        }
    }
}
