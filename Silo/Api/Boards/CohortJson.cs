using System.Text.Json;
using Jifen.Silo.Boards;

namespace Jifen.Silo.Api;

/// <summary>Bodies of cohorts.</summary>
internal static class CohortJson
{
    public static string NameOf(CohortMove move) => move switch
    {
        CohortMove.Promote => "promote",
        CohortMove.Demote => "demote",
        _ => "stay",
    };

    /// <summary>How a board divides its members; null for a board that is one list.</summary>
    public static void WriteRules(Utf8JsonWriter json, BoardCohorts? cohorts)
    {
        if (cohorts is null)
        {
            json.WriteNull("cohorts"u8);
            return;
        }

        json.WriteStartObject("cohorts"u8);
        json.WriteNumber("size"u8, cohorts.Size);
        json.WriteStartArray("divisions"u8);
        foreach (BoardDivision division in cohorts.Divisions)
        {
            WriteDivision(json, division);
        }

        json.WriteEndArray();
        json.WriteNumber("promote"u8, cohorts.Promote);
        json.WriteNumber("demote"u8, cohorts.Demote);
        json.WriteEndObject();
    }

    /// <summary>The cohort of a list or a member, with the ranks at which rise and fall begin now; null on a board that is one list.</summary>
    public static void WriteCohort(Utf8JsonWriter json, BoardCohorts? cohorts, CohortView? cohort)
    {
        if (cohorts is null || cohort is null)
        {
            json.WriteNull("cohort"u8);
            return;
        }

        json.WriteStartObject("cohort"u8);
        WriteDivision(json, "division", cohorts, cohort.Division);
        if (cohort.Number is { } number)
        {
            json.WriteNumber("number"u8, number);
        }
        else
        {
            json.WriteNull("number"u8);
        }

        json.WriteBoolean("pending"u8, cohort.IsPending);
        json.WriteNumber("members"u8, cohort.Members);
        long promoted = cohort.Division is { } division ? cohorts.PromotedThrough(division, cohort.Members) : 0;
        long demoted = cohort.Division is { } from ? cohort.Members - cohorts.KeptThrough(from, cohort.Members) : 0;
        json.WriteNumber("promote"u8, promoted);
        json.WriteNumber("demote"u8, demoted);
        WriteDivision(json, "above", cohorts, cohort.Division + 1);
        WriteDivision(json, "below", cohorts, cohort.Division - 1);
        json.WriteEndObject();
    }

    /// <summary>Where a rank leads as the cohort stands; null for who has none.</summary>
    public static CohortMove? MoveOf(BoardCohorts? cohorts, CohortView? cohort, long? rank, long score) =>
        cohorts is not null && cohort is { Division: { } division, Number: not null } && rank is { } place ? cohorts.MoveOf(division, cohort.Members, place, score) : null;

    private static void WriteDivision(Utf8JsonWriter json, string name, BoardCohorts cohorts, int? division)
    {
        if (division is { } at && at >= 0 && at < cohorts.Divisions.Count)
        {
            json.WritePropertyName(name);
            WriteDivision(json, cohorts.Divisions[at]);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteDivision(Utf8JsonWriter json, BoardDivision division)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, division.Id);
        PlayJson.WriteText(json, "name", division.Name);
        json.WriteEndObject();
    }
}
