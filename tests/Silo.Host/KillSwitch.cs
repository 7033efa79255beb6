using System.Diagnostics;

namespace Jifen.Silo.Host;

/// <summary>Ends this process by SIGKILL at the n-th pass of its point. Safe for threads.</summary>
internal sealed class KillSwitch(KillPoint? point, int atPass)
{
    private int _passes;

    public void Pass(KillPoint passed)
    {
        if (passed != point || Interlocked.Increment(ref _passes) != atPass)
        {
            return;
        }

        Console.Error.WriteLine($"killed at {passed}");
        Process.GetCurrentProcess().Kill();
        throw new UnreachableException();
    }
}

/// <summary>What the batch holds that is being written, for whoever sees only its commit.</summary>
internal sealed class BatchPass
{
    /// <summary>Point between the commit and the witness; null where the batch has none.</summary>
    public KillPoint? Committed { get; set; }
}
