using Jifen.Silo.Shards;

namespace Jifen.Simulation.Tests.World;

/// <summary>What was seen from outside while the run went on.</summary>
internal sealed class Evidence(SimulatedWorld world)
{
    private readonly Dictionary<(int Silo, ShardId Shard), Sequence> _observed = [];

    public List<Acknowledgement> Acknowledged { get; } = [];

    public List<Violation> Violations { get; } = [];

    /// <summary>Of each call that has ended: when it was made first, and how long it took from there.</summary>
    public List<(Call Call, TimeSpan MadeAt, TimeSpan Took)> Ended { get; } = [];

    /// <summary>When silos were told to leave, or were killed, to come back.</summary>
    public List<TimeSpan> Restarts { get; } = [];

    public void Violate(string check, string what) => Violations.Add(new(check, $"at {world.Events.Elapsed.TotalSeconds:F3} s: {what}"));

    /// <summary>A reply leaves the silo: from here on its caller may rely on it.</summary>
    public void Replied(Call call, Request request, Reply reply, Epoch epoch)
    {
        if (reply is Answered answered)
        {
            RequireWitnessed(answered.Place);
            RequireOwn(answered, epoch);
            Acknowledged.Add(new(call, request, answered));
        }
        else if (reply is NotDone { Code: RejectionCodes.KeyReused } && !call.Reuses)
        {
            Violate(Checks.OneRecordPerKey, $"the key {call.Key} was used once and is refused as reused");
        }
        else if (reply is NotDone { Code: RejectionCodes.Overloaded or RejectionCodes.StoreFull or RejectionCodes.ClockDoubt } bound)
        {
            RequireNotDone(call, bound);
        }
    }

    /// <summary>The reply of a read leaves the silo.</summary>
    public void Replied(Reply reply)
    {
        if (reply is ReadDone read && world.Disk[read.Place.Shard].Head < read.Place.Sequence)
        {
            Violate(Checks.ReadsAreDurable, $"a read of shard {read.Place.Shard} saw record {read.Place.Sequence}");
        }
    }

    /// <summary>A silo has told whoever watches of a durable record.</summary>
    public void Observed(SimulatedSilo silo, JournalRecord record)
    {
        Sequence before = _observed.GetValueOrDefault((silo.Number, record.Shard));
        if (record.Sequence <= before)
        {
            Violate(Checks.ObservedInOrder, $"shard {record.Shard}: record {record.Sequence} was told after {before}");
        }

        _observed[(silo.Number, record.Shard)] = record.Sequence;
    }

    public void Stopped(SimulatedSilo silo, ShardLoop shard, Exception fault)
    {
        bool hasAnother = world.Scenario.IsCluster ? world.Disk[shard.Shard].Epoch.Value > shard.Epoch.Value || silo.Membership!.IsOver(shard) : silo != world.Current;
        if (fault is not OwnershipLostException || !hasAnother)
        {
            Violate(Checks.ShardsGoOn, $"shard {shard.Shard} of silo {silo.Number} stopped: {fault}");
        }
    }

    /// <summary>An owner whose successor has begun answers only what was committed before, or what it finds in the store.</summary>
    private void RequireOwn(Answered answered, Epoch epoch)
    {
        Epoch? written = world.Disk[answered.Place.Shard].EpochOf(answered.Place.Sequence);
        if (!answered.Replayed && written?.Value > epoch.Value)
        {
            Violate(
                Checks.OldOwnersAreSilent,
                $"shard {answered.Place.Shard}: an owner of epoch {epoch} answers with record {answered.Place.Sequence}, which is of epoch {written}");
        }
    }

    /// <remarks>A call that was given to shards more than once may have been done by another of its copies.</remarks>
    private void RequireNotDone(Call call, NotDone bound)
    {
        if (call is { Given: 1, Reuses: false, Key: { } key } && world.Disk[call.Shard].Records.Exists(record => record.Member == call.Member && record.Key == key))
        {
            Violate(Checks.BoundsDoNothing, $"the key {key} was used once, is in the journal, and its caller is told \"{bound.Detail}\"");
        }
    }

    private void RequireWitnessed(RecordPlace place)
    {
        if (world.Disk[place.Shard].Head < place.Sequence)
        {
            Violate(Checks.AnswersAreDurable, $"shard {place.Shard}: record {place.Sequence} was answered and is not in the store");
        }
        else if (world.Disk.Witness[place.Shard.Value].Sequence < place.Sequence)
        {
            Violate(Checks.AnswersAreWitnessed, $"shard {place.Shard}: record {place.Sequence} was answered before it was witnessed");
        }
    }
}

/// <summary>An answer that has left a silo.</summary>
internal sealed record Acknowledgement(Call Call, Request Request, Answered Answered);

/// <summary>A rule was broken.</summary>
internal sealed record Violation(string Check, string What)
{
    public override string ToString() => $"[{Check}] {What}";
}
