using System.Text.Json;
using System.Text.Json.Serialization;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Badge;

/// <summary>How many members of this shard have each badge: the shard's part of a badge's rarity.</summary>
public sealed class BadgeShelf() : Grain(GrainId)
{
    public const string GrainId = "badges";

    private readonly SortedDictionary<string, long> _holders = new(StringComparer.Ordinal);

    /// <summary>By badge; one that nobody has is left out.</summary>
    public IReadOnlyDictionary<string, long> Holders => _holders;

    public override byte[] Save() => JsonSerializer.SerializeToUtf8Bytes(
        new BadgeShelfState([.. _holders.Select(holder => new HolderState(holder.Key, holder.Value))]), BadgeJson.Default.BadgeShelfState);

    protected override void Load(ReadOnlySpan<byte> state)
    {
        foreach (HolderState holder in JsonSerializer.Deserialize(state, BadgeJson.Default.BadgeShelfState)!.Holders)
        {
            _holders.Add(holder.Badge, holder.Count);
        }
    }

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        if (happened is not BadgeHolderCounted counted)
        {
            throw Unexpected(happened);
        }

        _holders[counted.Badge] = _holders.GetValueOrDefault(counted.Badge) + 1;
    }
}

internal sealed record BadgeShelfState(IReadOnlyList<HolderState> Holders);

internal sealed record HolderState(string Badge, long Count);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(BadgeShelfState))]
[JsonSerializable(typeof(BadgeWalkState))]
[JsonSerializable(typeof(EditionSliceState))]
internal sealed partial class BadgeJson : JsonSerializerContext;
