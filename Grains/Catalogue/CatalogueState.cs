using System.Text.Json.Serialization;

namespace Jifen.Grains.Catalogue;

internal sealed record CatalogueState(IReadOnlyList<PublishedVersion> Versions, long Control, IReadOnlyList<string> Paused);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CatalogueState))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
