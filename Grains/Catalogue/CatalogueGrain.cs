using System.Text.Json;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Catalogue;

/// <summary>The versions of the programme, and what is stopped. It lives on one shard; the others adopt what it says.</summary>
public sealed class CatalogueGrain() : Grain(GrainId)
{
    public const string GrainId = "catalogue";

    private readonly List<PublishedVersion> _versions = [];

    /// <summary>All versions, oldest first.</summary>
    public IReadOnlyList<PublishedVersion> Versions => _versions;

    /// <summary>Number of the newest version; 0 before the first.</summary>
    public long Version => _versions.Count == 0 ? 0 : _versions[^1].Version;

    public long ControlGeneration { get; private set; }

    /// <summary>Targets that are stopped, sorted.</summary>
    public IReadOnlyList<string> Paused { get; private set; } = [];

    public override byte[] Save() =>
        JsonSerializer.SerializeToUtf8Bytes(new CatalogueState(_versions, ControlGeneration, Paused), CatalogueJson.Default.CatalogueState);

    protected override void Load(ReadOnlySpan<byte> state)
    {
        CatalogueState saved = JsonSerializer.Deserialize(state, CatalogueJson.Default.CatalogueState)!;
        _versions.AddRange(saved.Versions);
        ControlGeneration = saved.Control;
        Paused = saved.Paused;
    }

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case ProgrammePublished published:
                _versions.Add(new(published.Version, published.Document, published.EffectiveAt, published.Actor));
                break;
            case ControlRaised raised:
                ControlGeneration = raised.Generation;
                Paused = raised.Paused;
                break;
            default:
                throw Unexpected(happened);
        }
    }
}

/// <summary>A version of the programme as it was published.</summary>
public sealed record PublishedVersion(long Version, Hash256 Document, Stamp EffectiveAt, string Actor);
