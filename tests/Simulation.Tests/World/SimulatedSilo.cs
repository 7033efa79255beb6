using Jifen.Grains.Kernel;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;
using Jifen.Simulation.Tests.Store;

namespace Jifen.Simulation.Tests.World;

/// <summary>
/// A silo: the real shards and committer, whose effects are events of the run. It can be killed; it can be paused while another
/// takes its shards over, and wakes as a zombie.
/// </summary>
internal sealed class SimulatedSilo : IShardHost, ICommitterHost
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(60);

    private readonly SimulatedWorld _world;
    private readonly IJournal _journal;
    private readonly IShardRules _rules;
    private readonly Committer _committer;
    private readonly ProgrammeLibrary _programmes = new();
    private readonly List<ShardLoop> _loops = [];
    private readonly HashSet<ShardLoop> _flushing = [];
    private readonly List<Action> _held = [];
    private long _toldAt;

    public SimulatedSilo(SimulatedWorld world, int number)
    {
        (_world, Number) = (world, number);
        _journal = world.Composition.OpenJournal(world);
        _rules = world.Composition.Rules(world);
        Outward = world.Composition.Host(this, world);
        _committer = new(world.Composition.CommitterHost(this, world), largestBatch: 64);
        ShardId[] ids = [.. Enumerable.Range(0, world.Scenario.Shards).Select(i => new ShardId(i))];
        IReadOnlyList<ShardHead> heads = _journal.TakeOver(ids, $"silo-{number}");
        Clock = new(world.Clock, heads.Max(h => h.Stamp));
        ShardEnvironment environment = new(Outward, Clock, world.Vault, _programmes, world.Scenario.Limits);
        _loops.AddRange(heads.Select(h => new ShardLoop(h.Shard, h.Epoch, environment)));
    }

    public int Number { get; }

    public SiloClock Clock { get; }

    /// <summary>The host that the shards see: this one, or a planted bug around it.</summary>
    public IShardHost Outward { get; }

    public IReadOnlyList<ShardLoop> Loops => _loops;

    public IJournal Journal => _journal;

    public bool IsAlive { get; private set; } = true;

    public bool IsPaused { get; private set; }

    /// <summary>True when every shard serves.</summary>
    public bool Serves => IsAlive && !IsPaused && _loops.All(l => l.IsRunning);

    public void Start()
    {
        foreach (ShardLoop loop in _loops)
        {
            Post(loop, l => l.Start());
        }

        Do(TickEvery, Tick);
    }

    public void Kill() => IsAlive = false;

    public void Pause() => IsPaused = true;

    public void Resume()
    {
        IsPaused = false;
        TimeSpan soon = _world.Weather.Soon();
        _held.ForEach(held => Do(soon, held));

        _held.Clear();
    }

    /// <summary>Hands work to a shard, as the command path does.</summary>
    public void Accept(ShardId shard, ShardWork work) => Post(_loops[shard.Value], l => l.Accept(work));

    /// <summary>Runs a step of a shard soon.</summary>
    public void Post(ShardLoop shard, Action<ShardLoop> step) => Do(_world.Weather.Soon(), () => Step(shard, step));

    /// <summary>Runs something of this silo after a while, if it lives then; a paused one does it when it wakes.</summary>
    public void Do(TimeSpan delay, Action action) => _world.Events.After(delay, () => Run(action));

    public void Append(ShardLoop shard, long incarnation, ShardAppend append, long step) => _committer.Submit(new(shard, incarnation, append, step));

    /// <remarks>The batch is on its way to the store: a pause of the silo does not stop it, its death only sometimes.</remarks>
    public void Write(IReadOnlyList<Submission> batch) => _world.Events.After(_world.Weather.AppendTime(), () =>
    {
        if (IsAlive || _world.BatchSurvivesItsSilo())
        {
            WriteNow(batch);
        }
    });

    /// <remarks>The store may move on between the look at the head and the look at the rest.</remarks>
    public void Recover(ShardLoop shard, long incarnation) => Do(_world.Weather.ReadTime(), () =>
    {
        HeadReadEarlier readLater = new(_journal, _journal.ReadHead(shard.Shard));
        Read(shard, incarnation, () =>
        {
            RecoveredShard recovered = RecoveredShard.Read(readLater, shard.Shard, _world.Scenario.Shards, _rules);
            return s => s.Recovered(incarnation, recovered);
        });
    });

    public void LoadMember(ShardLoop shard, long incarnation, MemberKey member) => Read(shard, incarnation, () =>
    {
        var grain = RecoveredShard.ReadMember(_journal, shard.Shard, member);
        return s => s.MemberLoaded(incarnation, grain);
    });

    public void LoadDocument(ShardLoop shard, long incarnation, Hash256 document) => Read(shard, incarnation, () =>
    {
        byte[]? bytes = _journal.ReadDocument(document);
        Invariant.Holds(bytes is not null, $"document {document} is stored");
        _programmes.Add(document, bytes);
        return s => s.DocumentLoaded(incarnation, document);
    });

    public void FindAnswer(ShardLoop shard, long incarnation, Request request, Sequence record) => Read(shard, incarnation, () =>
    {
        FoundAnswer? found = AnswerSearch.Find(_journal, shard.Shard, request, record);
        return s => s.AnswerFound(incarnation, request, found);
    });

    public void FindDue(ShardLoop shard, long incarnation, Stamp until) => Read(shard, incarnation, () =>
    {
        IReadOnlyList<MemberKey> due = _journal.ReadDueMembers(shard.Shard, until, 64);
        return s => s.DueFound(incarnation, due);
    });

    public void Send(ShardId from, ShardId to, Lane lane, IReadOnlyList<OutgoingMessage> messages) =>
        _world.Carry(silo => silo.Post(silo._loops[to.Value], s => s.Deliver(from, lane, messages)));

    public void Acknowledge(ShardId receiver, ShardId sender, Lane lane, long number) =>
        _world.Carry(silo => silo.Post(silo._loops[sender.Value], s => s.Acknowledged(receiver, lane, number)));

    public void MakeSeed(ShardLoop shard, string lottery, string period)
    {
        (Hash256 commitment, string wrapped) = _world.Vault.NewSeed(lottery, period);
        Accept(shard.Shard, new Request(new OfferSeed(lottery, period, commitment, wrapped), null));
    }

    public void Observe(JournalRecord record, RecordBody body)
    {
        _world.Evidence.Observed(this, record);
        if (body.RaisesControl is not null && body.Events!.OfType<ControlRaised>().Single() is { } raised)
        {
            ControlState control = new(raised.Generation, raised.Paused);
            _loops.ForEach(loop => _world.Carry(_ => Post(loop, s => s.ControlRaised(control))));
        }
    }

    public void Stopped(ShardLoop shard, Exception fault) => _world.Evidence.Stopped(this, shard, fault);

    private void Run(Action action)
    {
        if (IsPaused)
        {
            _held.Add(action);
        }
        else if (IsAlive)
        {
            action();
        }
    }

    private void Tick()
    {
        Clock.Check();
        foreach (ShardLoop loop in _loops)
        {
            Step(loop, l => l.Tick());
        }

        Do(TickEvery, Tick);
    }

    /// <remarks>Several steps are often followed by one flush, as on a pump.</remarks>
    private void Step(ShardLoop shard, Action<ShardLoop> step)
    {
        step(shard);
        if (_flushing.Add(shard))
        {
            Do(_world.Weather.Soon(), () => Flush(shard));
        }
    }

    private void Flush(ShardLoop shard)
    {
        _flushing.Remove(shard);
        if (shard.Flush())
        {
            Step(shard, _ => { });
        }
    }

    /// <remarks>What was read may be old by the time the shard gets it.</remarks>
    private void Read(ShardLoop shard, long incarnation, Func<Action<ShardLoop>> read) => Do(_world.Weather.ReadTime(), () =>
    {
        Action<ShardLoop> outcome;
        try
        {
            outcome = read();
        }
#pragma warning disable CA1031 // as on the journal's threads, whatever a read throws stops its shard
        catch (Exception fault)
#pragma warning restore CA1031
        {
            outcome = s => s.Failed(incarnation, fault);
        }

        Do(_world.Weather.ReadTime(), () => Step(shard, outcome));
    });

    private void WriteNow(IReadOnlyList<Submission> batch)
    {
        try
        {
            IReadOnlyList<AppendResult> results = _journal.Append([.. batch.Select(s => s.Append)]);
            if (IsAlive && _world.Weather.DiesAfterCommit())
            {
                _world.Crash(this);
                return;
            }

            DoInOrder(() => Tell(results));
        }
        catch (JournalException fault) when (fault is StoreFullException or AppendOutcomeUnknownException)
        {
            DoInOrder(() => TellFailed(fault));
        }
    }

    /// <summary>What the one writer of the journal tells is heard in the order in which it is told.</summary>
    private void DoInOrder(Action told)
    {
        long at = Math.Max(_toldAt, _world.Events.Now + (long)_world.Weather.Soon().TotalMicroseconds);
        _toldAt = at;
        Do(TimeSpan.FromMicroseconds(at - _world.Events.Now), told);
    }

    private void Tell(IReadOnlyList<AppendResult> results)
    {
        foreach ((Submission submission, AppendResult result) in _committer.Written(results))
        {
            Step(submission.Shard, result.Status == AppendStatus.Written
                ? s => s.Appended(submission.Incarnation, submission.Last, submission.Step)
                : s => s.AppendRefused(submission.Incarnation, result.Status, result.Control));
        }
    }

    private void TellFailed(JournalException fault)
    {
        foreach (Submission submission in _committer.Failed())
        {
            Step(submission.Shard, s => s.AppendFailed(submission.Incarnation, fault));
        }
    }
}
