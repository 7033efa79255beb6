using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jifen.Silo.Cluster;

/// <summary>
/// What a silo says of itself with each beat. It lies in the row that the beat writes anyway and comes with the look that the beat takes
/// anyway: no more round trips, and a silo that owns nothing, or that others cannot reach, is seen too.
/// </summary>
/// <param name="Commands">From a command's arrival to its answer, over the last minute.</param>
/// <param name="Stopped">Shards that have stopped there for good, in order.</param>
public sealed record SiloStatus(ProcessFigures Process, Latencies Commands, IReadOnlyList<int> Stopped)
{
    /// <summary>The form in which the store keeps it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SiloStatusJson.Default.SiloStatus);

    /// <summary>Null where the text is of a form that this version does not know.</summary>
    public static SiloStatus? FromJson(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize(text, SiloStatusJson.Default.SiloStatus);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <remarks>A status that lacks what this version asks for is none.</remarks>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SiloStatus))]
internal sealed partial class SiloStatusJson : JsonSerializerContext;
