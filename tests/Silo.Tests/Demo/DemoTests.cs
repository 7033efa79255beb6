using Jifen.Silo.Demo;
using Jifen.Silo.Security;
using Jifen.Silo.Templates;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Live;
using Jifen.Silo.Verification;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace Jifen.Silo.Tests.Demo;

/// <summary>An hour of the demo is long: it begins with the first tests.</summary>
[CollectionDefinition(Name)]
public sealed class DemoRun
{
    public const string Name = "Demo";
}

[Collection(DemoRun.Name)]
public sealed class DemoTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    private readonly DemoTime _time = new();

    [Fact]
    public async Task A_store_verifies_after_an_hour_of_the_demo_and_a_changed_byte_names_its_record()
    {
        await using TestSilo silo = await StartAsync();
        DemoCrowd crowd = new(silo.Host.Engine);
        List<long> seconds = await PlayAsync(silo, crowd, TimeSpan.FromHours(1));
        Assert.All(seconds, sent => Assert.InRange(sent, 6, 49));
        await RequireJournalsAsync(silo, crowd.Heard);
        Assert.True(await silo.StopAsync());
        output.WriteLine($"{new FileInfo(Path.Combine(silo.Folder, "jifen.db")).Length} bytes at rest");

        VerificationResult sound = Verify(silo.Folder);
        (int shard, long sequence) = await ChangeAsync(silo.Folder);
        VerificationResult changed = Verify(silo.Folder);

        Assert.Empty(sound.Faults);
        Assert.Equal(sound.Counts.Records, sound.Counts.Rederived);
        VerificationFault fault = Assert.Single(changed.Faults);
        Assert.Equal(new ShardId(shard), fault.Shard);
        Assert.Equal(new Sequence(sequence), fault.Record);
    }

    [Fact]
    public async Task After_a_restart_the_members_go_on_and_nothing_comes_twice()
    {
        await using TestSilo silo = await StartAsync();
        DemoCrowd first = new(silo.Host.Engine);
        await PlayAsync(silo, first, TimeSpan.FromMinutes(1));
        LiveTotals before = (await silo.Host.Engine.Desk.TakeAsync()).Totals;
        await silo.StopAsync();
        await PassingAsync(silo.StartAgainAsync(new() { Time = _time }));

        DemoCrowd second = new(silo.Host.Engine);
        await PlayAsync(silo, second, TimeSpan.FromMinutes(1));

        LiveFrame after = await silo.Host.Engine.Desk.TakeAsync();
        Assert.DoesNotContain(after.Refusals, refusal => refusal.Code is "exists" or "conflict");
        Assert.True(after.Totals.Members > before.Members, $"{after.Totals}");
        JournalSums counted = JournalSums.Of(silo.Host.Engine.Journal);
        Assert.Equal(counted.Totals, after.Totals);
        Assert.Equal(first.Heard + second.Heard, counted.Commands);
        Assert.NotNull(silo.Host.Engine.Journal.ReadPerson(silo.Host.Engine.MemberKeys.Of($"demo-{after.Totals.Members:0000}")));
    }

    [Fact]
    public async Task At_its_bound_the_demo_sends_nothing_more()
    {
        await using TestSilo silo = await StartAsync();
        DemoCrowd full = new(silo.Host.Engine, largestStore: 1);
        _time.Pass(Beat);

        Assert.False(await full.RunAsync(CancellationToken.None));

        Assert.Equal(0, full.Sent);
    }

    [Fact]
    public void At_every_second_of_a_day_the_rhythm_is_lively_and_bounded()
    {
        int[] rates = [.. Enumerable.Range(0, 86_400).Select(second => DemoRhythm.PerSecond(second / 60, 1_795_000_000 + second))];

        output.WriteLine($"mean {rates.Average():0.0} a second, least {rates.Min()}, most {rates.Max()}");
        Assert.All(rates, rate => Assert.InRange(rate, DemoRhythm.Slowest, DemoRhythm.Fastest));
        Assert.Equal(DemoRhythm.Slowest, rates.Min());
        Assert.InRange(rates.Average(), 8, 14);
    }

    private Task<TestSilo> StartAsync() => PassingAsync(TestSilo.StartAsync(new() { Time = _time }, with: options => options with { Template = ProgrammeTemplates.Standard }));

    /// <summary>Lets time pass until a task is over.</summary>
    private async Task<T> PassingAsync<T>(Task<T> task)
    {
        await PassingAsync((Task)task);
        return await task;
    }

    private async Task PassingAsync(Task task)
    {
        while (await Task.WhenAny(task, Task.Delay(5)) != task)
        {
            _time.Pass(Beat);
        }

        await task;
    }

    /// <returns>Commands sent in each second.</returns>
    private async Task<List<long>> PlayAsync(TestSilo silo, DemoCrowd crowd, TimeSpan span)
    {
        List<long> seconds = [];
        for (int second = 0; second < span.TotalSeconds; second++)
        {
            long before = crowd.Sent;
            for (int beat = 0; beat < 10; beat++)
            {
                _time.Pass(Beat);
                Assert.True(await crowd.AdvanceAsync(silo.Host.Engine.Clock.Now(), waits: true));
            }

            seconds.Add(crowd.Sent - before);
        }

        await crowd.RestAsync();
        return seconds;
    }

    private async Task RequireJournalsAsync(TestSilo silo, long commands)
    {
        LiveFrame frame = await silo.Host.Engine.Desk.TakeAsync();
        JournalSums counted = JournalSums.Of(silo.Host.Engine.Journal);
        output.WriteLine($"{commands} commands, {counted.Records} records, {frame.Journal.Bytes} bytes, {frame.Totals}");
        output.WriteLine(string.Join("; ", frame.Refusals));
        Assert.Equal(counted.Totals, frame.Totals);
        Assert.Equal(commands, counted.Commands);
        Assert.All(frame.Invariants, invariant => Assert.True(invariant.Holds, $"{invariant}"));
    }

    private static VerificationResult Verify(string folder)
    {
        using StoreVerification verification = StoreVerification.Open(folder, SecretKeyFile.OpenOrCreate(folder, true));
        return verification.Run();
    }

    /// <summary>Changes one byte of the record in the middle.</summary>
    private static async Task<(int Shard, long Sequence)> ChangeAsync(string folder)
    {
        await using SqliteConnection database = new($"Data Source={Path.Combine(folder, "jifen.db")};Pooling=False");
        await database.OpenAsync();
        await using SqliteCommand find = database.CreateCommand();
        find.CommandText = "SELECT position, shard, sequence FROM journal ORDER BY position LIMIT 1 OFFSET (SELECT count(*) / 2 FROM journal)";
        await using SqliteDataReader found = await find.ExecuteReaderAsync();
        Assert.True(await found.ReadAsync());
        (long position, int shard, long sequence) = (found.GetInt64(0), found.GetInt32(1), found.GetInt64(2));
        await found.CloseAsync();
        await using SqliteCommand change = database.CreateCommand();
        change.CommandText = "UPDATE journal SET body = substr(body, 1, 30) || '~' || substr(body, 32) WHERE position = $position";
        change.Parameters.AddWithValue("$position", position);
        Assert.Equal(1, await change.ExecuteNonQueryAsync());
        return (shard, sequence);
    }
}
