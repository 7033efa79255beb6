using System.Runtime.ExceptionServices;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>What several databases did together where some of them failed.</summary>
internal static class SpreadFaults
{
    /// <summary>Throws the first fault after which nobody goes on as before, such as a disk that failed; the others are left to the caller.</summary>
    public static void ThrowUnlessPassing<T>(IEnumerable<SideBySide.Outcome<T>> outcomes)
    {
        if (outcomes.FirstOrDefault(outcome => outcome.Fault is not (null or StoreFullException or AppendOutcomeUnknownException
            or StoreUnreachableException or JournalDamagedException or JournalWentBackException)) is { Fault: { } fault })
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }

    /// <summary>Throws a fault where every call failed.</summary>
    public static void ThrowWhereNoneAnswered<T>(IReadOnlyList<SideBySide.Outcome<T>> outcomes)
    {
        if (outcomes.Count > 0 && outcomes.All(outcome => outcome.Fault is not null))
        {
            ExceptionDispatchInfo.Throw(outcomes[0].Fault!);
        }
    }
}
