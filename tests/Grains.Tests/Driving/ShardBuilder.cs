namespace Jifen.Grains.Tests.Driving;

/// <summary>A town of one shard with one enrolled member; a test says only what matters to it.</summary>
internal sealed record ShardBuilder
{
    private ProgrammeBuilder Programme { get; init; } = ProgrammeBuilder.AProgramme();

    private long Points { get; init; }

    private Stamp? Start { get; init; }

    public static ShardBuilder AShard() => new();

    public ShardBuilder Running(ProgrammeBuilder programme) => this with { Programme = programme };

    public ShardBuilder WithPoints(long points) => this with { Points = points };

    public ShardBuilder At(string instant) => this with { Start = ProgrammeBuilder.At(instant) };

    public OneShard Build()
    {
        Town town = new(1);
        if (Start is { } start)
        {
            town.Now = new(start.Microseconds - 2_000_000);
        }

        town.With(Programme);
        MemberKey member = town.Enrol(0);
        if (Points > 0)
        {
            town.Earn(member, Points);
        }

        return new(town, member);
    }
}
