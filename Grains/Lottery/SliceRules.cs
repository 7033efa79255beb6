using Jifen.Grains.Kernel;
using Jifen.Grains.Stock;

namespace Jifen.Grains.Lottery;

/// <summary>What a slice makes of the words of a treasury, and when it asks for units (PROTOCOL section 2).</summary>
public static class SliceRules
{
    /// <summary>Takes in units.</summary>
    public static Decided Receive(ShardState state, UnitsGranted message) =>
        message.Units < 1 || message.Request <= (Account(state, message.Lottery, message.Segment, message.Day)?.Answered ?? 0)
            ? Mail.Refuse("the request was answered before")
            : On(state, message.Lottery, new UnitsReceived(message.Segment, message.Day, message.Request, message.Units) { Serials = message.Serials });

    /// <summary>Gives back the units that nobody has a claim on, but those that have come to their end. A recall is always answered, if only with none.</summary>
    public static Decided Receive(ShardState state, ShardId from, UnitsRecall message, Stamp now)
    {
        UnitAccount? account = Account(state, message.Lottery, message.Segment, message.Day);
        long spare = account?.SpareAt(now) ?? 0;
        IReadOnlyList<SerialRange>? serials = spare == 0 ? null : account!.Serials?.LastOf(spare, now);
        UnitsReturned answer = new(message.Lottery, message.Segment, message.Day, message.Round, spare)
        {
            Serials = serials,
            Keeps = account is { Claimed: > 0 } && account.Unused > spare ? true : null,
        };
        return On(state, message.Lottery, new UnitsGivenBack(message.Segment, message.Day, message.Round, spare) { Serials = serials }) with
        {
            Messages = [new(from, Lane.Control, answer)],
        };
    }

    public static Decided Receive(ShardState state, PrizeExhausted message) => On(state, message.Lottery, new ExhaustionTold(message.Segment, message.Day));

    public static Decided Receive(ShardState state, PrizeRestocked message) => On(state, message.Lottery, new RestockTold(message.Segment));

    /// <summary>
    /// The request that a slice owes its treasury, or null. Each account has at most one under way; it is answered by a grant, or
    /// dropped by an exhaustion that is told to this slice too, so no play waits for an answer that does not come.
    /// </summary>
    internal static Consequence? NextRequest(ShardState state, IUnitHolder slice, Stamp now)
    {
        if (slice.WaitingCount == 0 || slice.Accounts.FirstOrDefault(a => a.MustAskAt(now)) is not { } account)
        {
            return null;
        }

        UnitsAsked asked = new(account.Segment, account.Day, account.Request + 1, account.LackingAt(now)) { On = slice.Id };
        UnitsWanted wanted = new(slice.Name, asked.Segment, asked.Day, asked.Request, asked.Waiting);
        return new(asked, [new(state.HomeOf(slice.Name), Lane.Control, wanted)]);
    }

    private static UnitAccount? Account(ShardState state, string lottery, string segment, DateOnly? day) =>
        state.UnitHolder(lottery).FindAccount(segment, day);

    private static Decided On(ShardState state, string lottery, GrainEvent happened) =>
        new() { Events = [happened with { On = state.UnitHolder(lottery).Id }] };
}
