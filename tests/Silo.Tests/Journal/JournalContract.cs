using System.Text;
using Jifen.Silo.Journal;

namespace Jifen.Silo.Tests.Journal;

/// <summary>
/// What every implementation of <see cref="IJournal"/> keeps. An implementation derives from it, says how its stores are made, and
/// may put faults between.
/// </summary>
public abstract partial class JournalContract : IDisposable
{
    public const int ShardCount = 4;

    private readonly ITestedStore _store;
    private IJournal _journal;

    protected JournalContract()
    {
        // A test class is made for each test; the store is the only thing a derived class may give here.
        _store = MakeStore();
        _journal = _store.Open();
    }

    public static StoreIdentity Identity { get; } =
        new(1, ShardCount, "festival", "pepper-check", Guid.Parse("6f1b2c3d-0000-4000-8000-00000000000a"));

    protected IJournal Journal => _journal;

    /// <summary>A new, empty store of <see cref="Identity"/>.</summary>
    protected abstract ITestedStore MakeStore();

    public void Dispose()
    {
        _journal.Dispose();
        _store.Dispose();
        GC.SuppressFinalize(this);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private Chain Own(int shard = 0) => new(TakeOver(shard));

    private ShardHead TakeOver(int shard = 0) => Assert.Single(_journal.TakeOver([new(shard)], "first"));

    private AppendStatus Append(ShardAppend append) => Assert.Single(_journal.Append([append])).Status;

    private void Reopen()
    {
        _store.Close(_journal);
        _journal = _store.Open();
    }

    private IReadOnlyList<JournalRecord> ReadAll(int shard = 0) => _journal.ReadRecords(new(shard), new(1), int.MaxValue);
}
