namespace Jifen.Grains.Fairness;

/// <summary>The segment that a player gets, or that the game closes because its stock is out.</summary>
/// <param name="Slot">Null where the game closes: the play is undone and refused as sold out.</param>
/// <param name="Guaranteed">The guarantee chose the segment, not the draw.</param>
public readonly record struct WheelResolution(WheelSlot? Slot, bool Guaranteed)
{
    public bool Closed => Slot is null;
}
