using System.Text.Json;
using Jifen.Grains.Tests.Driving;

namespace Jifen.Grains.Tests.Leaderboard;

/// <summary>What a final list brings, read off the sorted list; against what the journals say was given.</summary>
internal static class NaiveRewards
{
    public static void Agree(BoardRun run, NaiveBoards recount)
    {
        List<string> expected = [];
        foreach (BoardFinalized final in run.Town.Events<BoardFinalized>())
        {
            string board = final.On!["boardowner:".Length..];
            expected.AddRange(Expected(board, final.Period, TiersOf(board), [.. recount.Sorted(board, final.Period).Select(place => place.Member)]));
        }

        List<string> given = [.. run.Town.Shards.SelectMany(shard => shard.Journal).SelectMany(Given)];
        expected.Sort(StringComparer.Ordinal);
        given.Sort(StringComparer.Ordinal);
        string[] missing = [.. expected.Except(given)];
        string[] tooMuch = [.. given.Except(expected), .. given.GroupBy(one => one).Where(group => group.Count() > 1).Select(group => group.Key)];
        Assert.True(missing.Length + tooMuch.Length == 0, $"rewards: missing {string.Join(", ", missing.Take(3))}; too much {string.Join(", ", tooMuch.Take(3))}");
    }

    private static IReadOnlyList<BoardTier> TiersOf(string board) =>
        board == BoardRun.Daily ? BoardRun.DailyRewards : board == BoardRun.Buyers ? BoardRun.BuyerRewards : [];

    private static IEnumerable<string> Expected(string board, string period, IReadOnlyList<BoardTier> tiers, IReadOnlyList<MemberKey> sorted)
    {
        for (int rank = 1; rank <= sorted.Count; rank++)
        {
            // A part of a member counts whole: rank r is within x % where fewer than x % of all stand above it.
            BoardTier? tier = tiers.FirstOrDefault(one => one.Through is { } last ? rank <= last : (rank - 1) * 100 < one.Percent * sorted.Count);
            if (tier is not null)
            {
                yield return $"{board}/{period} {sorted[rank - 1]} {tier.Reward.Points?.Value ?? 0} points, {tier.Reward.Tickets?.Count ?? 0} tickets";
            }
        }
    }

    private static IEnumerable<string> Given(TestRecord record)
    {
        RecordBody body = JsonSerializer.Deserialize(record.Body, JournalJson.Canonical.RecordBody)!;
        if (body.Input is not GiveBoardReward input)
        {
            return [];
        }

        IReadOnlyList<GrainEvent> events = body.Events!;
        long points = events.OfType<PointsEarned>().Where(earned => earned.Board is not null).Sum(earned => earned.Points.Value);
        return [$"{input.Board}/{input.Period} {record.At.Member} {points} points, {events.OfType<TicketsGiven>().Sum(given => given.Count)} tickets"];
    }
}
