using Jifen.Grains.Lottery;

namespace Jifen.Grains.Stock;

/// <summary>What holds units on a shard: the slice of a lottery, of a budget, of a pool of codes or of a limited badge.</summary>
internal interface IUnitHolder
{
    /// <summary>Id of the grain.</summary>
    string Id { get; }

    /// <summary>The name under which the treasury knows it.</summary>
    string Name { get; }

    /// <summary>All accounts, in a fixed order.</summary>
    IReadOnlyList<UnitAccount> Accounts { get; }

    /// <summary>What waits for a unit here.</summary>
    int WaitingCount { get; }

    /// <summary>The account of the units, or null while it has never been touched.</summary>
    UnitAccount? FindAccount(string segment, DateOnly? day);
}
