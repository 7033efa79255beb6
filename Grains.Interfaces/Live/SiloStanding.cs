namespace Jifen.Grains.Interfaces;

/// <summary>How a silo stands in its cluster.</summary>
public enum SiloStanding
{
    /// <summary>It serves, and shards are placed on it.</summary>
    Live,

    /// <summary>It still owns shards and hands them over; none are placed on it any more.</summary>
    Leaving,

    /// <summary>It has handed over all that it owned.</summary>
    Left,

    /// <summary>It was not heard of for too long. Its shards are free for whoever is to have them.</summary>
    Dead,
}
