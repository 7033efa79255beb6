namespace Jifen.Silo.Api;

/// <summary>The step that the brand asks for.</summary>
/// <param name="State">One of <see cref="OrderStates.Steps"/>.</param>
internal sealed record FulfilBody(string State, string? Carrier = null, string? Tracking = null, string? Reason = null)
{
    /// <summary>The step as a command.</summary>
    /// <param name="actor">Who asks for it, kept in the journal.</param>
    /// <exception cref="ProblemException">It lacks what it needs, or has what it does not.</exception>
    public MoveOrder Step(MemberKey member, PrizeId prize, string actor)
    {
        string state = OrderStates.Steps.Contains(State) ? State : throw Field.Invalid("state", $"it is none of {string.Join(", ", OrderStates.Steps)}");
        bool ships = state == OrderStates.Shipped;
        bool cancels = state == OrderStates.Cancelled;
        return new(member, prize.Play, prize.Part, state, actor)
        {
            Carrier = Only(ships, Carrier, "carrier", OrderStates.Shipped),
            Tracking = Only(ships, Tracking, "tracking", OrderStates.Shipped),
            Reason = cancels ? Field.Text(Reason, "reason") : Only(false, Reason, "reason", OrderStates.Cancelled),
        };
    }

    private static string? Only(bool has, string? text, string field, string state) =>
        has || text is null ? Field.OptionalText(text, field) : throw Field.Invalid(field, $"it is said of goods that are {state} alone");
}
