using System.Text.Json.Serialization;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Wallet;

/// <summary>Goods that a member has won, and how far they have come.</summary>
/// <param name="Play">Record of the play or of the draw's gift.</param>
/// <param name="Part">As of <see cref="PrizeId"/>.</param>
/// <param name="Source">As of <see cref="PrizeSource"/>.</param>
/// <param name="Catalogue">Version of the programme that says what they are.</param>
/// <param name="State">One of <see cref="OrderStates"/>.</param>
/// <param name="Changed">When it came to its state, or its address last changed.</param>
public sealed record HeldOrder(Sequence Play, int Part, Stamp At, string Source, long Catalogue, bool NeedsAddress, string State, Stamp Changed)
{
    /// <summary>SHA-256 of its sealed address; null where it has none.</summary>
    public Hash256? Address { get; init; }

    public string? Carrier { get; init; }

    public string? Tracking { get; init; }

    public string? Reason { get; init; }

    [JsonIgnore]
    public bool IsOpen => OrderStates.IsOpen(State);

    internal static HeldOrder Of(GoodsWon won, Stamp at) => new(
        won.Prize.Sequence, won.Part ?? 0, at, MemberGrain.Shared(won.Source), won.Catalogue, won.NeedsAddress,
        won.NeedsAddress ? OrderStates.AwaitingAddress : OrderStates.Ready, at);

    /// <summary>The order as one of its events leaves it.</summary>
    internal HeldOrder After(GrainEvent happened, Stamp at) => happened switch
    {
        AddressGiven given => this with { Address = given.Document, State = State == OrderStates.AwaitingAddress ? OrderStates.Ready : State, Changed = at },
        AddressErased => this with { Address = null, State = State == OrderStates.Ready ? OrderStates.AwaitingAddress : State, Changed = at },
        OrderMoved moved => this with
        {
            State = MemberGrain.Shared(moved.State),
            Changed = at,
            Carrier = moved.Carrier ?? Carrier,
            Tracking = moved.Tracking ?? Tracking,
            Reason = moved.Reason,
        },
        _ => throw new InvariantBrokenException($"an order cannot fold {happened.GetType().Name}"),
    };

    internal HeldOrder Shared() => this with { Source = MemberGrain.Shared(Source), State = MemberGrain.Shared(State) };

    internal bool Is(PlayId play, int part) => Play == play.Sequence && Part == part;

    internal WalletPrizeView View(ShardId shard) => new(new PrizeId(new(shard, Play), Part).ToString(), At, Source, Catalogue, State, null, null)
    {
        Order = new(NeedsAddress, Address, Changed, Carrier, Tracking, Reason),
    };

    /// <summary>The order that an event changes; null where it begins one or is about something else.</summary>
    internal static (PlayId Prize, int Part)? Changes(GrainEvent happened) => happened switch
    {
        AddressGiven given => (given.Prize, given.Part),
        AddressErased erased => (erased.Prize, erased.Part),
        OrderMoved moved => (moved.Prize, moved.Part),
        _ => null,
    };
}
