using Microsoft.AspNetCore.Components;
using Radzen;

namespace Jifen.Dashboard.Orders;

/// <summary>Asks what a step needs; closes with an <see cref="OrderStep"/>, or with nothing where the person thinks better of it.</summary>
public partial class StepDialog
{
    private readonly GivenStep _given = new();

    /// <summary>One of <see cref="OrderStates.Steps"/>.</summary>
    [Parameter]
    [EditorRequired]
    public string Step { get; set; } = "";

    /// <summary>The order has an address, which the last step erases.</summary>
    [Parameter]
    public bool HasAddress { get; set; }

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    private void Close() => Dialogs.Close(new OrderStep(Step) { Carrier = Said(_given.Carrier), Tracking = Said(_given.Tracking), Reason = Said(_given.Reason) });

    private void Back() => Dialogs.Close();

    private static string? Said(string text) => text.Trim() is { Length: > 0 } said ? said : null;
}

/// <summary>What the form of a step holds.</summary>
internal sealed class GivenStep
{
    /// <summary>Characters that the journal keeps.</summary>
    public const int Longest = 256;

    public string Carrier { get; set; } = "";

    public string Tracking { get; set; } = "";

    public string Reason { get; set; } = "";
}
