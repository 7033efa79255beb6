using Jifen.Grains.Kernel;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;
using Jifen.Simulation.Tests.Store;

namespace Jifen.Simulation.Tests.World;

/// <summary>What the shards and the committer want done: reads and writes of the store, mail, seeds.</summary>
internal sealed partial class SimulatedSilo : IShardHost, ICommitterHost
{
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMilliseconds(50);

    public void Append(ShardLoop shard, long incarnation, ShardAppend append, long step)
    {
        if (Membership is not null && Membership.IsOverdue(shard))
        {
            _world.Evidence.Violate(Checks.TheDeadStayDead, $"silo {Number} goes on with shard {shard.Shard}, epoch {shard.Epoch}, of a life that has ended");
        }

        _committer.Submit(new(shard, incarnation, append, step));
    }

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
        IJournal journal = Home.Weather.IsAway ? _journal : new HeadReadEarlier(_journal, _journal.ReadHead(shard.Shard));
        Read(shard, incarnation, () =>
        {
            RecoveredShard recovered = RecoveredShard.Read(journal, shard.Shard, _world.Scenario.Shards, _rules);
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

    public void FindOwed(ShardLoop shard, long incarnation, MemberLook look) => Read(shard, incarnation, () =>
    {
        WalkBadges walked = look.Through(_journal, shard.Shard);
        return s => s.OwedFound(incarnation, walked);
    });

    public void Send(ShardId from, ShardId to, Lane lane, IReadOnlyList<OutgoingMessage> messages) => Carry(to, s => s.Deliver(from, lane, messages));

    public void Acknowledge(ShardId receiver, ShardId sender, Lane lane, long number) => Carry(sender, s => s.Acknowledged(receiver, lane, number));

    public void MakeSeed(ShardLoop shard, string lottery, string period)
    {
        (Hash256 commitment, string wrapped) = _world.Vault.NewSeed(lottery, period);
        Request offer = new(new OfferSeed(lottery, period, commitment, wrapped), null);
        Post(shard, s => s.Accept(offer));
    }

    public void Observe(JournalRecord record, RecordBody body)
    {
        _world.Evidence.Observed(this, record);
        if (body.RaisesControl is not null && body.Events!.OfType<ControlRaised>().Single() is { } raised)
        {
            ControlState control = new(raised.Generation, raised.Paused);
            foreach (ShardLoop loop in Loops)
            {
                _world.Carry(Home, Home, _ => Post(loop, s => s.ControlRaised(control)));
            }
        }
    }

    public void Stopped(ShardLoop shard, Exception fault)
    {
        _world.Evidence.Stopped(this, shard, fault);
        if (fault is OwnershipLostException && Membership is not null)
        {
            Remove(shard);
            Membership.Stopped(shard);
        }
    }

    private void Carry(ShardId to, Action<ShardLoop> arrives)
    {
        if (Router is not null)
        {
            Router.Carry(to, arrives);
        }
        else
        {
            _world.Carry(Home, Home, silo => silo.Give(to, arrives));
        }
    }

    /// <remarks>What was read may be old by the time the shard gets it.</remarks>
    public void Read(ShardLoop shard, long incarnation, Func<Action<ShardLoop>> read)
    {
        TimeSpan since = _world.Events.Elapsed;
        Do(_world.Weather.ReadTime(), () => ReadNow(shard, incarnation, since, read));
    }

    /// <remarks>While the store is not reached a read is made again, as long as its connections go on trying.</remarks>
    private void ReadNow(ShardLoop shard, long incarnation, TimeSpan since, Func<Action<ShardLoop>> read)
    {
        Action<ShardLoop> outcome;
        try
        {
            outcome = read();
        }
        catch (StoreUnreachableException) when (_world.Events.Elapsed - since < _world.Scenario.ReachWithin)
        {
            Do(ReadAgainAfter, () => ReadNow(shard, incarnation, since, read));
            return;
        }
#pragma warning disable CA1031 // as on the journal's threads, whatever a read throws stops its shard
        catch (Exception fault)
#pragma warning restore CA1031
        {
            outcome = s => s.Failed(incarnation, fault);
        }

        Do(_world.Weather.ReadTime(), () => Step(shard, outcome));
    }

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
