using Microsoft.AspNetCore.Components;

namespace Jifen.Dashboard.Live;

/// <summary>The wall of invariants: each with the two numbers that are compared.</summary>
public partial class InvariantPanel
{
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<InvariantFigures> Invariants { get; set; } = [];

    private static string Sign(InvariantFigures sum) => (sum.AtMost, sum.Holds) switch
    {
        (true, true) => "≤",
        (true, false) => ">",
        (false, true) => "=",
        (false, false) => "≠",
    };
}
