using System.Buffers;
using System.Text;
using System.Text.Json;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Silo.Shards;
using Jifen.Simulation.Tests.World;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>
/// State is the fold of events: the living shard, its records from the first on, and its checkpoint with the records after it come to
/// the same bytes; and each record, decided again on the state before it, comes to its own bytes.
/// </summary>
internal sealed class FoldModel(Case judged) : Model(judged)
{
    private readonly ShardMachine[] _machines =
        [.. Enumerable.Range(0, judged.World.Scenario.Shards).Select(i => new ShardMachine(new(new(i), judged.World.Scenario.Shards)))];

    private readonly bool[] _lost = new bool[judged.World.Scenario.Shards];
    private readonly Dictionary<(MemberKey Member, RequestKey Key), PastRecord> _reports = [];
    private readonly ArrayBufferWriter<byte> _scratch = new();
    private readonly Utf8JsonWriter _json = new(new ArrayBufferWriter<byte>(), JournalJson.WriterOptions);
    private readonly ProgrammeLibrary _programmes = LibraryOf(judged.World);

    /// <remarks>Once a record is not what the rules make of the state before it, nothing can be said of those after it.</remarks>
    public override void See(Seen seen)
    {
        if (_lost[seen.Shard.Value])
        {
            return;
        }

        try
        {
            string? derived = DecideAgain(seen, _machines[seen.Shard.Value]);
            _lost[seen.Shard.Value] = derived is not null;
            Require(derived is null, Checks.RecordsAreDerivable, seen, $"decided again it is {derived}");
        }
        catch (InvariantBrokenException broken)
        {
            _lost[seen.Shard.Value] = true;
            Require(false, Checks.RecordsAreDerivable, seen, broken.Message);
        }
    }

    /// <summary>Null where the record comes to its own bytes again; else what it comes to.</summary>
    private string? DecideAgain(Seen seen, ShardMachine machine)
    {
        if (seen.Record.Member is { } member && machine.State.FindMember(member) is null)
        {
            machine.State.Seat(new(member));
        }

        RecordStamp at = new(seen.Shard, seen.Record.Sequence, seen.Stamp, seen.Record.Member, seen.Record.Key);
        DecisionContext context = new(seen.Stamp, seen.Record.Sequence, seen.Record.Key, Case.World.Vault, _programmes, PastOf(seen));
        if (seen.Body.Input is ReportActivity && seen.Record is { Member: { } reporter, Key: { } key })
        {
            _reports[(reporter, key)] = new(key, seen.Stamp, seen.Body) { Catalogue = seen.Record.CatalogueVersion };
        }

        if (machine.Decide(seen.Body.Input, context) is not Decided decided)
        {
            return "no record";
        }

        RecordBody body = machine.Fold(seen.Body.Input, decided, at, context) with { Origin = seen.Body.Origin };
        byte[] bytes = RecordCodec.Encode(RecordCodec.Encode(seen.Body.Input), body, _scratch, _json);
        return bytes.AsSpan().SequenceEqual(seen.Record.Body.Span) ? null : Encoding.UTF8.GetString(bytes);
    }

    private PastRecord? PastOf(Seen seen) =>
        seen.Body.Input is RefundActivity refund ? _reports.GetValueOrDefault((refund.Member, refund.Report)) : null;

    public override void End()
    {
        foreach (ShardMachine machine in _machines)
        {
            SortedDictionary<string, string> whole = Bytes(machine.State);
            if (Case.World.OwnerOf(machine.State.Shard)?.State is { } state)
            {
                Compare(machine.State.Shard, "the living shard", Bytes(state), whole, partial: true);
            }

            Compare(machine.State.Shard, "its checkpoint and the records after it", Recover(machine.State), whole, partial: false);
        }
    }

    private SortedDictionary<string, string> Recover(ShardState whole)
    {
        ShardState recovered = RecoveredShard.Read(Case.World.Reader, whole.Shard, Case.World.Scenario.Shards).Machine.State;
        foreach (MemberGrain member in whole.Members.Where(m => recovered.FindMember(m.Key) is null))
        {
            recovered.Seat(RecoveredShard.ReadMember(Case.World.Reader, whole.Shard, member.Key));
        }

        return Bytes(recovered);
    }

    private void Compare(ShardId shard, string what, SortedDictionary<string, string> found, SortedDictionary<string, string> whole, bool partial)
    {
        foreach ((string id, string bytes) in whole)
        {
            bool known = found.TryGetValue(id, out string? other);
            if (known ? other != bytes : !(partial && id.StartsWith(MemberGrain.Kind, StringComparison.Ordinal)))
            {
                Case.World.Evidence.Violations.Add(new(Checks.StateIsTheFold, $"shard {shard}, {id}: {what} have {other}, and all records {bytes}"));
            }
        }
    }

    private static SortedDictionary<string, string> Bytes(ShardState state) =>
        new(state.Named.Concat(state.Members).ToDictionary(g => g.Id, g => Encoding.UTF8.GetString(g.Save())), StringComparer.Ordinal);

    private static ProgrammeLibrary LibraryOf(SimulatedWorld world)
    {
        ProgrammeLibrary programmes = new();
        foreach ((Hash256 hash, byte[] document) in world.Disk.Documents)
        {
            programmes.Add(hash, document);
        }

        return programmes;
    }
}
