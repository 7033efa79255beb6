using Jifen.Silo.Hosting;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Tests.Api;

/// <summary>One silo for a class of tests that keep to members of their own.</summary>
public class SiloFixture : IAsyncLifetime
{
    private readonly ClientRecords _records = new();

    public TestSilo Silo { get; private set; } = null!;

    protected virtual SiloSeams Seams => new();

    public async Task InitializeAsync() => Silo = await TestSilo.StartAsync(Seams with { Observers = [_records] });

    /// <summary>Records of commands, without those that shards write by themselves.</summary>
    public async Task<long> CommandsAsync()
    {
        await Silo.RecordsAsync();
        return _records.Count;
    }

    public async Task DisposeAsync() => await Silo.DisposeAsync();
}

/// <summary>Counts what clients had written.</summary>
internal sealed class ClientRecords : IRecordObserver
{
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    public void Durable(JournalRecord record, RecordBody body)
    {
        if (body.Input is Enrol or ReportActivity or Play or MarkSeen or PublishProgramme or SetPaused or AcceptClock)
        {
            Interlocked.Increment(ref _count);
        }
    }
}
