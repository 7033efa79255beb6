namespace Jifen.Grains.Challenge;

/// <summary>What a member has of one challenge. A value: what happens makes another one.</summary>
/// <param name="Tally">What stands of activities, by slot.</param>
/// <param name="Given">Rewards that were given, by period or step: never fewer than before.</param>
/// <param name="Sum">Days before those of the tally; null where none are summed up.</param>
public sealed record ChallengeEntry(
    string Id, string Shape, PackedCounts Tally, PackedCounts Given, WalkSum? Sum, IReadOnlyList<PausedDays> Pauses)
{
    /// <summary>Places of a slot's day: of a set its members, of a streak <see cref="RepairedPlace"/>.</summary>
    private const int Places = 32;

    /// <summary>Place at which a streak notes that a day is repaired.</summary>
    public const int RepairedPlace = 1;

    public static ChallengeEntry Empty(string id, string shape) => new(id, shape, new(null), new(null), null, []);

    /// <summary>Where the tally keeps a period or day; null is the whole campaign.</summary>
    public static int SlotOf(DateOnly? from, int place = 0) => checked(((from?.DayNumber ?? 0) * Places) + place);

    /// <summary>Day of a slot; null for the whole campaign.</summary>
    public static DateOnly? DayOf(int slot) => slot < Places ? null : DateOnly.FromDayNumber(slot / Places);

    public static int PlaceOf(int slot) => slot % Places;

    /// <summary>Where given rewards are kept: by step, or by period.</summary>
    public static int GivenSlotOf(DateOnly? from, int? step) => step ?? SlotOf(from);

    public long Of(DateOnly? from, int place = 0) => Tally[SlotOf(from, place)];

    /// <summary>The first day or period that the tally holds; null where it holds none with a day.</summary>
    public DateOnly? Oldest
    {
        get
        {
            foreach ((int slot, _) in Tally.Pairs())
            {
                if (DayOf(slot) is { } day)
                {
                    return day;
                }
            }

            return null;
        }
    }

    public ChallengeEntry With(ChallengeMoved moved) => this with
    {
        Tally = moved.Of is { } places
            ? places.Aggregate(Tally, (tally, place) => tally.Plus(SlotOf(moved.From, place), moved.By))
            : Tally.Plus(SlotOf(moved.From), moved.By),
    };

    public ChallengeEntry WithGiven(DateOnly? from, int? step, long times) => this with { Given = Given.Plus(GivenSlotOf(from, step), times) };

    public ChallengeEntry WithRepaired(DateOnly day) => this with { Tally = Tally.Plus(SlotOf(day, RepairedPlace), 1) };

    /// <summary>What it was before a day was repaired.</summary>
    public ChallengeEntry WithoutRepaired(DateOnly day) => this with { Tally = Tally.Plus(SlotOf(day, RepairedPlace), -1) };

    public ChallengeEntry WithPause(DateOnly from, DateOnly through) => this with { Pauses = [.. Pauses, new(from, through)] };

    /// <remarks>Steps of a walk have slots without a day: they stay.</remarks>
    public ChallengeEntry Folded(ChallengeFolded folded)
    {
        bool Keeps(int slot) => !(DayOf(slot) < folded.Before);
        return this with { Tally = Tally.Where(Keeps), Given = folded.Sum is null ? Given.Where(Keeps) : Given, Sum = folded.Sum };
    }
}

/// <summary>Days that a member is away.</summary>
public readonly record struct PausedDays(DateOnly From, DateOnly Through)
{
    public int Count => Through.DayNumber - From.DayNumber + 1;

    public bool Contains(DateOnly day) => From <= day && day <= Through;
}
