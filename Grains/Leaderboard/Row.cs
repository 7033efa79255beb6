using System.Runtime.CompilerServices;

namespace Jifen.Grains.Leaderboard;

/// <summary>A column of a node, inside the node: so that what a step of a search touches lies on one page of memory.</summary>
[InlineArray(Capacity)]
internal struct Row<T>
    where T : struct
{
    public const int Capacity = 64;

    private T first;
}
