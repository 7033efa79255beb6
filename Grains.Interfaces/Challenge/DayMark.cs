namespace Jifen.Grains.Interfaces;

/// <summary>What a day was for a streak.</summary>
public enum DayMark
{
    /// <summary>An activity kept it.</summary>
    Kept,

    /// <summary>It was missed, and bought back.</summary>
    Repaired,

    /// <summary>The member was away.</summary>
    Paused,

    /// <summary>It was missed, and a freeze saved the streak.</summary>
    Frozen,

    /// <summary>It was missed, and broke the streak.</summary>
    Broken,

    /// <summary>There was no streak.</summary>
    Idle,
}
