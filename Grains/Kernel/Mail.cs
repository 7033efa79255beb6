namespace Jifen.Grains.Kernel;

/// <summary>Forms of mail that rules share.</summary>
internal static class Mail
{
    /// <summary>The message to every shard on the control lane, this one included: one path for all.</summary>
    public static IReadOnlyList<AddressedMessage> ToAll(ShardState state, Message body) =>
        [.. Enumerable.Range(0, state.ShardCount).Select(shard => new AddressedMessage(new(shard), Lane.Control, body))];

    /// <summary>The message was taken in and is of no use.</summary>
    public static Decided Refuse(string reason) => new() { Events = [new MessageRefused(reason) { On = ShardGrain.GrainId }] };
}
