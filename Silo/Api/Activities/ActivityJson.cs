using System.Text.Json;

namespace Jifen.Silo.Api;

/// <summary>What is told of a recorded activity.</summary>
internal static class ActivityJson
{
    public static void Write(Utf8JsonWriter json, Answer answer)
    {
        ActivityRecorded recorded = (ActivityRecorded)answer;
        json.WriteStartObject();
        json.WriteString("id"u8, recorded.Id);
        json.WriteNumber("points"u8, recorded.Points.Value);
        json.WriteNumber("available"u8, recorded.Available.Value);
        json.WriteStartArray("rules"u8);
        for (int i = 0; i < recorded.Rules.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("rule"u8, recorded.Rules[i].Rule);
            json.WriteNumber("points"u8, recorded.Rules[i].Points.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        MultiplierJson.WriteApplied(json, recorded.Multiplier);
        WriteCuts(json, recorded.Cuts ?? []);
        json.WriteStartArray("awards"u8);
        foreach (string badge in recorded.Badges ?? [])
        {
            json.WriteStartObject();
            json.WriteString("badge"u8, badge);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        MultiplierJson.WriteGiven(json, recorded.Multipliers);
        json.WriteStartArray("progress"u8);
        foreach (ChallengeProgress progress in recorded.Challenges ?? [])
        {
            ChallengeJson.Write(json, progress);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCuts(Utf8JsonWriter json, IReadOnlyList<BudgetCut> missing)
    {
        if (missing.Count == 0)
        {
            return;
        }

        json.WriteStartArray("cuts"u8);
        foreach (BudgetCut one in missing)
        {
            json.WriteStartObject();
            json.WriteString("campaign"u8, one.Campaign);
            json.WriteNumber("points"u8, one.Points.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
