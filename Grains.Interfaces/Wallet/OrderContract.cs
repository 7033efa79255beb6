using System.Text.Json.Serialization;

namespace Jifen.Grains.Interfaces;

/// <summary>How far goods that a member has won have come, as texts that clients switch on.</summary>
public static class OrderStates
{
    /// <summary>The member has not said where the goods are to go.</summary>
    public const string AwaitingAddress = "awaiting_address";

    /// <summary>The brand can order them.</summary>
    public const string Ready = "ready";

    public const string Ordered = "ordered";

    public const string Shipped = "shipped";

    /// <summary>The member has them: nothing follows.</summary>
    public const string Delivered = "delivered";

    /// <summary>They will not come: nothing follows.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>In their order.</summary>
    public static IReadOnlyList<string> All { get; } = [AwaitingAddress, Ready, Ordered, Shipped, Delivered, Cancelled];

    /// <summary>Those that the brand moves orders to.</summary>
    public static IReadOnlyList<string> Steps { get; } = [Ordered, Shipped, Delivered, Cancelled];

    /// <summary>Those from which something follows.</summary>
    public static bool IsOpen(string state) => state is not (Delivered or Cancelled);
}

/// <summary>Where an order stands in the list of all: by the stamp of its win, then by its id.</summary>
public readonly record struct OrderPlace(Stamp At, PlayId Play, int Part)
{
    /// <summary>What places are sorted by.</summary>
    [JsonIgnore]
    public (long, int, long, int) Rank => (At.Microseconds, Play.Shard.Value, Play.Sequence.Value, Part);
}

/// <summary>The member says where its goods are to go. The address lies in the store, sealed, as a document; nothing of it is part of a record.</summary>
/// <param name="Part">As of <see cref="PrizeId"/>.</param>
/// <param name="Document">SHA-256 of the sealed document.</param>
public sealed record GiveAddress(MemberKey Member, PlayId Prize, int Part, Hash256 Document) : ShardInput;

/// <summary>Lets go of the address of goods.</summary>
/// <param name="Part">As of <see cref="PrizeId"/>.</param>
public sealed record EraseAddress(MemberKey Member, PlayId Prize, int Part) : ShardInput;

/// <summary>The brand moves an order on.</summary>
/// <param name="Part">As of <see cref="PrizeId"/>.</param>
/// <param name="State">One of <see cref="OrderStates.Steps"/>.</param>
public sealed record MoveOrder(MemberKey Member, PlayId Prize, int Part, string State, string Actor) : ShardInput
{
    /// <summary>Who carries them, where they are shipped; null where nobody said.</summary>
    public string? Carrier { get; init; }

    /// <summary>What the carrier calls the parcel.</summary>
    public string? Tracking { get; init; }

    /// <summary>Why they are cancelled; null for other steps.</summary>
    public string? Reason { get; init; }
}

/// <summary>What a change of an order answers.</summary>
/// <param name="State">One of <see cref="OrderStates"/>, after the change.</param>
/// <param name="HasAddress">After the change.</param>
public sealed record OrderChanged(PlayId Prize, int Part, string State, bool HasAddress) : Answer
{
    /// <summary>The document of the address that no order names any more: it is to be taken out of the store.</summary>
    public Hash256? Dropped { get; init; }
}

/// <summary>The record's member has won goods: an order of it begins, which the win names.</summary>
/// <param name="Source">As of <see cref="PrizeSource"/>.</param>
/// <param name="Catalogue">Version of the programme that says what the goods are.</param>
/// <param name="NeedsAddress">They are sent. Otherwise they are collected.</param>
public sealed record GoodsWon(PlayId Prize, string Source, long Catalogue, bool NeedsAddress) : GrainEvent
{
    /// <summary>As of <see cref="PrizeId"/>; null for 0.</summary>
    public int? Part { get; init; }
}

/// <summary>An order has an address, another than before where it had one.</summary>
/// <param name="Document">SHA-256 of the sealed document.</param>
public sealed record AddressGiven(PlayId Prize, int Part, Hash256 Document) : GrainEvent;

/// <summary>An order has no address any more.</summary>
public sealed record AddressErased(PlayId Prize, int Part) : GrainEvent;

/// <summary>An order has come to a step.</summary>
/// <param name="State">One of <see cref="OrderStates.Steps"/>.</param>
public sealed record OrderMoved(PlayId Prize, int Part, string State) : GrainEvent
{
    public string? Carrier { get; init; }

    public string? Tracking { get; init; }

    public string? Reason { get; init; }
}
