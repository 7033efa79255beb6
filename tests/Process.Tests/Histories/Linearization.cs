namespace Jifen.Process.Tests.Histories;

/// <summary>
/// Looks for an order of all answered operations on one key, and of any of the others, in which each finds the state that its answer tells, and no
/// operation comes before one that had returned when it was sent. Depth first, and from no place twice: a place is what was ordered so far, and the
/// state (Wing and Gong 1993, Lowe 2017). Keys are looked at one by one, for a history is linearizable where it is so on each key (Herlihy and Wing
/// 1990).
/// </summary>
public static class Linearization
{
    /// <summary>Why there is no such order, or null where there is one.</summary>
    /// <exception cref="SearchGivenUpException">It is not known.</exception>
    public static string? FaultOf<TState>(IReadOnlyList<Operation<TState>> history, TState initial)
        where TState : struct => new OrderSearch<TState>(history).FaultFrom(initial);
}

/// <summary>An order was looked for in as many places as a search may look at.</summary>
public sealed class SearchGivenUpException(string message) : Exception(message);
