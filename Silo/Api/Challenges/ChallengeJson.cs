using System.Globalization;
using System.Text.Json;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>Challenges as a member sees them.</summary>
internal static class ChallengeJson
{
    public static void Write(Utf8JsonWriter json, ChallengesView view, in RecordPlace place)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (ChallengeView challenge in view.Items)
        {
            json.WriteStartObject();
            WriteFields(json, challenge);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNull("next"u8);
        json.WriteString("zone"u8, view.Zone);
        Position.WriteAsOf(json, place);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, ChallengeView view, in RecordPlace place)
    {
        json.WriteStartObject();
        WriteFields(json, view);
        Position.WriteAsOf(json, place);
        json.WriteEndObject();
    }

    /// <summary>Where a challenge stands after a record, with what the record gave.</summary>
    public static void Write(Utf8JsonWriter json, ChallengeProgress progress)
    {
        json.WriteStartObject();
        json.WriteString("challenge"u8, progress.Challenge);
        json.WriteNumber("have"u8, progress.Have);
        json.WriteNumber("need"u8, progress.Need);
        json.WriteStartArray("rewards"u8);
        foreach (GivenReward given in progress.Rewards ?? [])
        {
            Write(json, given);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Properties of a reward, within its object.</summary>
    public static void WriteReward(Utf8JsonWriter json, ChallengeReward reward)
    {
        if (reward.Points is { } points)
        {
            json.WriteNumber("points"u8, points.Value);
        }

        WriteTickets(json, reward.Tickets?.Lottery, reward.Tickets?.Count);
        if (reward.Badge is { } badge)
        {
            json.WriteString("badge"u8, badge);
        }

        if (reward.Coupon is { } coupon)
        {
            PlayJson.WriteText(json, "coupon", coupon.Name);
        }

        if (reward.Multiplier is { } multiplier)
        {
            json.WriteStartObject("multiplier"u8);
            MultiplierJson.WritePrize(json, multiplier);
            json.WriteEndObject();
        }
    }

    public static void WriteDay(Utf8JsonWriter json, string name, DateOnly day) => json.WriteString(name, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static void WriteFields(Utf8JsonWriter json, ChallengeView view)
    {
        json.WriteString("id"u8, view.Challenge);
        json.WriteString("campaign"u8, view.Campaign);
        json.WriteString("kind"u8, view.Kind);
        PlayJson.WriteText(json, "name", view.Name);
        json.WriteBoolean("open"u8, view.Open);
        WritePeriod(json, view);
        json.WriteNumber("have"u8, view.Have);
        json.WriteNumber("need"u8, view.Need);
        json.WriteNumber("completed"u8, view.Completed);
        WriteNext(json, view.Next);
        PlayJson.WriteText(json, "sentence", view.Sentence);
        WriteSet(json, view.Set);
        if (view.Streak is { } streak)
        {
            StreakJson.Write(json, streak);
        }
    }

    private static void WritePeriod(Utf8JsonWriter json, ChallengeView view)
    {
        json.WriteStartObject("period"u8);
        json.WriteString("span"u8, view.Period.Span.ToString().ToLowerInvariant());
        if (view.Period.Days > 0)
        {
            json.WriteNumber("days"u8, view.Period.Days);
        }

        if (view.From is { } from)
        {
            WriteDay(json, "from", from);
        }

        json.WriteString("ends"u8, view.Ends.ToInstant());
        json.WriteEndObject();
    }

    private static void WriteNext(Utf8JsonWriter json, ChallengeReward? next)
    {
        if (next is null)
        {
            json.WriteNull("reward"u8);
            return;
        }

        json.WriteStartObject("reward"u8);
        WriteReward(json, next);
        json.WriteEndObject();
    }

    private static void WriteSet(Utf8JsonWriter json, IReadOnlyList<SetMemberView>? set)
    {
        if (set is null)
        {
            return;
        }

        json.WriteStartArray("set"u8);
        foreach (SetMemberView member in set)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, member.Name);
            if (member.Label is { } label)
            {
                PlayJson.WriteText(json, "label", label);
            }

            json.WriteBoolean("have"u8, member.Have);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, GivenReward given)
    {
        json.WriteStartObject();
        if (given.Step is { } step)
        {
            json.WriteNumber("day"u8, step);
        }

        json.WriteNumber("times"u8, given.Times);
        if (given.Points is { } points)
        {
            json.WriteNumber("points"u8, points.Value);
        }

        WriteTickets(json, given.Lottery, given.Tickets);
        if (given.Badge is { } badge)
        {
            json.WriteString("badge"u8, badge);
        }

        json.WriteEndObject();
    }

    private static void WriteTickets(Utf8JsonWriter json, string? lottery, long? count)
    {
        if (lottery is null || count is null)
        {
            return;
        }

        json.WriteStartObject("tickets"u8);
        json.WriteString("lottery"u8, lottery);
        json.WriteNumber("count"u8, count.Value);
        json.WriteEndObject();
    }
}
