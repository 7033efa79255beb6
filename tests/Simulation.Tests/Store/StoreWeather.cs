namespace Jifen.Simulation.Tests.Store;

/// <summary>What befalls the next call of the store. Drawn by the run; fair by itself.</summary>
internal class StoreWeather
{
    /// <summary>The store has no space: nothing is written.</summary>
    public virtual bool IsFull => false;

    /// <summary>The store is not reached: it is away, or the way to it is cut.</summary>
    public virtual bool IsAway => false;

    /// <summary>Asked once for each append.</summary>
    public virtual AppendFate NextAppend() => AppendFate.Written;
}

internal enum AppendFate
{
    Written,

    /// <summary>The connection breaks before the batch is carried out.</summary>
    LostBefore,

    /// <summary>The batch is carried out and the connection breaks before the answer.</summary>
    LostAfter,
}
