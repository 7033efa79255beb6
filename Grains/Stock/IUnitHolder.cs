using Jifen.Grains.Lottery;

namespace Jifen.Grains.Stock;

/// <summary>What holds units on a shard: the slice of a lottery or of a budget.</summary>
internal interface IUnitHolder
{
    /// <summary>Id of the grain.</summary>
    string Id { get; }

    /// <summary>The account of the units, or null while it has never been touched.</summary>
    UnitAccount? FindAccount(string segment, DateOnly? day);
}
