using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Jifen.Grains.Kernel;
using Jifen.Grains.Tests.Driving;

namespace Jifen.Grains.Tests.Kernel;

public sealed class Canonical_forms
{
    /// <summary>A property called as the discriminator would make its kind unreadable.</summary>
    [Theory]
    [InlineData(typeof(ShardInput))]
    [InlineData(typeof(Message))]
    [InlineData(typeof(GrainEvent))]
    [InlineData(typeof(Answer))]
    public void Every_kind_of_the_journal_can_be_written_and_read(Type family)
    {
        foreach (JsonDerivedTypeAttribute kind in family.GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false).Cast<JsonDerivedTypeAttribute>())
        {
            object one = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(kind.DerivedType);
            string json = JsonSerializer.Serialize(one, family, JournalJson.Canonical);
            Assert.StartsWith($$"""{"kind":"{{kind.TypeDiscriminator}}""", json, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_activity_is_read_as_it_was_written()
    {
        ShardInput input = new ReportActivity(
            new(7), "a1", "purchase", new(5), 100, "m", null, [new("sku", "food", 2, 100, ["green"])]);

        string json = JsonSerializer.Serialize(input, JournalJson.Canonical.ShardInput);

        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, JournalJson.Canonical.ShardInput)!, JournalJson.Canonical.ShardInput));
        Assert.Contains("\"activity\":\"purchase\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_grain_saves_what_it_loads_byte_for_byte()
    {
        TestShard shard = new Festival(3, 2).Run(120).Town.HomeOf(ProgrammeBuilder.WheelId);

        ShardState reloaded = shard.Reload();

        Assert.Equal(TestShard.StatesOf(shard.State), TestShard.StatesOf(reloaded));
        Assert.Contains(shard.State.Named, g => g.Id.StartsWith("treasury:", StringComparison.Ordinal));
    }

    [Fact]
    public void Control_a_record_with_one_figure_changed_replays_to_another_state()
    {
        TestShard shard = new Festival(3, 1).Run(40).Town.Shards[0];
        int at = shard.Journal.FindIndex(r => Encoding.UTF8.GetString(r.Body).Contains("\"points-earned\"", StringComparison.Ordinal));
        TestRecord honest = shard.Journal[at];
        RecordBody body = JsonSerializer.Deserialize(honest.Body, JournalJson.Canonical.RecordBody)!;
        RecordBody altered = body with { Events = [.. body.Events!.Select(e => e is PointsEarned p ? p with { Points = p.Points + new Points(1) } : e)] };
        shard.Journal[at] = honest with { Body = JsonSerializer.SerializeToUtf8Bytes(altered, JournalJson.Canonical.RecordBody) };

        Assert.NotEqual(TestShard.StatesOf(shard.State), TestShard.StatesOf(shard.Replay()));
    }

    [Fact]
    public void Records_that_a_restored_grain_holds_are_not_folded_again()
    {
        TestShard shard = new Festival(5, 1).Run(60).Town.Shards[0];
        ShardMachine again = new(shard.Reload());

        foreach (TestRecord record in shard.Journal)
        {
            again.Replay(record.At, JsonSerializer.Deserialize(record.Body, JournalJson.Canonical.RecordBody)!);
        }

        Assert.Equal(TestShard.StatesOf(shard.State), TestShard.StatesOf(again.State));
    }
}
