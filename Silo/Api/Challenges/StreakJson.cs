using System.Text.Json;
using Jifen.Grains.Challenge;

namespace Jifen.Silo.Api;

/// <summary>What only a streak tells.</summary>
internal static class StreakJson
{
    public static void Write(Utf8JsonWriter json, StreakView streak)
    {
        json.WriteStartObject("streak"u8);
        json.WriteNumber("current"u8, streak.Current);
        json.WriteNumber("longest"u8, streak.Longest);
        json.WriteString("today"u8, Word(streak.Today));
        json.WriteString("deadline"u8, streak.Deadline.ToInstant());
        json.WriteString("zone"u8, streak.Zone);
        json.WriteNumber("freezesLeft"u8, streak.FreezesLeft);
        WriteRewards(json, streak.Rewards);
        WriteOffer(json, streak.Repair);
        WritePauses(json, streak);
        WriteTimeline(json, streak.Timeline);
        json.WriteEndObject();
    }

    public static void WriteRepair(Utf8JsonWriter json, Answer answer)
    {
        DayRepaired repaired = (DayRepaired)answer;
        json.WriteStartObject();
        json.WriteString("challenge"u8, repaired.Challenge);
        ChallengeJson.WriteDay(json, "day", repaired.Day);
        json.WriteNumber("cost"u8, repaired.Cost.Value);
        json.WriteNumber("available"u8, repaired.Available.Value);
        json.WritePropertyName("progress"u8);
        ChallengeJson.Write(json, repaired.Progress);
        json.WriteEndObject();
    }

    public static void WritePause(Utf8JsonWriter json, Answer answer)
    {
        PauseTaken pause = (PauseTaken)answer;
        json.WriteStartObject();
        json.WriteString("challenge"u8, pause.Challenge);
        ChallengeJson.WriteDay(json, "from", pause.From);
        ChallengeJson.WriteDay(json, "through", pause.Through);
        json.WriteNumber("daysLeft"u8, pause.DaysLeft);
        json.WriteEndObject();
    }

    private static void WriteRewards(Utf8JsonWriter json, IReadOnlyList<StreakReward> rewards)
    {
        json.WriteStartArray("rewards"u8);
        foreach (StreakReward reward in rewards)
        {
            json.WriteStartObject();
            json.WriteNumber("day"u8, reward.Day);
            ChallengeJson.WriteReward(json, reward.Reward);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOffer(Utf8JsonWriter json, RepairOffer? offer)
    {
        if (offer is null)
        {
            json.WriteNull("repair"u8);
            return;
        }

        json.WriteStartObject("repair"u8);
        ChallengeJson.WriteDay(json, "day", offer.Day);
        json.WriteNumber("points"u8, offer.Points.Value);
        json.WriteString("until"u8, offer.Until.ToInstant());
        json.WriteEndObject();
    }

    private static void WritePauses(Utf8JsonWriter json, StreakView streak)
    {
        json.WriteNumber("pauseDaysLeft"u8, streak.PauseDaysLeft);
        json.WriteStartArray("pauses"u8);
        foreach (PauseView pause in streak.Pauses)
        {
            json.WriteStartObject();
            ChallengeJson.WriteDay(json, "from", pause.From);
            ChallengeJson.WriteDay(json, "through", pause.Through);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTimeline(Utf8JsonWriter json, IReadOnlyList<TimelineDay>? timeline)
    {
        if (timeline is null)
        {
            return;
        }

        json.WriteStartArray("timeline"u8);
        foreach (TimelineDay day in timeline)
        {
            json.WriteStartObject();
            ChallengeJson.WriteDay(json, "day", day.Day);
            json.WriteString("mark"u8, day.Mark.ToString().ToLowerInvariant());
            json.WriteNumber("run"u8, day.Run);
            PlayJson.WriteText(json, "why", StreakSentence.Of(day.Mark));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Word(StreakToday today) => today switch
    {
        StreakToday.Done => "done",
        StreakToday.AtRisk => "at-risk",
        StreakToday.Frozen => "frozen",
        StreakToday.Paused => "paused",
        StreakToday.Broken => "broken",
        StreakToday.Idle => "idle",
        _ => throw new ArgumentOutOfRangeException(nameof(today), today, "There is no such state."),
    };
}
