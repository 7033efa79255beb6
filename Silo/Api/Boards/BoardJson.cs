using System.Text.Json;
using Jifen.Grains.Kernel;
using Jifen.Grains.Leaderboard;
using Jifen.Silo.Boards;
using Jifen.Silo.Security;

namespace Jifen.Silo.Api;

/// <summary>Bodies of boards.</summary>
internal sealed class BoardJson(ShownNames names, MemberMask mask)
{
    /// <summary>The one tie rule: of equal scores, who got there first stands higher.</summary>
    private const string Tie = "first-to-reach";

    public void WritePage(Utf8JsonWriter json, BoardPage page, int limit)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        for (int i = 0; i < page.Places.Count; i++)
        {
            WritePlace(json, page.FirstRank + i, page.Places[i], page.Card, page.Cohort);
        }

        json.WriteEndArray();
        json.WriteString("next"u8, page.Cohort is null && page.Places.Count == limit ? BoardCursor.Of(page.Places[^1], mask) : null);
        json.WriteNumber("size"u8, page.Size);
        CohortJson.WriteCohort(json, page.Card.Cohorts, page.Cohort);
        WriteCard(json, page.Card);
        Position.WriteAsOf(json, page.AsOf);
        json.WriteEndObject();
    }

    public void WriteFriends(Utf8JsonWriter json, FriendsBoard board)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        for (int i = 0; i < board.Places.Count; i++)
        {
            WritePlace(json, i + 1, board.Places[i]);
        }

        json.WriteEndArray();
        json.WriteNull("next"u8);
        json.WriteNumber("size"u8, board.Places.Count);
        json.WriteNumber("friends"u8, board.Friends);
        json.WriteNumber("missing"u8, board.Missing);
        json.WriteStartArray("missingShards"u8);
        foreach (ShardId shard in board.MissingShards)
        {
            json.WriteNumberValue(shard.Value);
        }

        json.WriteEndArray();
        WriteCard(json, board.Card);
        Position.WriteAsOf(json, board.AsOf);
        json.WriteEndObject();
    }

    public void WriteStanding(Utf8JsonWriter json, BoardStanding standing)
    {
        json.WriteStartObject();
        WriteStand(json, standing);
        json.WriteStartArray("around"u8);
        foreach (RankedPlace near in standing.Around)
        {
            WritePlace(json, near.Rank, near.Place, standing.Card, standing.Cohort);
        }

        json.WriteEndArray();
        WriteCard(json, standing.Card);
        Position.WriteAsOf(json, standing.AsOf);
        json.WriteEndObject();
    }

    /// <summary>The boards of one member, each as of its own position.</summary>
    public static void WriteBoards(Utf8JsonWriter json, IReadOnlyList<BoardStanding> standings)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (BoardStanding standing in standings)
        {
            json.WriteStartObject();
            WriteStand(json, standing);
            WriteCard(json, standing.Card);
            Position.WriteAsOf(json, standing.AsOf);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNull("next"u8);
        json.WriteEndObject();
    }

    private static void WriteStand(Utf8JsonWriter json, BoardStanding standing)
    {
        WriteNumber(json, "rank", standing.Rank);
        json.WriteNumber("score"u8, standing.Place?.Score ?? 0);
        json.WritePropertyName("percentile"u8);
        if (standing.PercentileTenths is { } tenths)
        {
            json.WriteNumberValue(tenths / 10m);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteNumber("size"u8, standing.Size);
        json.WriteString("move"u8, CohortJson.MoveOf(standing.Card.Cohorts, standing.Cohort, standing.Rank, standing.Place?.Score ?? 0) is { } move ? CohortJson.NameOf(move) : null);
        CohortJson.WriteCohort(json, standing.Card.Cohorts, standing.Cohort);
    }

    private static void WriteCard(Utf8JsonWriter json, BoardCard card)
    {
        json.WriteString("boardId"u8, card.Board);
        PlayJson.WriteText(json, "name", card.Name);
        WriteMeasure(json, card.Measure);
        WriteScope(json, card.Scope);
        CohortJson.WriteRules(json, card.Cohorts);
        json.WriteString("period"u8, card.Period.ToString());
        json.WriteString("zone"u8, card.Zone);
        json.WriteString("tie"u8, Tie);
        json.WritePropertyName("closes"u8);
        if (card.Ends is { } ends)
        {
            json.WriteStringValue(ends.ToInstant());
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteBoolean("provisional"u8, !card.IsFinal);
        json.WriteStartArray("periods"u8);
        foreach (PeriodKey kept in card.Kept)
        {
            json.WriteStringValue(kept.ToString());
        }

        json.WriteEndArray();
        json.WriteStartArray("rewards"u8);
        foreach (BoardTier tier in card.Rewards)
        {
            json.WriteStartObject();
            json.WriteNumber(tier.Through is null ? "toPercent"u8 : "to"u8, tier.Through ?? tier.Percent!.Value);
            ChallengeJson.WriteReward(json, tier.Reward);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMeasure(Utf8JsonWriter json, BoardMeasure measure)
    {
        json.WriteString("metric"u8, measure.Metric switch
        {
            BoardMetric.PointsEarned => "points-earned",
            BoardMetric.Purchases => "purchases",
            BoardMetric.Amount => "amount",
            BoardMetric.Plays => "plays",
            BoardMetric.Prizes => "prizes",
            BoardMetric.Streak => "streak",
            _ => throw new InvariantBrokenException($"no board counts {measure.Metric}"),
        });
        WriteIds(json, "of", measure.Only);
    }

    private static void WriteScope(Utf8JsonWriter json, BoardScope? scope)
    {
        if (scope is null)
        {
            json.WriteNull("scope"u8);
            return;
        }

        json.WriteStartObject("scope"u8);
        WriteIds(json, "regions", scope.Regions);
        WriteIds(json, "segments", scope.Segments);
        WriteIds(json, "tiers", scope.Tiers);
        json.WriteEndObject();
    }

    private static void WriteIds(Utf8JsonWriter json, string name, IReadOnlyList<string> ids)
    {
        json.WriteStartArray(name);
        foreach (string id in ids)
        {
            json.WriteStringValue(id);
        }

        json.WriteEndArray();
    }

    private void WritePlace(Utf8JsonWriter json, long rank, in Place place, BoardCard? card = null, CohortView? cohort = null)
    {
        json.WriteStartObject();
        json.WriteNumber("rank"u8, rank);
        if (names.IdOf(place.Member) is { } id)
        {
            json.WriteString("memberId"u8, id);
        }

        if (names.AliasOf(place.Member) is { } alias)
        {
            json.WriteString("alias"u8, alias);
        }

        if (names.IsAnonymous(place.Member))
        {
            json.WriteBoolean("anonymous"u8, true);
        }

        json.WriteNumber("score"u8, place.Score);
        if (CohortJson.MoveOf(card?.Cohorts, cohort, rank, place.Score) is { } move)
        {
            json.WriteString("move"u8, CohortJson.NameOf(move));
        }

        json.WriteString("reachedAt"u8, place.Reached.ToInstant());
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
