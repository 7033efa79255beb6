using System.Text.Json;
using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;

namespace Jifen.Grains.Badge;

/// <summary>Units of a limited edition on a shard. Used are the badges that members have.</summary>
public sealed class EditionSlice(string id) : SingleSlice(id, EditionName.Segment)
{
    public const string Kind = "edition";

    public string Badge { get; } = EditionName.BadgeOf(id);

    /// <summary>There are units again, and who missed them has not been looked for.</summary>
    public bool IsRestocked { get; private set; }

    public override byte[] Save() => JsonSerializer.SerializeToUtf8Bytes(
        new EditionSliceState(SaveAccount(), IsRestocked ? true : null), BadgeJson.Default.EditionSliceState);

    protected override void Load(ReadOnlySpan<byte> state)
    {
        EditionSliceState saved = JsonSerializer.Deserialize(state, BadgeJson.Default.EditionSliceState)!;
        LoadAccount(saved.Account);
        IsRestocked = saved.Restocked ?? false;
    }

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        if (happened is RestockWalked)
        {
            IsRestocked = false;
            return;
        }

        IsRestocked |= happened is RestockTold;
        base.Apply(happened, at);
    }
}

internal sealed record EditionSliceState(AccountState Account, bool? Restocked);
