using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Silo.Journal;

namespace Jifen.Silo.Shards;

/// <summary>
/// Incremental checkpoints of one shard, in bounded steps that ride on appends. Each row is as of its own sequence; the floor moves
/// with the last step, when every grain that was dirty has been written durably.
/// </summary>
internal sealed class Checkpointer(ShardState state, ShardLimits limits, Sequence floor, IEnumerable<MemberIndexRow> unindexed)
    : IUnindexedRecords
{
    /// <summary>
    /// Taken off the age of the first checkpoint after a rest, up to half of it by shard: shards that wake together would otherwise write
    /// their checkpoints together, again and again, and every caller would wait.
    /// </summary>
    private readonly TimeSpan _ahead = limits.CheckpointAge / 2 * state.Shard.Value / state.ShardCount;

    private readonly Queue<MemberIndexRow> _unindexed = new(unindexed);
    private readonly Queue<(long Step, MemberIndexRow Row)> _indexing = new();
    private readonly Queue<Grain> _toSave = new();
    private readonly Queue<Written> _inFlight = new();
    private CheckpointFloor? _target;
    private long _steps;
    private long _durableStep;
    private Stamp _floorAt;

    /// <summary>Everything up to here is in rows and in the index, durable or on its way.</summary>
    public Sequence Floor { get; private set; } = floor;

    /// <summary>Everything up to here is in rows and in the index, durably.</summary>
    public Sequence DurableFloor { get; private set; } = floor;

    public bool UnderWay => _target is not null;

    public bool AllDurable => _durableStep == _steps;

    public void Recorded(JournalRecord record)
    {
        if (record.Member is { } member)
        {
            _unindexed.Enqueue(new(member, record.Sequence, record.Key));
        }
    }

    public IReadOnlyList<Sequence> Of(MemberKey member) =>
        [.. _indexing.Select(i => i.Row).Concat(_unindexed).Where(row => row.Member == member).Select(row => row.Sequence)];

    /// <summary>Begins a checkpoint when enough has happened since the last.</summary>
    public void Consider(Sequence head, Hash256 headHash, Stamp now, bool force)
    {
        if (UnderWay)
        {
            return;
        }

        long records = head.Value - Floor.Value;
        if (records == 0 || _floorAt == default)
        {
            _floorAt = now.Plus(-_ahead);
        }

        if (records > 0 && (force || records >= limits.CheckpointRecords || now - _floorAt >= limits.CheckpointAge))
        {
            _target = new(head, headHash);
            state.TakeDirty().ForEach(_toSave.Enqueue);
        }
    }

    /// <summary>The next step can be taken now.</summary>
    public bool HasStep => _target is not null && (HasRows(_target.Sequence) || AllDurable);

    /// <summary>
    /// The rows of the next step. The floor is a step of its own and waits until all rows are durable: an append that carried rows only
    /// may fail while a later one is written.
    /// </summary>
    public CheckpointStep Step(Outbox outbox, Sequence head, Stamp now)
    {
        if (!HasStep)
        {
            return CheckpointStep.None;
        }

        bool rows = HasRows(_target!.Sequence);
        _steps++;
        return rows ? new(SaveSome(), IndexSome(_target.Sequence), null, _steps) : End(_target, outbox.Save(head), now);
    }

    /// <summary>The appends that carried the steps up to this one are durable.</summary>
    public void Durable(long step)
    {
        _durableStep = Math.Max(_durableStep, step);
        while (_indexing.TryPeek(out (long Step, MemberIndexRow Row) indexed) && indexed.Step <= _durableStep)
        {
            _indexing.Dequeue();
        }

        if (_indexing.Count == 0)
        {
            _indexing.TrimExcess();
        }

        while (_inFlight.TryPeek(out Written? written) && written.Step <= _durableStep)
        {
            _inFlight.Dequeue();
            written.Grain?.Saved(written.AsOf);
            DurableFloor = written.Grain is null ? written.AsOf : DurableFloor;
        }
    }

    private CheckpointStep End(CheckpointFloor reached, GrainRow outbox, Stamp now)
    {
        _inFlight.Enqueue(new(_steps, null, reached.Sequence));
        (Floor, _floorAt, _target) = (reached.Sequence, now, null);
        GiveRoomBack();
        return new([outbox], [], reached, _steps);
    }

    /// <summary>A burst must not hold its memory on every shard for ever.</summary>
    private void GiveRoomBack()
    {
        _unindexed.TrimExcess();
        _toSave.TrimExcess();
    }

    private bool HasRows(Sequence target) => _toSave.Count > 0 || HasUnindexed(target);

    private List<GrainRow> SaveSome()
    {
        List<GrainRow> rows = [];
        int bytes = 0;
        while (rows.Count < limits.CheckpointStep && bytes < limits.CheckpointStepBytes && _toSave.TryDequeue(out Grain? grain))
        {
            GrainRow row = grain.IsGone
                ? GrainRow.Removed(grain.Id, grain.AsOf)
                : new(grain.Id, (grain as MemberGrain)?.Key, grain.AsOf, grain.Due, grain.Save());
            rows.Add(row);
            bytes += row.State.Length;
            _inFlight.Enqueue(new(_steps, grain, grain.AsOf));
        }

        return rows;
    }

    private List<MemberIndexRow> IndexSome(Sequence target)
    {
        List<MemberIndexRow> index = [];
        while (index.Count < limits.CheckpointStep * 8 && HasUnindexed(target))
        {
            MemberIndexRow row = _unindexed.Dequeue();
            index.Add(row);
            _indexing.Enqueue((_steps, row));
        }

        return index;
    }

    private bool HasUnindexed(Sequence target) => _unindexed.TryPeek(out MemberIndexRow row) && row.Sequence <= target;

    /// <param name="Grain">The grain whose row rode on the step, or null for the floor.</param>
    private sealed record Written(long Step, Grain? Grain, Sequence AsOf);
}

/// <summary>What one step of a checkpoint writes. Number 0 is no step.</summary>
internal readonly record struct CheckpointStep(
    IReadOnlyList<GrainRow> Rows, IReadOnlyList<MemberIndexRow> Index, CheckpointFloor? Floor, long Number)
{
    public static CheckpointStep None => new([], [], null, 0);

    public bool IsEmpty => Rows.Count == 0 && Index.Count == 0 && Floor is null;
}
