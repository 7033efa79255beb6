using System.Diagnostics;

namespace Jifen.Process.Tests.Histories;

/// <summary>What the sessions of one history have seen of its keys: two members, and a wheel with few prizes. Safe for threads.</summary>
public sealed class History(string name, string wheel)
{
    public const int Members = 2;

    /// <summary>Sends of calls that change something, and reads, in a whole history.</summary>
    public const int MostCalls = 200;

    /// <summary>Answered calls below which a history proves little.</summary>
    private const int LeastAnswered = 60;

    private const int LeastStrongReads = 8;

    private readonly Lock _gate = new();
    private readonly List<Operation<MemberBalance>>[] _members = [[], []];
    private readonly List<Operation<PrizeStock>> _stock = [];
    private readonly List<string> _faults = [];
    private int _answered;
    private int _strong;
    private bool _undecided;

    public string Wheel => wheel;

    /// <summary>Calls whose answer never came.</summary>
    public int Open { get; private set; }

    /// <summary>Calls that were answered.</summary>
    public int Answered => _answered;

    /// <summary>Too little happened for the history to prove anything, or its search was given up.</summary>
    public bool IsInvalid => _undecided || _answered < LeastAnswered || _strong < LeastStrongReads;

    public string Member(int number) => $"{name}-{number}";

    public static long Now => Stopwatch.GetTimestamp();

    /// <summary>Adds what a call does to a member.</summary>
    /// <returns>Its index among what is done to the member.</returns>
    public int Add(int member, Operation<MemberBalance> operation)
    {
        lock (_gate)
        {
            _members[member].Add(operation);
            return _members[member].Count - 1;
        }
    }

    public void Add(Operation<PrizeStock> operation)
    {
        lock (_gate)
        {
            _stock.Add(operation);
        }
    }

    public void Count(bool answered, bool strongRead = false)
    {
        lock (_gate)
        {
            _answered += answered ? 1 : 0;
            Open += answered ? 0 : 1;
            _strong += answered && strongRead ? 1 : 0;
        }
    }

    /// <summary>Something is wrong whatever the order was.</summary>
    public void Find(string fault)
    {
        lock (_gate)
        {
            _faults.Add($"{name}: {fault}");
        }
    }

    /// <summary>What no order of the calls explains; empty where one does.</summary>
    public IReadOnlyList<string> Faults()
    {
        List<string> found = [.. _faults];
        for (int member = 0; member < Members; member++)
        {
            Search(found, Member(member), _members[member], default);
        }

        Search(found, $"{name}, {wheel}", _stock, new(HistoryProgramme.Prizes));
        return found;
    }

    private void Search<TState>(List<string> found, string key, IReadOnlyList<Operation<TState>> operations, TState initial)
        where TState : struct
    {
        try
        {
            found.AddRange(Linearization.FaultOf(operations, initial) is { } fault ? [$"{key}: {fault}"] : []);
        }
        catch (SearchGivenUpException)
        {
            _undecided = true;
        }
    }
}
