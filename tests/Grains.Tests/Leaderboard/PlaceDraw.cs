using Jifen.Grains.Leaderboard;
using Jifen.Grains.Tests.Catalogue;

namespace Jifen.Grains.Tests.Leaderboard;

/// <summary>Places of few members, scores and stamps, so that ties of every kind are common.</summary>
internal sealed class PlaceDraw
{
    private readonly SeededDraw draw;
    private readonly int members;
    private readonly int scores;
    private readonly int stamps;

    public PlaceDraw(ulong seed)
    {
        draw = new(seed);
        members = draw.OneOf([3, 40, 200, 1_500]);
        scores = draw.OneOf([1, 3, 30, 1_000_000]);
        stamps = draw.OneOf([1, 4, 1_000]);
    }

    public MemberKey Member() => Key(draw.Below(members));

    public long Score() => draw.Between(-scores / 2, scores / 2);

    public Place Place() => new(Score(), new Stamp(draw.Below(stamps)), Member());

    public int Below(int bound) => draw.Below(bound);

    /// <summary>Keys in another order than their numbers, with both halves in use.</summary>
    public static MemberKey Key(int number) => new(new UInt128((ulong)(number % 7), (ulong)(number ^ 0x2A5)));
}
