using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Fairness;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Verification;

/// <summary>Goes through the records of one shard from the first, with the very rules that wrote them.</summary>
#pragma warning disable CA1001 // the JSON writer writes to memory; there is nothing to release
internal sealed class ShardVerification
#pragma warning restore CA1001
{
    private const int Page = 512;

    private readonly IJournal _journal;
    private readonly ShardId _shard;
    private readonly ISeedVault? _seeds;
    private readonly ProgrammeLibrary _library;
    private readonly ShardMachine _machine;
    private readonly CheckpointRows _rows;
    private readonly ArrayBufferWriter<byte> _scratch = new(4096);
    private readonly Utf8JsonWriter _json = new(new ArrayBufferWriter<byte>(), JournalJson.WriterOptions);
    private readonly WitnessedHead _witnessed;
    private Sequence _at;

    public ShardVerification(IJournal journal, ShardId shard, ISeedVault? seeds, ProgrammeLibrary library, WitnessedHead witnessed)
    {
        _witnessed = witnessed;
        (_journal, _shard, _seeds, _library) = (journal, shard, seeds, library);
        _machine = new(new(shard, journal.Identity.ShardCount));
        _rows = new(journal, shard, _machine.State);
    }

    public VerificationCounts Counts { get; private set; }

    /// <summary>Sees the records of all shards; null where nobody asks.</summary>
    public CouponVerification? Coupons { get; init; }

    /// <summary>The state that the records gave, as far as they were read.</summary>
    public ShardState State => _machine.State;

    /// <summary>The shard's first fault, or null.</summary>
    public VerificationFault? Run()
    {
        try
        {
            ShardHead head = _journal.ReadHead(_shard);
            _rows.Expect();
            ReadAll(head);
            Counts = Counts with { Rows = _rows.Finish() };
            return null;
        }
        catch (VerificationException found)
        {
            return new(found.Rule, _shard, _at, found.Message);
        }
        catch (JournalException damaged)
        {
            return new(VerificationRule.Chain, _shard, _at, damaged.Message);
        }
        catch (Exception broken) when (broken is RecordUnreadableException or InvariantBrokenException)
        {
            return new(VerificationRule.Rederivation, _shard, _at, $"Record {_at} of shard {_shard}: {broken.Message}");
        }
    }

    private void ReadAll(ShardHead head)
    {
        Sequence next = new(1);
        while (next <= head.Sequence)
        {
            foreach (JournalRecord record in ReadPage(next))
            {
                _at = record.Sequence;
                Check(record);
                next = record.Sequence.Next;
            }
        }
    }

    /// <remarks>A damaged record fails its whole page; read one by one it is named.</remarks>
    private IReadOnlyList<JournalRecord> ReadPage(Sequence next)
    {
        try
        {
            return _journal.ReadRecords(_shard, next, Page);
        }
        catch (JournalDamagedException)
        {
            _at = next;
            return _journal.ReadRecords(_shard, next, 1);
        }
    }

    private void Check(JournalRecord record)
    {
        RecordBody body = RecordCodec.Decode(record.Body.Span);
        Counts = Counts with { Records = Counts.Records + 1 };
        Coupons?.Add(record, body);
        Seat(record.Member);
        AddDocument(body.Input);
        if (record.Rules != ShardMachine.Rules)
        {
            Counts = Counts with { OtherRules = Counts.OtherRules + 1 };
            Replay(record, body);
        }
        else if (!TryRederive(record, body))
        {
            Counts = Counts with { Sealed = Counts.Sealed + 1 };
            Replay(record, body);
        }

        _rows.Reached(record.Sequence);
        if (record.Sequence == _witnessed.Sequence && record.Hash != _witnessed.Hash)
        {
            throw new VerificationException(VerificationRule.Chain, $"Record {record.Sequence} of shard {_shard} is not the one that the witness saw.");
        }
    }

    private void Replay(JournalRecord record, RecordBody body) =>
        _machine.Replay(new(record.Shard, record.Sequence, record.Stamp, record.Member, record.Key), body);

    /// <summary>Decides the input again and compares. False where its seed does not open.</summary>
    private bool TryRederive(JournalRecord record, RecordBody written)
    {
        DecisionContext context = new(record.Stamp, record.Sequence, record.Key, _seeds ?? NoSeeds.Only, _library);
        Decision decision;
        try
        {
            decision = _machine.Decide(written.Input, context);
            if (decision is NotYet { Need: RecordNeeded needed })
            {
                context = context with { Past = PastOf(needed) };
                decision = _machine.Decide(written.Input, context);
            }
        }
        catch (SeedSealedException)
        {
            return false;
        }

        Decided decided = decision as Decided ?? throw Differs(record, $"the rules answer it with {decision}");
        RequireHeader(record);
        RecordStamp at = new(record.Shard, record.Sequence, record.Stamp, record.Member, record.Key);
        RecordBody again = _machine.Fold(written.Input, decided, at, context) with { Origin = written.Origin };
        byte[] bytes = RecordCodec.Encode(RecordCodec.Encode(written.Input), again, _scratch, _json);
        if (!record.Body.Span.SequenceEqual(bytes))
        {
            throw Differs(record, "the rules decide it otherwise than it is written");
        }

        Counts = Counts with { Rederived = Counts.Rederived + 1 };
        return true;
    }

    /// <remarks>The member's memory of keys is whole here: nothing has trimmed it since the first record.</remarks>
    private PastRecord PastOf(RecordNeeded needed)
    {
        Sequence at = State.FindMember(needed.Member)!.Keys.Find(needed.Key);
        JournalRecord? record = at == Sequence.None ? null : _journal.ReadRecords(_shard, at, 1).FirstOrDefault(found => found.Key == needed.Key);
        return record is null ? new(needed.Key, default, null) : new(needed.Key, record.Stamp, RecordCodec.Decode(record.Body.Span)) { Catalogue = record.CatalogueVersion };
    }

    private void RequireHeader(JournalRecord record)
    {
        byte[] input = RecordCodec.Encode(RecordCodec.Decode(record.Body.Span).Input);
        if (Hash256.Read(SHA256.HashData(input)) != record.InputHash)
        {
            throw Differs(record, "its input hash is not that of its input");
        }

        if (record.CatalogueVersion != (State.Self.InForce(record.Stamp)?.Version ?? 0))
        {
            throw Differs(record, $"it names catalogue version {record.CatalogueVersion}, which was not in force");
        }
    }

    private void Seat(MemberKey? member)
    {
        if (member is { } key && State.FindMember(key) is null)
        {
            State.Seat(new MemberGrain(key));
            _rows.Expect(key);
        }
    }

    /// <summary>A version's document must be at hand before the record that adopts it.</summary>
    private void AddDocument(ShardInput input)
    {
        if (input is Delivery { Body: CatalogueOffered offered } && _library.Find(offered.Version, offered.Document, State.Self.Newest?.Programme ?? Programme.Empty) is null)
        {
            byte[] document = _journal.ReadDocument(offered.Document)
                ?? throw new VerificationException(VerificationRule.Rederivation, $"Document {offered.Document} is not stored.");
            _library.Add(offered.Document, document);
        }
    }

    private static VerificationException Differs(JournalRecord record, string how) =>
        new(VerificationRule.Rederivation, $"Record {record.Sequence} of shard {record.Shard}: {how}.");

    private sealed class NoSeeds : ISeedVault
    {
        public static NoSeeds Only { get; } = new();

        public void Unwrap(string lottery, string period, string wrapped, Span<byte> seed) =>
            throw new SeedSealedException($"The seed of lottery {lottery}, period {period}, is sealed.");
    }
}

/// <summary>Something that was verified does not hold.</summary>
internal sealed class VerificationException(VerificationRule rule, string what) : Exception(what)
{
    public VerificationRule Rule { get; } = rule;
}
