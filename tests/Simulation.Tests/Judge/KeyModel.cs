using System.Text.Json;
using Jifen.Silo.Shards;
using Jifen.Simulation.Tests.World;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>Keys and answers: one record takes a key, and whatever was acknowledged is the journal's.</summary>
internal sealed class KeyModel(Case judged) : Model(judged)
{
    private readonly Dictionary<(MemberKey, RequestKey), Seen> _taken = [];
    private readonly Dictionary<(MemberKey, RequestKey), Seen> _ended = [];
    private readonly Dictionary<(ShardId, Sequence), Seen> _records = [];

    public override void See(Seen seen)
    {
        _records[(seen.Shard, seen.Record.Sequence)] = seen;
        if (seen.Record is not { Member: { } member, Key: { } key })
        {
            return;
        }

        if (seen.Body.Input is SettlePlay settle)
        {
            bool known = _taken.TryGetValue((member, key), out Seen? taken) && taken.Record.Sequence == settle.Play.Sequence;
            Require(known, Checks.OneRecordPerKey, seen, "it settles a play of another key");
        }
        else
        {
            Require(_taken.TryAdd((member, key), seen), Checks.OneRecordPerKey, seen, $"the key {key} was taken before");
        }

        if (seen.Body.Answer is not PlayPending)
        {
            Require(_ended.TryAdd((member, key), seen), Checks.OneRecordPerKey, seen, $"the key {key} was answered before");
        }
    }

    public override void End() => Case.World.Evidence.Acknowledged.ForEach(Compare);

    private void Compare(Acknowledgement given)
    {
        RecordPlace place = given.Answered.Place;
        if (!_records.TryGetValue((place.Shard, place.Sequence), out Seen? seen))
        {
            Case.World.Evidence.Violations.Add(new(Checks.NothingAcknowledgedIsLost, $"shard {place.Shard}: record {place.Sequence} was answered and is gone"));
            return;
        }

        bool sameBytes = Bytes(given.Answered.Answer).SequenceEqual(Bytes(seen.Body.Answer ?? new Acknowledged()));
        Require(sameBytes, Checks.AnswersAreTheJournals, seen, $"the caller was told {given.Answered.Answer}");
        bool samePlace = place.Stamp == seen.Stamp && place.CatalogueVersion == seen.Record.CatalogueVersion;
        Require(samePlace, Checks.AnswersAreTheJournals, seen, "the caller was told another place");
        Require(
            seen.Record.Member == given.Request.Member && seen.Record.Key == given.Request.Key, Checks.AnswersAreTheJournals, seen,
            "it is the answer of another call");
        Seen first = seen.Body.Input is SettlePlay settle ? _records[(settle.Play.Shard, settle.Play.Sequence)] : seen;
        Require(first.Record.InputHash == given.Request.InputHash, Checks.AnswersAreTheJournals, seen, "it answers another input");
    }

    private static ReadOnlySpan<byte> Bytes(Answer answer) => JsonSerializer.SerializeToUtf8Bytes(answer, JournalJson.Canonical.Answer);
}
