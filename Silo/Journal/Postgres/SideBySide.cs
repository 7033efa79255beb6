using System.Runtime.ExceptionServices;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>Calls of several databases at once, each on a thread; returns when all are over.</summary>
internal static class SideBySide
{
    /// <summary>What each call returned, in order. Where one failed, the first fault by order is thrown when all are over.</summary>
    public static T[] Run<T>(int count, Func<int, T> call)
    {
        Outcome<T>[] outcomes = Try(count, call);
        if (outcomes.FirstOrDefault(outcome => outcome.Fault is not null) is { Fault: { } fault })
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        return Array.ConvertAll(outcomes, outcome => outcome.Value!);
    }

    /// <summary>What became of each call, in order.</summary>
    public static Outcome<T>[] Try<T>(int count, Func<int, T> call)
    {
        Outcome<T>[] outcomes = new Outcome<T>[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = count }, number => outcomes[number] = Try(call, number));
        return outcomes;
    }

    private static Outcome<T> Try<T>(Func<int, T> call, int number)
    {
        try
        {
            return new(call(number), null);
        }
#pragma warning disable CA1031 // whoever waits for all gets the fault
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return new(default, fault);
        }
    }

    /// <summary>What a call returned, or why it did not.</summary>
    public readonly record struct Outcome<T>(T? Value, Exception? Fault);
}
