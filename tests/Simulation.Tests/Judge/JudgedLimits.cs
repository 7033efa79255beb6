namespace Jifen.Simulation.Tests.Judge;

/// <summary>What a member has set itself, and all its paid plays since.</summary>
internal sealed record JudgedLimits
{
    private PlayCeilings _now = PlayCeilings.None;
    private PlayCeilings? _next;
    private Stamp? _from;
    private Stamp? _coolOff;

    /// <summary>As refusals name them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["coolOff", "playsPerDay", "playsPerWeek", "pointsPerDay", "pointsPerWeek"];

    /// <summary>Those that were undone are taken out.</summary>
    public List<(PlayId Play, DateOnly Day, long Points)> Paid { get; private init; } = [];

    /// <summary>As the record says it that set them.</summary>
    public SelfLimitsSet Told => new(_now, _next, _from, _coolOff);

    public static DateOnly MondayOf(DateOnly day)
    {
        while (day.DayOfWeek != DayOfWeek.Monday)
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    /// <summary>Null where paid plays are possible.</summary>
    public Stamp? CoolOffAt(Stamp now) => _coolOff > now ? _coolOff : null;

    public JudgedLimits After(SetSelfLimits wished, Stamp now)
    {
        PlayCeilings held = HeldAt(now);
        PlayCeilings strict = new(
            Least(held.PlaysPerDay, wished.Ceilings.PlaysPerDay), Least(held.PlaysPerWeek, wished.Ceilings.PlaysPerWeek),
            LeastPoints(held.PointsPerDay, wished.Ceilings.PointsPerDay), LeastPoints(held.PointsPerWeek, wished.Ceilings.PointsPerWeek));
        bool waits = strict != wished.Ceilings;
        bool waited = _from > now && _next == wished.Ceilings;
        return new()
        {
            _now = strict,
            _next = waits ? wished.Ceilings : null,
            _from = !waits ? null : waited ? _from : now.Plus(TimeSpan.FromDays(1)),
            _coolOff = wished.CoolOffUntil ?? CoolOffAt(now),
            Paid = Paid,
        };
    }

    /// <summary>Whether a limit stands against one more paid play.</summary>
    public bool Bites(string limit, Stamp now, DateOnly day, long cost)
    {
        PlayCeilings most = HeldAt(now);
        (long Plays, long Points) today = Sum(paid => paid.Day == day);
        (long Plays, long Points) week = Sum(paid => MondayOf(paid.Day) == MondayOf(day));
        return limit switch
        {
            "coolOff" => CoolOffAt(now) is not null,
            "playsPerDay" => today.Plays + 1 > most.PlaysPerDay,
            "playsPerWeek" => week.Plays + 1 > most.PlaysPerWeek,
            "pointsPerDay" => today.Points + cost > most.PointsPerDay?.Value,
            _ => week.Points + cost > most.PointsPerWeek?.Value,
        };
    }

    private PlayCeilings HeldAt(Stamp now) => _from <= now ? _next! : _now;

    private (long Plays, long Points) Sum(Func<(PlayId Play, DateOnly Day, long Points), bool> counts) =>
        (Paid.Count(counts), Paid.Where(counts).Sum(paid => paid.Points));

    private static long? Least(long? one, long? other) => new[] { one, other }.Min();

    private static Points? LeastPoints(Points? one, Points? other) => Least(one?.Value, other?.Value) is { } least ? new Points(least) : null;
}
