using System.Text.Json;
using Jifen.Silo.Imports;

namespace Jifen.Silo.Api;

/// <summary>What is told of imports.</summary>
internal static class ImportJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<ImportRun> page, string? next)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (ImportRun run in page)
        {
            Write(json, run);
        }

        json.WriteEndArray();
        json.WriteString("next"u8, next);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, ImportRun run)
    {
        (ImportOrder order, ImportProgress progress, string? trouble) = (run.Order, run.Progress, run.Trouble);
        json.WriteStartObject();
        json.WriteString("id"u8, order.Id);
        json.WriteString("kind"u8, order.Kind == ImportKind.Activities ? "activities" : "members");
        json.WriteBoolean("history"u8, order.History);
        json.WriteString("state"u8, progress.Finished is not null ? "done" : trouble is not null ? "stalled" : run.IsUnderWay ? "running" : "waiting");
        if (progress.Finished is null && trouble is not null)
        {
            json.WriteString("trouble"u8, trouble);
        }

        json.WriteString("created"u8, order.Created);
        json.WritePropertyName("finished"u8);
        if (progress.Finished is { } finished)
        {
            json.WriteStringValue(finished);
        }
        else
        {
            json.WriteNullValue();
        }

        WriteCounts(json, order, progress);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, ImportOrder order, ImportProgress progress)
    {
        json.WriteNumber("bytes"u8, order.Bytes);
        json.WriteNumber("bytesRead"u8, progress.Offset);
        json.WriteNumber("read"u8, progress.Read);
        json.WriteNumber("accepted"u8, progress.Accepted);
        json.WriteNumber("repeated"u8, progress.Repeated);
        json.WriteNumber("refused"u8, progress.Refused);
        json.WriteString("refusals"u8, $"/v1/imports/{order.Id}/refusals");
    }
}
