using System.Text.Json;

namespace Jifen.Silo.Api;

/// <summary>Multipliers for a time: those that a member has, those that a record gave, and the one by which an activity earned more.</summary>
internal static class MultiplierJson
{
    /// <summary>The property <c>multipliers</c>.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<MultiplierView> multipliers)
    {
        json.WriteStartArray("multipliers"u8);
        for (int i = 0; i < multipliers.Count; i++)
        {
            json.WriteStartObject();
            WriteSource(json, multipliers[i].Source);
            WriteTerms(json, multipliers[i].Name, multipliers[i].Thousandths, multipliers[i].Kinds);
            json.WriteString("from"u8, multipliers[i].From.ToInstant());
            json.WriteString("until"u8, multipliers[i].Until.ToInstant());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The property <c>multipliers</c>; left out where the record gave none.</summary>
    public static void WriteGiven(Utf8JsonWriter json, IReadOnlyList<MultiplierView>? multipliers)
    {
        if (multipliers is not null)
        {
            Write(json, multipliers);
        }
    }

    /// <summary>The property <c>multiplier</c> of an activity; left out where none added points.</summary>
    public static void WriteApplied(Utf8JsonWriter json, AppliedMultiplier? applied)
    {
        if (applied is null)
        {
            return;
        }

        json.WriteStartObject("multiplier"u8);
        WriteSource(json, applied.Source);
        WriteTerms(json, applied.Name, applied.Thousandths, null);
        json.WriteString("until"u8, applied.Until.ToInstant());
        json.WriteNumber("points"u8, applied.Points.Value);
        json.WriteEndObject();
    }

    /// <summary>What a prize or a reward promises, within its object.</summary>
    public static void WritePrize(Utf8JsonWriter json, MultiplierPrize prize)
    {
        WriteTerms(json, prize.Name, prize.Thousandths, prize.Kinds);
        json.WriteNumber("hours"u8, prize.Hours);
    }

    private static void WriteTerms(Utf8JsonWriter json, LocalText name, long thousandths, IReadOnlyList<string>? kinds)
    {
        PlayJson.WriteText(json, "name", name);
        json.WriteString("factor"u8, MultiplierPrize.FactorOf(thousandths));
        if (kinds is null)
        {
            return;
        }

        json.WriteStartArray("kinds"u8);
        for (int i = 0; i < kinds.Count; i++)
        {
            json.WriteStringValue(kinds[i]);
        }

        json.WriteEndArray();
    }

    private static void WriteSource(Utf8JsonWriter json, string source)
    {
        (string kind, string id, _) = PrizeSource.Parts(source);
        json.WriteStartObject("source"u8);
        json.WriteString("kind"u8, kind);
        json.WriteString("id"u8, id);
        json.WriteEndObject();
    }
}
