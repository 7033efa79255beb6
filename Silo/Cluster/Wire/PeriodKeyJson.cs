using System.Text.Json;
using System.Text.Json.Serialization;
using Jifen.Grains.Leaderboard;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>A period by its text form.</summary>
internal sealed class PeriodKeyJson : JsonConverter<PeriodKey>
{
    public override PeriodKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PeriodKey.TryParse(reader.GetString(), out PeriodKey period) ? period : throw new JsonException("not a period of a board");

    public override void Write(Utf8JsonWriter writer, PeriodKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
