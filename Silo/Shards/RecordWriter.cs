using System.Buffers;
using System.Text.Json;
using Jifen.Grains.Kernel;
using Jifen.Silo.Journal;

namespace Jifen.Silo.Shards;

/// <summary>Seals the records of a shard into its chain and gathers them into appends.</summary>
#pragma warning disable CA1001 // the JSON writer writes to memory; there is nothing to release
internal sealed class RecordWriter(ShardLoop loop, RecoveredShard recovered)
#pragma warning restore CA1001
{
    private readonly ArrayBufferWriter<byte> _scratch = new(2048);
    private readonly Utf8JsonWriter _json = new(new ArrayBufferWriter<byte>(), JournalJson.WriterOptions);
    private readonly List<ShardAppend> _closed = [];
    private List<JournalRecord> _records = [];
    private List<Person> _persons = [];
    private long _generation = recovered.Machine.State.Self.ControlGeneration;
    private ControlState? _raises;

    public Sequence Head { get; private set; } = recovered.Head.Sequence;

    public Hash256 HeadHash { get; private set; } = recovered.Head.Hash;

    public Stamp HeadStamp { get; private set; } = recovered.Head.Stamp;

    public JournalRecord Write(Request request, RecordBody body, in RecordStamp at, long catalogueVersion, ShardGrain self)
    {
        BeginGeneration(self.ControlGeneration);
        JournalRecord record = Seal(request, body, at, catalogueVersion);
        Invariant.Holds(record.Sequence == Head.Next && record.Stamp >= HeadStamp, "records follow each other");
        (Head, HeadHash, HeadStamp) = (record.Sequence, record.Hash, record.Stamp);
        _records.Add(record);
        if (request.Person is not null && (body.Events ?? []).Any(static happened => happened is MemberEnrolled or BoardNameSet))
        {
            _persons.Add(request.Person);
        }

        if (body.RaisesControl is { } raised)
        {
            _raises = new(raised, self.Paused);
            Close(CheckpointStep.None);
        }

        return record;
    }

    /// <summary>The appends gathered so far; the checkpoint step rides on the last.</summary>
    public IReadOnlyList<ShardAppend> Take(CheckpointStep step)
    {
        if (_records.Count > 0 || !step.IsEmpty)
        {
            Close(step);
        }

        ShardAppend[] appends = [.. _closed];
        _closed.Clear();
        return appends;
    }

    /// <summary>Records of one append stand under one control generation, so that the store can refuse them as one.</summary>
    private void BeginGeneration(long generation)
    {
        if (generation != _generation && _records.Count > 0)
        {
            Close(CheckpointStep.None);
        }

        _generation = generation;
    }

    private void Close(CheckpointStep step)
    {
        _closed.Add(new()
        {
            Shard = loop.Shard,
            Epoch = loop.Epoch,
            ControlGeneration = _generation,
            Previous = _records.Count > 0 ? _records[0].Previous : HeadHash,
            Records = _records,
            RaisesControl = _raises,
            Persons = _persons,
            Grains = step.Rows ?? [],
            Index = step.Index ?? [],
            Floor = step.Floor,
        });
        _records = [];
        _persons = [];
        _raises = null;
    }

    private JournalRecord Seal(Request request, RecordBody body, in RecordStamp at, long catalogueVersion) => JournalRecord.Sealed(new()
    {
        Shard = at.Shard,
        Sequence = at.Sequence,
        Epoch = loop.Epoch,
        Previous = HeadHash,
        Stamp = at.Stamp,
        CatalogueVersion = catalogueVersion,
        ControlGeneration = _generation,
        Rules = ShardMachine.Rules,
        Member = at.Member,
        Key = at.Key,
        InputHash = request.InputHash,
        Body = RecordCodec.Encode(request.InputBytes, body, _scratch, _json),
        Hash = default,
    });
}
