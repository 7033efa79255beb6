using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Silo.Journal.Sqlite;
using Jifen.Silo.Tests.Journal;
using Jifen.Silo.Verification;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace Jifen.Silo.Tests.Journals;

/// <summary>
/// Journals of earlier binaries come to what they came to then, for ever. <c>JIFEN_KEEP_JOURNAL=NAME ./test --filter A_release_keeps_a_journal</c> adds one.
/// </summary>
public sealed class KeptJournalTests(ITestOutputHelper output)
{
    public static TheoryData<string> Kept => [.. KeptJournal.Names];

    [Theory]
    [MemberData(nameof(Kept))]
    public void A_kept_journal_comes_to_its_state_from_the_first_record_and_from_its_checkpoints(string name)
    {
        KeptJournal kept = new(name);
        using TempFolder folder = new();
        kept.RestoreInto(folder.Path);
        KeptState truth = kept.Truth;
        KeptState now = KeptJournal.StateOf(folder.Path);
        using SqliteJournal journal = SqliteStore.OpenReadOnly(folder.Path);

        Assert.Equal((truth.State, truth.Records), (now.State, now.Records));
        Assert.Equal(truth.Kinds, now.Kinds);
        Assert.Equal(truth.State, StateHash.FromCheckpoints(journal).ToString());
        Assert.Contains(Enumerable.Range(0, journal.Identity.ShardCount).Select(shard => journal.ReadHead(new(shard))), head => head.Floor > Sequence.None && head.Floor < head.Sequence);
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public void Every_kind_of_record_that_a_kept_journal_has_is_still_known(string name)
    {
        IReadOnlyList<string> kinds = new KeptJournal(name).Truth.Kinds;
        output.WriteLine($"not in it: {string.Join(", ", RecordKinds.All.Except(kinds))}");
        Assert.Empty(kinds.Except(RecordKinds.All));
    }

    /// <summary>The control of a changed rule: one that gives a point more for one activity.</summary>
    [Fact]
    public void A_rule_that_folds_one_record_otherwise_comes_to_another_state()
    {
        KeptJournal kept = new(KeptJournal.Names.Last());
        using TempFolder folder = new();
        kept.RestoreInto(folder.Path);
        using SqliteJournal journal = SqliteStore.OpenReadOnly(folder.Path);
        Assert.Equal(kept.Truth.State, Replayed(journal, static earned => earned));
        int changed = 0;
        Assert.NotEqual(kept.Truth.State, Replayed(journal, earned => changed++ == 0 ? earned with { Points = new(earned.Points.Value + 1) } : earned));
    }

    [Fact]
    public void A_changed_byte_of_a_kept_journal_is_named()
    {
        using TempFolder folder = new();
        new KeptJournal(KeptJournal.Names.Last()).RestoreInto(folder.Path);
        using (SqliteConnection database = new($"Data Source={folder["jifen.db"]};Pooling=False"))
        {
            database.Open();
            using SqliteCommand change = database.CreateCommand();
            change.CommandText = "UPDATE journal SET body = REPLACE(body, '\"amount\":12345', '\"amount\":12346') WHERE instr(body, '\"amount\":12345') > 0";
            Assert.Equal(1, change.ExecuteNonQuery());
        }

        using StoreVerification verification = StoreVerification.Open(folder.Path, null);
        Assert.Equal(VerificationRule.Chain, Assert.Single(verification.Run().Faults).Rule);
    }

    [Fact]
    public async Task A_release_keeps_a_journal()
    {
        string? name = Environment.GetEnvironmentVariable("JIFEN_KEEP_JOURNAL");
        if (string.IsNullOrEmpty(name))
        {
            output.WriteLine("nothing is kept: JIFEN_KEEP_JOURNAL names the release whose journal is to be kept");
            return;
        }

        await JournalOfARelease.MakeAsync(new(name));
        output.WriteLine($"kept {name}; not in it: {string.Join(", ", RecordKinds.All.Except(new KeptJournal(name).Truth.Kinds))}");
    }

    private static string Replayed(SqliteJournal journal, Func<PointsEarned, PointsEarned> changed)
    {
        using StateHash hash = new();
        for (int shard = 0; shard < journal.Identity.ShardCount; shard++)
        {
            ShardMachine machine = new(new(new(shard), journal.Identity.ShardCount));
            Sequence next = new(1);
            while (journal.ReadRecords(new(shard), next, 512) is { Count: > 0 } page)
            {
                foreach (JournalRecord record in page)
                {
                    Replay(machine, record, changed);
                }

                next = page[^1].Sequence.Next;
            }

            hash.Add(machine.State);
        }

        return hash.Value.ToString();
    }

    private static void Replay(ShardMachine machine, JournalRecord record, Func<PointsEarned, PointsEarned> changed)
    {
        RecordBody body = RecordCodec.Decode(record.Body.Span);
        if (record.Member is { } member && machine.State.FindMember(member) is null)
        {
            machine.State.Seat(new MemberGrain(member));
        }

        GrainEvent[]? events = body.Events?.Select(happened => happened is PointsEarned earned ? changed(earned) : happened).ToArray();
        machine.Replay(new(record.Shard, record.Sequence, record.Stamp, record.Member, record.Key), body with { Events = events });
    }
}
