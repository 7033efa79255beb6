using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Member.Earnings;

/// <summary>
/// What rules with caps have given a member: in all, and by day and month for as long as an activity of then may still come in. It
/// counts from the version that caps the rule; what was given before is not known.
/// </summary>
public sealed class CapBook
{
    /// <summary>Days that may still count: thirty days late, a day ahead, and a day for zones.</summary>
    private const int DaysKept = 32;

    private CapUse[] _uses = [];

    /// <summary>Points that the rule may still give for an activity of a day; null for any number.</summary>
    public long? RoomOf(EarningRule rule, DateOnly day)
    {
        EarningCaps caps = rule.Caps;
        CapUse? use = caps.AreCounted ? Find(rule.Id) : null;
        long? room = caps.PerActivity;
        room = Least(room, caps.PerDay - CapUse.At(use?.Days, day));
        room = Least(room, caps.PerMonth - CapUse.At(use?.Months, MonthOf(day)));
        return Least(room, caps.PerMember - (use?.Total ?? 0)) is { } left ? Math.Max(0, left) : null;
    }

    internal void Use(CapUsed used)
    {
        Change(used.Rule, used.Day, used.Points.Value);
        DateOnly oldest = _uses.Where(use => use.Days.Count > 0).Max(use => use.Days[^1].From).AddDays(-DaysKept);
        _uses = [.. _uses.Select(use => use.Since(oldest))];
    }

    internal void Free(CapFreed freed) => Change(freed.Rule, freed.Day, -freed.Points.Value);

    internal IReadOnlyList<CapUse>? Save() => _uses.Length == 0 ? null : _uses;

    internal void Load(IReadOnlyList<CapUse>? saved) => _uses = [.. (saved ?? []).Select(use => use with { Rule = MemberGrain.Shared(use.Rule) })];

    internal static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static long? Least(long? left, long? right) => left is null ? right : right is null ? left : Math.Min(left.Value, right.Value);

    private CapUse? Find(string rule) => Array.Find(_uses, use => use.Rule == rule);

    private void Change(string rule, DateOnly day, long points)
    {
        CapUse before = Find(rule) ?? new(MemberGrain.Shared(rule), 0, [], []);
        CapUse after = before.Changed(day, MonthOf(day), points);
        Invariant.Holds(after.Total >= 0, "no more room is freed than was used");
        _uses = [.. _uses.Where(use => use.Rule != rule).Append(after).OrderBy(use => use.Rule, StringComparer.Ordinal)];
    }
}

/// <summary>What one rule gave.</summary>
internal sealed record CapUse(string Rule, long Total, IReadOnlyList<SpanUse> Days, IReadOnlyList<SpanUse> Months)
{
    public static long At(IReadOnlyList<SpanUse>? spans, DateOnly from)
    {
        for (int i = 0; i < (spans?.Count ?? 0); i++)
        {
            if (spans![i].From == from)
            {
                return spans[i].Points;
            }
        }

        return 0;
    }

    public CapUse Changed(DateOnly day, DateOnly month, long points) =>
        this with { Total = Total + points, Days = Changed(Days, day, points), Months = Changed(Months, month, points) };

    /// <summary>Without the days before, and the months before that of, <paramref name="oldest"/>.</summary>
    public CapUse Since(DateOnly oldest) => this with
    {
        Days = [.. Days.Where(day => day.From >= oldest)],
        Months = [.. Months.Where(month => month.From >= CapBook.MonthOf(oldest))],
    };

    /// <remarks>Room freed for a day that is no longer kept is of no use to anybody.</remarks>
    private static IReadOnlyList<SpanUse> Changed(IReadOnlyList<SpanUse> spans, DateOnly from, long points)
    {
        long after = At(spans, from) + points;
        IEnumerable<SpanUse> others = spans.Where(span => span.From != from);
        return [.. (after > 0 ? others.Append(new(from, after)) : others).OrderBy(span => span.From)];
    }
}

/// <param name="From">The day, or the first day of the month.</param>
internal readonly record struct SpanUse(DateOnly From, long Points);
