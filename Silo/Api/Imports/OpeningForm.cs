using Jifen.Grains.Member;

namespace Jifen.Silo.Api;

/// <summary>Takes openings in as they are sent.</summary>
internal static class OpeningForm
{
    private const int TierLength = 64;

    /// <exception cref="ProblemException">A value is not acceptable; its place is named.</exception>
    /// <remarks>Kinds are put in the order of their names, so that the same opening is the same input.</remarks>
    public static OpenMember InputOf(OpeningBody body, MemberKey member) =>
        new(member, LotsOf(body.Lots ?? []), Field.OptionalText(body.Tier, "tier", TierLength), body.Counters is null ? null : CountersOf(body.Counters));

    private static OpeningLot[] LotsOf(IReadOnlyList<OpeningLotBody?> lots) => lots.Count <= ApiLimits.OpeningLots
        ? [.. lots.Select(LotOf)]
        : throw Field.Invalid("lots", $"there are more than {ApiLimits.OpeningLots}");

    private static OpeningLot LotOf(OpeningLotBody? lot, int index) => lot is null
        ? throw Field.Invalid($"lots[{index}]", "it is null")
        : new(
            new(Field.Amount(lot.Points, $"lots[{index}].points")),
            lot.Expires is null ? null : Field.Instant(lot.Expires, $"lots[{index}].expires"));

    private static OpeningCounters CountersOf(OpeningCountersBody counters)
    {
        Dictionary<string, long> kinds = counters.Activities ?? [];
        return kinds.Count <= Awards.MostKinds
            ? new(
                [
                    .. kinds.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => new OpeningCount(
                        Field.Id(kind.Key, "counters.activities"), Field.Amount(kind.Value, $"counters.activities.{kind.Key}"))),
                ],
                Field.Amount(counters.Plays, "counters.plays"), Field.Amount(counters.Wins, "counters.wins"))
            : throw Field.Invalid("counters.activities", $"there are more than {Awards.MostKinds}");
    }
}
