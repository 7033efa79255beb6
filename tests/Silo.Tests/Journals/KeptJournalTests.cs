using System.Globalization;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Silo.Journal.Sqlite;
using Jifen.Silo.Tests.Journal;
using Jifen.Silo.Verification;
using Jifen.Tests;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace Jifen.Silo.Tests.Journals;

/// <summary>
/// Journals of earlier binaries come to what they came to then, for ever.
/// </summary>
public sealed class KeptJournalTests(ITestOutputHelper output)
{
    private const string Command = "JIFEN_KEEP_JOURNAL=NAME ./test --filter A_release_keeps_a_journal";

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
    public void Every_kind_of_record_that_a_kept_journal_has_is_still_known(string name) => Assert.Empty(new KeptJournal(name).Truth.Kinds.Except(RecordKinds.All));

    /// <summary>Whoever adds a kind of record, or a field that only some records of a kind have, keeps a journal that has it.</summary>
    [Fact]
    public void Every_kind_of_record_and_every_field_that_may_be_absent_is_in_a_kept_journal()
    {
        string[] missing = [.. Missing(RecordKinds.All).Except(NotKept.Reasons.Keys)];
        Assert.True(missing.Length == 0, $"""
            In no journal that is kept: {string.Join(", ", missing)}.
            Have members do it in tests/Silo.Tests/Journals/*Days.cs, then: {Command}
            """);
    }

    [Fact]
    public void What_is_said_to_be_in_no_kept_journal_is_in_none_is_known_and_is_told_with_its_reason()
    {
        string[] named = [.. NotKept.Reasons.Keys];
        Assert.Equal(Missing(named).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        Assert.Empty(named.Except(RecordKinds.All));
        string told = Repository.Text("docs/testing.md");
        Assert.All(named, name => Assert.Contains($"`{name}`", told, StringComparison.Ordinal));
    }

    /// <summary>The control: a kind that nobody has kept is named.</summary>
    [Fact]
    public void A_kind_that_is_new_is_missing_from_all_kept_journals() => Assert.Equal(["card-burnt"], Missing([.. RecordKinds.All.Except(NotKept.Reasons.Keys), "card-burnt"]));

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
        string marked = string.Create(CultureInfo.InvariantCulture, $"\"amount\":{StarterDays.MarkedAmount}");
        using (SqliteConnection database = new($"Data Source={folder["jifen.db"]};Pooling=False"))
        {
            database.Open();
            using SqliteCommand change = database.CreateCommand();
            change.CommandText = "UPDATE journal SET body = REPLACE(body, $was, $is) WHERE instr(body, $was) > 0";
            change.Parameters.AddWithValue("$was", marked);
            change.Parameters.AddWithValue("$is", $"{marked[..^1]}6");
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

    private static IEnumerable<string> Missing(IEnumerable<string> names) => names.Except(KeptJournal.Names.SelectMany(name => new KeptJournal(name).Truth.Kinds));

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
