namespace Jifen.Grains.Kernel;

/// <summary>One further event of a record, and the messages that go with it.</summary>
internal sealed record Consequence(GrainEvent Event, IReadOnlyList<AddressedMessage> Messages)
{
    public Decided ToDecided() => new() { Events = [Event], Messages = Messages };
}

/// <summary>All events and messages of a record, those decided and those that followed from them.</summary>
internal sealed record Consequences(IReadOnlyList<GrainEvent> Events, IReadOnlyList<AddressedMessage> Messages);
