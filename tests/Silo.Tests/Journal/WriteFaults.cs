using Jifen.Silo.Journal;

namespace Jifen.Silo.Tests.Journal;

public enum WriteFault
{
    /// <summary>Nothing is done, and the caller is told so.</summary>
    Before,

    /// <summary>All is done, and the caller is told that nobody knows.</summary>
    After,

    /// <summary>Nothing is done, and the caller is told that nobody knows.</summary>
    Instead,
}

/// <summary>Counts calls that write and lets the nth fail.</summary>
public sealed class WriteFaults(int nth, WriteFault fault)
{
    public int Calls { get; private set; }

    public bool HasFailed => Calls >= nth;

    public T Call<T>(Func<T> write)
    {
        if (++Calls != nth)
        {
            return write();
        }

        if (fault == WriteFault.Before)
        {
            throw new StoreFullException("planted: before");
        }

        if (fault == WriteFault.After)
        {
            write();
        }

        throw new AppendOutcomeUnknownException("planted: unknown");
    }
}
