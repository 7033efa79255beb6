namespace Jifen.Grains.Catalogue;

/// <summary>A prize draw as entries are taken and winners are drawn under it.</summary>
public sealed class Draw : Game
{
    private readonly ProgrammeCalendar calendar;
    private readonly DrawTimes times;

    internal Draw(DrawDocument document, CampaignRules campaign, ProgrammeCalendar calendar)
        : base(document, campaign, document.FreePlaysPerDay, document.Cost, document.Limits, document.Tickets)
    {
        this.calendar = calendar;
        times = document.Times;
        Prizes = document.Prizes;
        Winners = document.Winners;
        Substitutes = document.Substitutes;
        ClaimHours = document.ClaimHours;
    }

    /// <summary>In the order in which winners are drawn.</summary>
    public IReadOnlyList<DrawPrizeDocument> Prizes { get; }

    /// <summary>Members that win.</summary>
    public int Winners { get; }

    /// <summary>Members drawn after the winners.</summary>
    public int Substitutes { get; }

    /// <summary>Hours in which a winner must claim; null where it need not.</summary>
    public int? ClaimHours { get; }

    /// <summary>A period closes each day.</summary>
    public bool IsDaily => times.DailyMinute is not null;

    /// <summary>First instant of entries.</summary>
    public Stamp Opens => times.Opens is { } opens && opens > Campaign.Starts ? opens : Campaign.Starts;

    /// <summary>The period that takes the entries of an instant, whether or not it is open then.</summary>
    public string PeriodAt(Stamp at) => IsDaily ? DrawName.Of(ClosingDayAt(at)) : DrawName.Once;

    /// <summary>Programme day that the limits of an entry count for: of a daily draw the one on which it closes.</summary>
    public DateOnly DayOf(Stamp at) => IsDaily ? ClosingDayAt(at) : calendar.DayOf(at);

    /// <summary>First instant after the entries of a period. A period of another schedule than this one is over since ever.</summary>
    public Stamp ClosesOf(string period)
    {
        if (IsDaily)
        {
            return DrawName.DayOf(period) is { } day ? Earlier(ClosingOn(day), Campaign.Ends) : default;
        }

        return period == DrawName.Once ? Earlier(times.Closes!.Value, Campaign.Ends) : default;
    }

    /// <summary>The periods that want a seed now: the one that takes entries and the one after it.</summary>
    public IReadOnlyList<string> PeriodsToCommit(Stamp now)
    {
        if (Campaign.Ends <= now)
        {
            return [];
        }

        Stamp from = now < Opens ? Opens : now;
        if (!IsDaily)
        {
            return ClosesOf(DrawName.Once) > now ? [DrawName.Once] : [];
        }

        DateOnly day = ClosingDayAt(from);
        return ClosingOn(day) < Campaign.Ends ? [DrawName.Of(day), DrawName.Of(day.AddDays(1))] : [DrawName.Of(day)];
    }

    public DrawPrizeDocument Prize(string id) => Prizes.First(prize => prize.Id == id);

    private DateOnly ClosingDayAt(Stamp at)
    {
        DateOnly day = calendar.DayOf(at);
        return ClosingOn(day) <= at ? day.AddDays(1) : day;
    }

    private Stamp ClosingOn(DateOnly day) => calendar.InstantOf(day, times.DailyMinute!.Value);

    private static Stamp Earlier(Stamp one, Stamp other) => one < other ? one : other;
}
