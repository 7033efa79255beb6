using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Challenge;

/// <summary>A streak of one member as it stands at an instant.</summary>
internal sealed class Streak
{
    private readonly ProgrammeCalendar _calendar;
    private readonly StreakWalk _walk;

    private Streak(Programme programme, ChallengeRules rules, StreakGoal goal, ChallengeBook book, Stamp now)
    {
        (Programme, Rules, Goal, Now) = (programme, rules, goal, now);
        Entry = book.Of(rules.Id, rules.Shape);
        _calendar = rules.CalendarFor(book.Zone);
        Today = _calendar.DayOf(now);
        _walk = new StreakWalk(goal, Entry).Through(Today.AddDays(-1));
        (BrokenBefore, FreezesBefore, RunBefore) = (_walk.Broken, _walk.FreezesLeft, _walk.Run);
        IsDone = _walk.IsKept(Today);
        if (IsDone)
        {
            _walk.Through(Today);
        }
    }

    public Programme Programme { get; }

    public ChallengeRules Rules { get; }

    public StreakGoal Goal { get; }

    public Stamp Now { get; }

    public ChallengeEntry Entry { get; }

    public DateOnly Today { get; }

    public string Zone => _calendar.Zone;

    /// <summary>An activity kept today.</summary>
    public bool IsDone { get; }

    /// <summary>The last day that says where the streak stands: today where it is kept, else yesterday.</summary>
    public DateOnly Latest => IsDone ? Today : Today.AddDays(-1);

    public int Current => _walk.Run;

    public int Longest => _walk.Longest;

    /// <summary>Day of the round that the streak stands at; 0 where there is none.</summary>
    public int Step => _walk.Step;

    public int FreezesLeft => _walk.FreezesLeft;

    public int PauseDaysLeft => Math.Max(0, Goal.PauseDays - Entry.Pauses.Sum(pause => pause.Count));

    /// <summary>Until when something must happen today; never after the campaign.</summary>
    public Stamp Deadline => _calendar.EndOf(Today) is var end && end < Rules.Campaign.Ends ? end : Rules.Campaign.Ends;

    public StreakToday State => IsDone ? StreakToday.Done
        : _walk.IsPaused(Today) ? StreakToday.Paused
        : RunBefore == 0 ? BrokenBefore == Today.AddDays(-1) ? StreakToday.Broken : StreakToday.Idle
        : FreezesBefore > 0 ? StreakToday.Frozen : StreakToday.AtRisk;

    /// <summary>The missed day that can be bought back now; null for none.</summary>
    public RepairOffer? Offer
    {
        get
        {
            if (Goal.Repair is not { } repair || BrokenBefore is not { } day)
            {
                return null;
            }

            Stamp until = _calendar.EndOf(day).Plus(TimeSpan.FromHours(repair.Hours));
            return Now < until ? new(day, repair.Points, until) : null;
        }
    }

    private DateOnly? BrokenBefore { get; }

    private int FreezesBefore { get; }

    private int RunBefore { get; }

    /// <summary>Null where the programme in force has no such streak.</summary>
    public static Streak? Find(ShardState state, MemberGrain member, string challenge, Stamp now) =>
        state.Self.InForce(now)?.Programme is { } programme && programme.FindChallenge(challenge) is { Goal: StreakGoal goal } rules
            ? new(programme, rules, goal, member.Challenges, now)
            : null;

    /// <summary>What the newest days were, the newest first; days before the first that was kept are left out.</summary>
    public IReadOnlyList<TimelineDay> Timeline(int most)
    {
        List<TimelineDay> days = [];
        StreakWalk walk = new(Goal, Entry);
        walk.Through(Latest, (day, mark) => days.Add(new(day, mark, walk.Run)));
        days.Reverse();
        return [.. days.Take(most)];
    }
}
