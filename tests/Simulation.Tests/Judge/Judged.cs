using Jifen.Simulation.Tests.Store;
using Jifen.Simulation.Tests.World;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>A record as the judge sees it: decoded by the contract, in the order in which the store committed.</summary>
internal sealed record Seen(JournalRecord Record, RecordBody Body)
{
    public ShardId Shard => Record.Shard;

    public Stamp Stamp => Record.Stamp;

    public IReadOnlyList<GrainEvent> Events => Body.Events ?? [];

    public override string ToString() => $"shard {Record.Shard}, record {Record.Sequence}";
}

/// <summary>One part of the judge: follows the history and tells what breaks its rules.</summary>
internal abstract class Model(Case judged)
{
    protected Case Case { get; } = judged;

    /// <summary>The store has committed a record.</summary>
    public abstract void See(Seen seen);

    /// <summary>The store has done something else.</summary>
    public virtual void See(StoreEntry entry)
    {
    }

    /// <summary>The run is over.</summary>
    public virtual void End()
    {
    }

    protected void Require(bool holds, string check, Seen seen, string what)
    {
        if (!holds)
        {
            Case.World.Evidence.Violations.Add(new(check, $"{seen}: {what}"));
        }
    }
}

/// <summary>What the parts of the judge share: the run, and facts that more than one needs.</summary>
internal sealed class Case(SimulatedWorld world)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(world.Scenario.Zone);

    public SimulatedWorld World { get; } = world;

    public ProgrammeModel Programmes { get; } = new(world);

    /// <summary>What each control generation stops.</summary>
    public Dictionary<long, IReadOnlyList<string>> Control { get; } = [];

    /// <summary>The stamp of each shard's newest record that was seen, the one that is being seen included.</summary>
    public Dictionary<ShardId, Stamp> Stamps { get; } = [];

    /// <summary>First instants at which codes of pools are not given any more, in the order of their numbers; null for codes that never expire.</summary>
    public Dictionary<string, List<Stamp?>> CodeEnds { get; } = [];

    public UnitModel Units { get; set; } = null!;

    public MemberModel Members { get; set; } = null!;

    public ChallengeModel Challenges { get; set; } = null!;

    /// <summary>Whether the record is a test member's, by what the brand enrolled it as.</summary>
    public bool IsTest(Seen seen) => seen.Record.Member is { } member && World.IsTest(member);

    public bool IsPaused(string target, long generation) => Control.GetValueOrDefault(generation)?.Contains(target) ?? false;

    public DateOnly DayOf(Stamp at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at.ToInstant(), _zone).DateTime);

    /// <summary>The end of a numbered unit of stock by its number; null where it has none.</summary>
    public Stamp? EndOf(string name, long number) => CodeEnds.TryGetValue(name, out List<Stamp?>? ends) ? ends[(int)number] : null;

    /// <summary>First instant of a day.</summary>
    public Stamp StartOf(DateOnly day) => Stamp.From(
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), _zone.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue))));
}
