using System.Security.Cryptography;
using System.Text;
using Jifen.Grains.Catalogue;

namespace Jifen.Grains.Challenge;

/// <summary>A challenge as activities move it.</summary>
public sealed class ChallengeRules
{
    private readonly ActivityFilter filter;
    private readonly long? atLeast;
    private readonly ProgrammeCalendar calendar;

    internal ChallengeRules(ChallengeDocument document, CampaignRules campaign, ProgrammeCalendar calendar)
    {
        Id = document.Id;
        Name = document.Name;
        Campaign = campaign;
        Period = document.Period;
        Goal = document.Goal;
        Shape = ShapeOf(document);
        this.calendar = calendar;
        Kinds = document.Qualifies.Kinds;
        atLeast = document.Qualifies.AtLeast;
        filter = new(document.Qualifies.Kinds, document.Qualifies.When, calendar);
    }

    public string Id { get; }

    public LocalText Name { get; }

    public CampaignRules Campaign { get; }

    public ChallengePeriod Period { get; }

    public ChallengeGoal Goal { get; }

    /// <summary>Kind, period and set. What a member has is of one shape; another one begins anew.</summary>
    public string Shape { get; }

    /// <summary>The kind, as the programme document calls it.</summary>
    public string KindName => Goal switch
    {
        CountGoal => "count",
        SumGoal => "sum",
        LadderGoal => "ladder",
        SetGoal => "set",
        _ => "streak",
    };

    /// <summary>Kinds of activity that count.</summary>
    internal IReadOnlyList<string> Kinds { get; }

    /// <summary>How what the challenge gives names it.</summary>
    public string Cause => CauseOf(Id);

    /// <summary>Campaign whose budget gives the points; null where no budget does.</summary>
    public string? Budget => Campaign.Budget;

    /// <summary>Badges complete it, not activities.</summary>
    public bool FollowsBadges => Goal is SetGoal { Of: SetOf.Badges };

    /// <summary>It is reached by walking from day to day.</summary>
    internal bool Walks => Goal is StreakGoal || Period.Span == ChallengeSpan.Rolling;

    public static string CauseOf(string challenge) => $"challenge:{challenge}";

    /// <summary>The days that it counts: the programme's, or those of the member's zone.</summary>
    /// <param name="zone">The member's zone; null for none.</param>
    internal ProgrammeCalendar CalendarFor(string? zone) =>
        zone is not null && Goal is StreakGoal { InMemberZone: true } ? ZoneCalendars.Of(zone) : calendar;

    /// <summary>First day of the period that a day counts in; null for the whole campaign.</summary>
    internal DateOnly? FromOf(DateOnly day) => Period.Span switch
    {
        ChallengeSpan.Campaign => Goal is StreakGoal ? day : null,
        ChallengeSpan.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        ChallengeSpan.Month => new(day.Year, day.Month, 1),
        _ => day,
    };

    /// <summary>First day after the period that begins with a day; null for the whole campaign.</summary>
    internal DateOnly? UntilOf(DateOnly from) => Period.Span switch
    {
        ChallengeSpan.Day => from.AddDays(1),
        ChallengeSpan.Week => from.AddDays(7),
        ChallengeSpan.Month => from.AddMonths(1),
        _ => null,
    };

    /// <summary>What an activity brings, as far as it stands.</summary>
    /// <param name="activity">An activity of the campaign.</param>
    /// <param name="refunded">Minor units of each line that are refunded, and last what is in no line; null for none.</param>
    internal Contribution ContributionOf(ReportActivity activity, IReadOnlyList<long>? refunded = null)
    {
        if (FollowsBadges || !filter.Covers(activity))
        {
            return default;
        }

        (bool stands, long amount, int mask) = (false, 0, 0);
        IReadOnlyList<ActivityLine> lines = activity.Lines ?? [];
        long rest = activity.Amount;
        for (int i = 0; i <= lines.Count; i++)
        {
            ActivityLine? line = i < lines.Count ? lines[i] : null;
            long whole = line?.Amount ?? rest;
            rest -= line?.Amount ?? 0;
            long left = whole - (refunded?[i] ?? 0);
            if (filter.Covers(line) && (left > 0 || whole == 0))
            {
                (stands, amount, mask) = (true, amount + left, mask | MaskOf(line));
            }
        }

        return stands && !(amount < atLeast) ? Contribution(activity, amount, mask) : default;
    }

    private static string ShapeOf(ChallengeDocument document)
    {
        string span = document.Period.Span == ChallengeSpan.Rolling ? $"rolling-{document.Period.Days}" : document.Period.Span.ToString().ToLowerInvariant();
        return document.Goal switch
        {
            CountGoal => $"count-{span}",
            SumGoal => $"sum-{span}",
            LadderGoal => $"ladder-{span}",
            StreakGoal => "streak",
            SetGoal set => $"set-{span}-{Fingerprint(set)}",
            _ => throw new ArgumentOutOfRangeException(nameof(document), document.Goal, "There is no such goal."),
        };
    }

    private static string Fingerprint(SetGoal set) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{set.Of}\n{string.Join('\n', set.Members)}")).AsSpan(0, 4));

    private Contribution Contribution(ReportActivity activity, long amount, int mask) => Goal switch
    {
        SumGoal => new(amount, 0),
        SetGoal { Of: SetOf.Merchants } set => OfSet(Bit(set, activity.Merchant)),
        SetGoal => OfSet(mask),
        _ => new(1, 0),
    };

    private static Contribution OfSet(int mask) => mask == 0 ? default : new(1, mask);

    private int MaskOf(ActivityLine? line) => Goal is SetGoal { Of: SetOf.Categories } set ? Bit(set, line?.Category) : 0;

    private static int Bit(SetGoal set, string? name)
    {
        for (int i = 0; name is not null && i < set.Members.Count; i++)
        {
            if (set.Members[i] == name)
            {
                return 1 << i;
            }
        }

        return 0;
    }
}

/// <summary>What one activity brings to a challenge.</summary>
/// <param name="By">Activities or minor units; 0 for nothing.</param>
/// <param name="Mask">Of a set, the members that it has, by place.</param>
internal readonly record struct Contribution(long By, int Mask);
