using System.Text.Json;
using Jifen.Grains.Catalogue;

namespace Jifen.Grains.Kernel;

/// <summary>
/// What a shard knows of itself: its epoch, the catalogue versions it has adopted, the control it stands under, and how far its
/// mail has come.
/// </summary>
public sealed class ShardGrain() : Grain(GrainId)
{
    public const string GrainId = "shard";

    private readonly List<AdoptedVersion> _adopted = [];
    private int _bound;

    public Epoch Epoch { get; private set; }

    public long ControlGeneration { get; private set; }

    /// <summary>Targets that are stopped, sorted.</summary>
    public IReadOnlyList<string> Paused { get; private set; } = [];

    /// <summary>Numbers of the mail sent and received.</summary>
    public MailCounters Mail { get; } = new();

    /// <summary>All adopted versions, oldest first.</summary>
    public IReadOnlyList<AdoptedVersion> Adopted => _adopted;

    /// <summary>The version in force at an instant: the newest adopted one whose time has come; null before the first.</summary>
    public AdoptedVersion? InForce(Stamp now) => _adopted.FindLast(v => v.EffectiveAt <= now);

    /// <summary>The version adopted last, whether or not its time has come; null before the first.</summary>
    public AdoptedVersion? Newest => _adopted.Count == 0 ? null : _adopted[^1];

    /// <summary>The adopted version of this number, or null.</summary>
    public AdoptedVersion? FindVersion(long version) => _adopted.Find(v => v.Version == version);

    /// <summary>The version whose calendar counts the days: the one in force, or before the first the newest.</summary>
    public AdoptedVersion? Dating(Stamp now) => InForce(now) ?? Newest;

    /// <summary>Document of the first adopted version that is not bound; null where all are.</summary>
    public Hash256? Unbound => _bound < _adopted.Count ? _adopted[_bound].Document : null;

    public bool IsPaused(string target) => Paused.Contains(target, StringComparer.Ordinal);

    /// <summary>Finds the compiled form of every adopted version that the library has at hand.</summary>
    /// <returns>The first document that is missing, or null.</returns>
    public Hash256? Bind(IProgrammeLibrary library)
    {
        for (; _bound < _adopted.Count; _bound++)
        {
            Programme before = _bound == 0 ? Programme.Empty : _adopted[_bound - 1].Programme!;
            AdoptedVersion version = _adopted[_bound];
            version.Programme = library.Find(version.Version, version.Document, before);
            if (version.Programme is null)
            {
                return version.Document;
            }
        }

        return null;
    }

    /// <summary>Gives the messages of a record their numbers and counts them as sent.</summary>
    public IReadOnlyList<OutgoingMessage> Number(IReadOnlyList<AddressedMessage> messages, in RecordStamp at)
    {
        if (messages.Count == 0)
        {
            return [];
        }

        Touch(at);
        return [.. messages.Select(m => new OutgoingMessage(m.To, m.Lane, Mail.NextSent(m.To, m.Lane), m.Body))];
    }

    /// <summary>Counts a record's mail: the delivery it took in and the messages it sends.</summary>
    public void Count(ShardInput input, IReadOnlyList<OutgoingMessage> messages, in RecordStamp at)
    {
        if (Holds(at) || (messages.Count == 0 && input is not Delivery))
        {
            return;
        }

        Touch(at);
        if (input is Delivery delivery)
        {
            Invariant.Holds(Mail.NextReceived(delivery.From, delivery.Lane) == delivery.Number, "messages of a lane are applied in order");
        }

        foreach (OutgoingMessage message in messages)
        {
            Invariant.Holds(Mail.NextSent(message.To, message.Lane) == message.Number, "messages of a lane are numbered without a gap");
        }
    }

    public override byte[] Save() => JsonSerializer.SerializeToUtf8Bytes(
        new ShardGrainState(Epoch.Value, ControlGeneration, Paused, [.. _adopted.Select(v => v.ToState())], Mail.SaveSent(), Mail.SaveReceived()),
        KernelJson.Default.ShardGrainState);

    protected override void Load(ReadOnlySpan<byte> state)
    {
        ShardGrainState saved = JsonSerializer.Deserialize(state, KernelJson.Default.ShardGrainState)!;
        Epoch = new(saved.Epoch);
        ControlGeneration = saved.Control;
        Paused = saved.Paused;
        _adopted.AddRange(saved.Adopted.Select(v => new AdoptedVersion(v.Version, v.Document, v.EffectiveAt)));
        Mail.Load(saved.Sent, saved.Received);
    }

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case EpochOpened opened:
                Epoch = opened.Epoch;
                break;
            case ControlAdopted control:
                ControlGeneration = control.Generation;
                Paused = control.Paused;
                break;
            case CatalogueAdopted adopted:
                _adopted.Add(new(adopted.Version, adopted.Document, adopted.EffectiveAt));
                break;
            case ClockAccepted or MessageRefused:
                break;
            default:
                throw Unexpected(happened);
        }
    }
}

/// <summary>A catalogue version that a shard has adopted. <see cref="Programme"/> is bound when its document is at hand.</summary>
public sealed class AdoptedVersion(long version, Hash256 document, Stamp effectiveAt)
{
    private IReadOnlyList<Wheel>? _kept;
    private IReadOnlyList<Deck>? _decks;
    private IReadOnlyList<Draw>? _draws;

    public long Version { get; } = version;

    public Hash256 Document { get; } = document;

    public Stamp EffectiveAt { get; } = effectiveAt;

    public Programme? Programme { get; internal set; }

    /// <summary>The wheels whose treasuries and seeds this shard keeps, in declared order; none while the programme is not bound.</summary>
    public IReadOnlyList<Wheel> WheelsKeptBy(ShardState shard) =>
        Programme is null ? [] : _kept ??= [.. Programme.Wheels.Where(w => shard.Keeps(w.Id))];

    /// <summary>The decks whose treasury and seed this shard keeps, in declared order; none while the programme is not bound.</summary>
    public IReadOnlyList<Deck> DecksKeptBy(ShardState shard) =>
        Programme is null ? [] : _decks ??= [.. Programme.Decks.Where(deck => shard.Keeps(deck.Id))];

    /// <summary>The prize draws whose seeds and results this shard keeps, in declared order; none while the programme is not bound.</summary>
    public IReadOnlyList<Draw> DrawsKeptBy(ShardState shard) =>
        Programme is null ? [] : _draws ??= [.. Programme.Draws.Where(draw => shard.Keeps(draw.Id))];

    internal AdoptedState ToState() => new(Version, Document, EffectiveAt);
}
