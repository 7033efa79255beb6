using Jifen.Silo.Shards;

namespace Jifen.Silo.Tests.Api;

/// <summary>Every command sent one to five times, some at once: one record for each key, the same bytes for each copy.</summary>
public sealed class RetryStormTests
{
    private const int Commands = 20_000;
    private const int Members = 200;
    private const ulong Seed = 20_261_121;

    [Fact]
    public async Task Twenty_thousand_commands_repeated_at_random_leave_one_record_each_and_equal_answers()
    {
        KeyCount counted = new();
        await using TestSilo silo = await TestSilo.StartAsync(new() { Observers = [counted] });
        for (int member = 0; member < Members; member++)
        {
            await silo.EnrolAsync($"s{member}");
        }

        DateTimeOffset at = silo.Now;
        await Parallel.ForEachAsync(Enumerable.Range(0, Commands), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (number, _) =>
            await SendCopiesAsync(silo, number, at));
        Assert.Equal(Commands, counted.Keys);
        Assert.Equal(0, counted.Repeated);
    }

    private static async Task SendCopiesAsync(TestSilo silo, int number, DateTimeOffset at)
    {
        SeededDraw draw = new(Seed + (ulong)number);
        string member = $"s{draw.Below(Members)}";
        Func<Task<TestSilo.Answer>> send = draw.OneIn(3)
            ? () => silo.EarnAsync(member, $"a{number}", 1_000, at)
            : () => silo.PlayAsync(member, $"p{number}");
        int copies = 1 + draw.Below(5);
        List<TestSilo.Answer> answers = [];
        if (draw.OneIn(2))
        {
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, copies).Select(_ => send())));
        }
        else
        {
            for (int copy = 0; copy < copies; copy++)
            {
                answers.Add(await send());
            }
        }

        TestSilo.Answer[] final = [.. answers.Where(answer => answer.Status != 202)];
        Assert.All(final, answer => Assert.True(answer.Status is 200 or 409, $"seed {Seed}, command {number}: {answer.Status} {answer.Body}"));
        Assert.True(final.Select(answer => answer.Body).Distinct().Count() <= 1, $"seed {Seed}, command {number}: {string.Join('\n', final.Select(a => a.Body))}");
    }

    /// <summary>Counts the keys of records that answer a play or an activity.</summary>
    private sealed class KeyCount : IRecordObserver
    {
        private readonly HashSet<(MemberKey, RequestKey)> _keys = [];
        private readonly Lock _gate = new();

        public int Keys => _keys.Count;

        public int Repeated { get; private set; }

        public void Durable(JournalRecord record, RecordBody body)
        {
            if (record is { Member: { } member, Key: { } key } && body.Input is Play or ReportActivity)
            {
                lock (_gate)
                {
                    Repeated += _keys.Add((member, key)) ? 0 : 1;
                }
            }
        }
    }
}
