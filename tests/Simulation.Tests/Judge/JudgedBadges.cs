using System.Text.Json;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>The badges and sets of a version as the judge reads them.</summary>
/// <param name="Terms">All that decides who has which, as text.</param>
/// <param name="Since">The version that changed them last; 0 where that is the first of all.</param>
/// <param name="Limits">Of the badges of this version and of all before it, as the version that brought each said, or a later one raised.</param>
internal sealed record JudgedBadges(
    IReadOnlyList<JudgedBadge> All, IReadOnlyList<JudgedSet> Sets, string Terms, long Since, IReadOnlyDictionary<string, long?> Limits)
{
    public static JudgedBadges Read(JsonElement programme, long version, JudgedBadges? before)
    {
        JudgedBadge[] all = [.. Items(programme, "badges").Select(JudgedBadge.Read)];
        JudgedSet[] sets = [.. Items(programme, "badgeSets").Select(JudgedSet.Read)];
        string terms = string.Concat(Items(programme, "badges").Concat(Items(programme, "badgeSets")).Select(item => item.GetRawText()));
        Dictionary<string, long?> limits = new(before?.Limits ?? new Dictionary<string, long?>());
        foreach (JudgedBadge badge in all)
        {
            limits[badge.Id] = limits.TryGetValue(badge.Id, out long? limit) && !(badge.Limit > limit) ? limit : badge.Limit;
        }

        return new(all, sets, terms, before is null ? 0 : before.Terms == terms ? before.Since : version, limits);
    }

    private static JsonElement[] Items(JsonElement programme, string name) =>
        programme.TryGetProperty(name, out JsonElement items) ? [.. items.EnumerateArray()] : [];
}

/// <param name="Counter">"given" where challenges give it.</param>
/// <param name="Limit">As the document says it.</param>
internal sealed record JudgedBadge(string Id, string Counter, long Need, long? Limit)
{
    public static JudgedBadge Read(JsonElement json)
    {
        JsonElement criteria = json.GetProperty("criteria");
        return new(json.GetProperty("id").GetString()!, criteria.GetProperty("counter").GetString()!, JudgedWheel.Number(criteria, "atLeast") ?? 1, JudgedWheel.Number(json, "limit"));
    }
}

/// <summary>What a member has counted and earned for badges.</summary>
internal sealed class JudgedAwards
{
    private long _purchases;
    private long _plays;
    private long _wins;

    /// <summary>Badges that the member has.</summary>
    public HashSet<string> Held { get; } = [];

    /// <summary>Limited badges that the member waits for.</summary>
    public HashSet<string> Awaited { get; } = [];

    /// <summary>Limited badges of which none was left for the member.</summary>
    public HashSet<string> Missed { get; } = [];

    /// <summary>Sets that are complete.</summary>
    public HashSet<string> Sets { get; } = [];

    /// <param name="net">Points of the member that came in and were not taken back.</param>
    public bool Reaches(JudgedBadge badge, long net) => badge.Need <= badge.Counter switch
    {
        "purchases" => _purchases,
        "plays" => _plays,
        "wins" => _wins,
        "points-earned" => net,
        _ => 0,
    };

    /// <summary>Whether an event moves a badge's counter.</summary>
    public static bool Moves(GrainEvent happened, JudgedBadge badge) => badge.Counter switch
    {
        "purchases" => happened is ActivityCounted,
        "points-earned" => happened is PointsEarned,
        "plays" or "wins" => happened is PlaySettled { Refused: false } or CardScratched,
        _ => false,
    };

    public void Count(GrainEvent happened)
    {
        switch (happened)
        {
            case ActivityCounted:
                _purchases++;
                break;
            case RefundCounted { Whole: true }:
                _purchases = Math.Max(0, _purchases - 1);
                break;
            case PlaySettled { Refused: false } settled:
                CountPlay(settled.Prize);
                break;
            case CardScratched card:
                CountPlay(card.Prize);
                break;
            case MemberOpened { Counters: { } counters }:
                _purchases += counters.Activities.Sum(one => one.Count);
                (_plays, _wins) = (_plays + counters.Plays, _wins + counters.Wins);
                break;
        }
    }

    private void CountPlay(bool prize) => (_plays, _wins) = (_plays + 1, _wins + (prize ? 1 : 0));
}
