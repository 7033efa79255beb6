namespace Jifen.Grains.Leaderboard;

/// <summary>Numbers from 0 up; those given back are handed out first, the latest first, so that what they name stays dense.</summary>
internal sealed class NumberPool
{
    private readonly Stack<int> returned = [];

    /// <summary>All numbers ever handed out are below it.</summary>
    public int Bound { get; private set; }

    public int InUse => Bound - returned.Count;

    public int Rent() => returned.TryPop(out int number) ? number : Bound++;

    public void Return(int number) => returned.Push(number);
}
