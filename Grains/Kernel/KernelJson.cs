using System.Text.Json.Serialization;

namespace Jifen.Grains.Kernel;

internal sealed record ShardGrainState(
    long Epoch, long Control, IReadOnlyList<string> Paused, IReadOnlyList<AdoptedState> Adopted,
    IReadOnlyList<MailState> Sent, IReadOnlyList<MailState> Received);

internal sealed record AdoptedState(long Version, Hash256 Document, Stamp EffectiveAt);

internal sealed record MailState(int Shard, Lane Lane, long Number);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ShardGrainState))]
internal sealed partial class KernelJson : JsonSerializerContext;
