namespace Jifen.Grains.Tests.Challenge;

/// <summary>How often what the property is about came up.</summary>
internal sealed class ChallengeTally
{
    public int Late { get; set; }

    public int Refunds { get; set; }

    public int Repairs { get; set; }

    public int Pauses { get; set; }

    public int Zones { get; set; }

    public int Rewards { get; set; }

    public int Waived { get; set; }

    public int Folded { get; set; }

    public override string ToString() =>
        $"{Late} late, {Refunds} refunds, {Repairs} repairs, {Pauses} pauses, {Zones} zones, {Rewards} rewards, {Waived} waived, {Folded} folded";
}
