using Jifen.Dashboard.Live;
using Microsoft.AspNetCore.Components;

namespace Jifen.Dashboard.Orders;

/// <summary>One order of the list, with the steps that may follow, and whose it is where that was asked for.</summary>
public partial class OrderItem
{
    [Parameter]
    [EditorRequired]
    public OrderRow Order { get; set; } = null!;

    /// <summary>Null while it is hidden.</summary>
    [Parameter]
    public OrderRecipient? Recipient { get; set; }

    /// <summary>A step is wanted, one of <see cref="OrderStates.Steps"/>.</summary>
    [Parameter]
    public EventCallback<string> ToStep { get; set; }

    /// <summary>The recipient is to be shown, or hidden again.</summary>
    [Parameter]
    public EventCallback ToRecipient { get; set; }

    private string Name => NameOf(Order);

    private string RecipientText => Recipient is null ? OrderTexts.Recipient : OrderTexts.Hide;

    internal static string NameOf(OrderRow order) => order.Name is { } name ? LiveSentences.Of(name) : OrderTexts.Unnamed;

    private (string Term, string? Said)[] Facts(OrderRecipient recipient) =>
    [
        (OrderTexts.Member, recipient.MemberId ?? OrderTexts.Erased),
        (OrderTexts.Name, recipient.Address?.Name), (OrderTexts.Phone, recipient.Address?.Phone), (OrderTexts.Street, recipient.Address?.Street), (OrderTexts.Door, recipient.Address?.More),
        (OrderTexts.City, recipient.Address?.City), (OrderTexts.Region, recipient.Address?.Region), (OrderTexts.Postcode, recipient.Address?.Postcode),
        (OrderTexts.Country, recipient.Address?.Country),
    ];
}
