namespace Jifen.Grains.Interfaces;

/// <summary>What staff sees of orders of goods, and does to them, by the same commands as the API. Whoever asks must be allowed to.</summary>
public interface IGoodsDesk
{
    /// <summary>Open orders of all members, oldest first; some at a time.</summary>
    /// <param name="state">One of <see cref="OrderStates"/> that is open; null for all.</param>
    /// <param name="after">The last one that is known already; null for the first.</param>
    Task<OrderRows> OpenAsync(string? state, OrderRow? after, CancellationToken cancel);

    /// <summary>Orders of one member, newest first, also those from which nothing follows. Null where there is no such member.</summary>
    /// <param name="memberId">The brand's id.</param>
    /// <param name="state">One of <see cref="OrderStates"/>; null for all.</param>
    Task<OrderRows?> OfAsync(string memberId, string? state, CancellationToken cancel);

    /// <summary>Whose an order is, and where it goes.</summary>
    Task<OrderRecipient> RecipientAsync(OrderRow order, CancellationToken cancel);

    /// <summary>Moves an order on. When it returns, the step is durable, or was refused.</summary>
    /// <param name="actor">Name of the person, kept in the journal.</param>
    /// <exception cref="ArgumentException">The step lacks what it needs.</exception>
    Task<OrderOutcome> MoveAsync(OrderRow order, OrderStep step, string actor, CancellationToken cancel);
}

/// <param name="More">There are more after the last.</param>
public sealed record OrderRows(IReadOnlyList<OrderRow> Rows, bool More);

/// <summary>An order in a list.</summary>
/// <param name="Mask">What staff sees of the member.</param>
/// <param name="Prize">Text of a <see cref="PrizeId"/>.</param>
/// <param name="Name">What the goods are; null where no version of the programme says it any more.</param>
/// <param name="State">One of <see cref="OrderStates"/>.</param>
/// <param name="Steps">Those of <see cref="OrderStates.Steps"/> that may follow.</param>
public sealed record OrderRow(MemberKey Member, string Mask, string Prize, LocalText? Name, DateTimeOffset Won, string State, IReadOnlyList<string> Steps)
{
    /// <summary>When it came to its state, or its address last changed.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>The goods are sent. Otherwise they are collected.</summary>
    public bool NeedsAddress { get; init; }

    public bool HasAddress { get; init; }

    /// <summary>It is a test member's: nobody is to send it.</summary>
    public bool IsTest { get; init; }

    public string? Carrier { get; init; }

    public string? Tracking { get; init; }

    public string? Reason { get; init; }
}

/// <param name="MemberId">The brand's id; null where the member was erased.</param>
/// <param name="Address">Null where there is none.</param>
public sealed record OrderRecipient(string? MemberId, OrderAddress? Address);

/// <summary>Where goods go, and to whom. Personal: it is shown to who asks for it, and kept nowhere.</summary>
public sealed record OrderAddress(string Name, string? Phone, string Country, string? Region, string City, string Street, string? More, string? Postcode);

/// <param name="State">One of <see cref="OrderStates.Steps"/>.</param>
public sealed record OrderStep(string State)
{
    /// <summary>Who carries the goods, where they are shipped.</summary>
    public string? Carrier { get; init; }

    /// <summary>What the carrier calls the parcel.</summary>
    public string? Tracking { get; init; }

    /// <summary>Why the order is cancelled; needed there.</summary>
    public string? Reason { get; init; }
}

/// <param name="Refusal">Why it was not done; null where it was.</param>
/// <param name="Now">The order as it is now.</param>
public sealed record OrderOutcome(Refusal? Refusal, OrderRow Now);
