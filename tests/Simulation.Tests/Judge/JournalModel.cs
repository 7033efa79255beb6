using System.Security.Cryptography;
using Jifen.Simulation.Tests.Store;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>Sequences, chain, stamps, owners and control: what every record must be, whatever it says.</summary>
internal sealed class JournalModel(Case judged) : Model(judged)
{
    private readonly JournalRecord?[] _heads = new JournalRecord?[judged.World.Scenario.Shards];
    private readonly long[] _owners = new long[judged.World.Scenario.Shards];
    private readonly bool[] _opened = new bool[judged.World.Scenario.Shards];
    private long _generation;
    private IReadOnlyList<string> _paused = [];

    public override void See(Seen seen)
    {
        JournalRecord record = seen.Record;
        JournalRecord? head = _heads[record.Shard.Value];
        _heads[record.Shard.Value] = record;
        Require(record.Sequence.Value == (head?.Sequence.Value ?? 0) + 1, Checks.ChainIsWhole, seen, "its sequence does not follow");
        Require(record.Previous == (head?.Hash ?? default), Checks.ChainIsWhole, seen, "it does not name the record before it");
        Require(record.ComputeHash() == record.Hash, Checks.ChainIsWhole, seen, "it does not carry its own hash");
        Require(
            Hash256.Read(SHA256.HashData(RecordCodec.Encode(seen.Body.Input))) == record.InputHash, Checks.ChainIsWhole, seen,
            "its input has another hash");
        Require(record.Stamp >= (head?.Stamp ?? default), Checks.StampsNeverGoBack, seen, $"{record.Stamp} follows {head?.Stamp}");
        SeeOwner(seen, head);
        SeeControl(seen);
    }

    public override void See(StoreEntry entry)
    {
        switch (entry)
        {
            case TakenOver taken:
                _owners[taken.Shard.Value] = taken.Epoch.Value;
                _opened[taken.Shard.Value] = false;
                break;
            case ControlWritten control:
                _generation = control.Control.Generation;
                break;
        }
    }

    private void SeeOwner(Seen seen, JournalRecord? head)
    {
        int shard = seen.Shard.Value;
        Require(
            seen.Record.Epoch.Value == _owners[shard] && seen.Record.Epoch.Value >= (head?.Epoch.Value ?? 0), Checks.OwnersAreFenced, seen,
            $"it is of epoch {seen.Record.Epoch}, and the owner is of {_owners[shard]}");
        Require(
            _opened[shard] || seen.Body.Input is OpenEpoch or AdoptControl, Checks.OwnersAreFenced, seen, "an ownership does not begin with its epoch record");
        _opened[shard] |= seen.Body.Input is OpenEpoch;
    }

    private void SeeControl(Seen seen)
    {
        long generation = seen.Record.ControlGeneration;
        bool raises = seen.Body.RaisesControl is not null;
        Require(
            raises ? generation == _generation + 1 : generation == _generation, Checks.ControlIsExact, seen,
            $"it was decided under control {generation}, and the store stands at {_generation}");
        if (seen.Events.OfType<ControlRaised>().SingleOrDefault() is { } raised)
        {
            _paused = raised.Paused;
        }

        foreach (string lottery in seen.Events.Select(e => e is PlayTaken play ? play.Lottery : (e as CardTaken)?.Lottery ?? (e as EntryTaken)?.Lottery).OfType<string>())
        {
            bool paused = _paused.Contains($"lottery:{lottery}") || _paused.Contains("campaign:festival");
            Require(!paused, Checks.PausedIsNotPlayed, seen, $"{lottery} is paused");
        }
    }
}
