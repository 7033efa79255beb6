using System.Globalization;
using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;

namespace Jifen.Grains.Member.Limits;

/// <summary>
/// Limits that members set themselves. What is stricter holds at once; what is less strict only a day later, so that nobody lifts a limit in
/// the heat of a game; a cool-off is lengthened, never shortened.
/// </summary>
public static class SelfLimitRules
{
    /// <summary>How long a member waits for what is less strict.</summary>
    public static readonly TimeSpan LooserAfter = TimeSpan.FromHours(24);

    /// <summary>A cool-off ends at most so long from now.</summary>
    public static readonly TimeSpan LongestCoolOff = TimeSpan.FromDays(366);

    public static Decision Decide(ShardState state, SetSelfLimits input, in DecisionContext context) => state.FindMember(input.Member) switch
    {
        null => new NotYet(new MemberNeeded(input.Member)),
        { Enrolled: false } => new Rejected(RejectionCodes.UnknownMember, "There is no such member."),
        { } member => Set(member.Limits ?? new(), input, context.Now),
    };

    /// <summary>Null where no limit of the member's own stands against the play. Free plays are not limited.</summary>
    internal static Decided? Against(GameAttempt play)
    {
        if (play.Free || play.Member.Limits is not { } limits)
        {
            return null;
        }

        DateOnly day = play.Programme.Calendar.DayOf(play.Now);
        if (limits.CoolOffUntil is { } until && play.Now < until)
        {
            return Refuse("coolOff", until, $"The member has set itself a cool-off until {until}.");
        }

        Stamp tomorrow = play.Programme.Calendar.EndOf(day);
        Stamp monday = play.Programme.Calendar.StartOf(SelfLimits.WeekOf(day).AddDays(7));
        PlayCeilings most = limits.At(play.Now);
        return Reached("playsPerDay", most.PlaysPerDay, limits.PlaysOn(day) + 1, tomorrow)
            ?? Reached("playsPerWeek", most.PlaysPerWeek, limits.PlaysInWeekOf(day) + 1, monday)
            ?? Reached("pointsPerDay", most.PointsPerDay?.Value, (limits.PointsOn(day) + play.Cost).Value, tomorrow)
            ?? Reached("pointsPerWeek", most.PointsPerWeek?.Value, (limits.PointsInWeekOf(day) + play.Cost).Value, monday);
    }

    /// <summary>What a paid play of a member with limits adds to its record.</summary>
    internal static IEnumerable<GrainEvent> Counting(GameAttempt play, PlayId id, bool waits) => play.Free || play.Member.Limits is null
        ? []
        : [new PaidPlayCounted(id, play.Programme.Calendar.DayOf(play.Now), play.Cost, waits ? true : null)];

    private static Decided? Reached(string limit, long? most, long wanted, Stamp until) => most is { } ceiling && wanted > ceiling
        ? Refuse(limit, until, $"The member's own limit {limit} is {ceiling}, and this play would make it {wanted}; counted anew from {until}.")
        : null;

    private static Decided Refuse(string limit, Stamp until, FormattableString detail) => new()
    {
        Answer = new Refusal(RefusalCodes.SelfLimited, detail.ToString(CultureInfo.InvariantCulture)) { Limit = limit, Until = until },
    };

    private static Decision Set(SelfLimits limits, SetSelfLimits input, Stamp now)
    {
        if (Fault(input, now) is { } fault)
        {
            return fault;
        }

        Stamp? coolOff = limits.CoolOffUntil > now ? limits.CoolOffUntil : null;
        if (input.CoolOffUntil is { } wished && wished < coolOff)
        {
            return new Decided { Answer = new Refusal(RefusalCodes.Conflict, $"A cool-off is not shortened: it ends at {coolOff}.") };
        }

        SelfLimitsView seen = limits.View(default, now);
        PlayCeilings strict = Stricter(seen.Now, input.Ceilings);
        Stamp? from = strict == input.Ceilings ? null : input.Ceilings == seen.Next ? seen.From : now.Plus(LooserAfter);
        SelfLimitsSet set = new(strict, from is null ? null : input.Ceilings, from, input.CoolOffUntil ?? coolOff);
        return new Decided { Answer = new SelfLimitsTaken(set), Events = [set] };
    }

    private static Rejected? Fault(SetSelfLimits input, Stamp now) =>
        input.CoolOffUntil is { } until && (until <= now || until > now.Plus(LongestCoolOff))
            ? Rejected.Invalid("coolOffUntil", $"it must lie ahead, by {LongestCoolOff.TotalDays} days at most")
            : null;

    private static PlayCeilings Stricter(PlayCeilings one, PlayCeilings other) => new(
        Least(one.PlaysPerDay, other.PlaysPerDay), Least(one.PlaysPerWeek, other.PlaysPerWeek),
        Least(one.PointsPerDay, other.PointsPerDay), Least(one.PointsPerWeek, other.PointsPerWeek));

    private static T? Least<T>(T? one, T? other)
        where T : struct, IComparable<T> => one is null ? other : other is null ? one : one.Value.CompareTo(other.Value) <= 0 ? one : other;
}
