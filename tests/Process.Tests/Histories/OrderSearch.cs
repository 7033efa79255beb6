namespace Jifen.Process.Tests.Histories;

/// <summary>One search for <see cref="Linearization"/>.</summary>
internal sealed class OrderSearch<TState>
    where TState : struct
{
    /// <summary>Places looked at before the search gives up.</summary>
    private const int MostPlaces = 200_000;

    private readonly IReadOnlyList<Operation<TState>> _history;
    private readonly OperationSet _answered;
    private readonly int?[] _earlierTwins;
    private readonly HashSet<(OperationSet Done, TState State)> _seen = [];
    private (OperationSet Done, TState State) _farthest;

    public OrderSearch(IReadOnlyList<Operation<TState>> history)
    {
        Assert.True(history.Count <= OperationSet.Room, $"{history.Count} operations on one key are too many");
        _history = history;
        _earlierTwins = TwinsOf(history);
        _answered = Enumerable.Range(0, history.Count).Where(i => history[i].Returned is not null).Aggregate(default(OperationSet), (set, i) => set.With(i));
    }

    /// <summary>Why no order leads through the history from this state, or null where one does.</summary>
    public string? FaultFrom(TState initial) => Goes(default, initial) ? null : Fault();

    private bool Goes(OperationSet done, TState state)
    {
        done = WithAllThatChangeNothing(done, state);
        _farthest = done.Count > _farthest.Done.Count ? (done, state) : _farthest;
        if (done.Holds(_answered))
        {
            return true;
        }

        if (!_seen.Add((done, state)))
        {
            return false;
        }

        if (_seen.Count > MostPlaces)
        {
            throw new SearchGivenUpException($"The search for an order of {_history.Count} operations was given up.");
        }

        long bound = EarliestReturn(done);
        for (int i = 0; i < _history.Count; i++)
        {
            if (MayBeNext(i, done, bound) && _history[i].Apply(state) is { } next && !next.Equals(state) && Goes(done.With(i), next))
            {
                return true;
            }
        }

        return false;
    }

    /// <remarks>Where an answered operation fits and changes nothing, later is never better. One without an answer may still have its effect.</remarks>
    private OperationSet WithAllThatChangeNothing(OperationSet done, TState state)
    {
        OperationSet before;
        do
        {
            before = done;
            long bound = EarliestReturn(done);
            for (int i = 0; i < _history.Count; i++)
            {
                if (_history[i].Returned is not null && MayBeNext(i, done, bound) && _history[i].Apply(state) is { } next && next.Equals(state))
                {
                    done = done.With(i);
                }
            }
        }
        while (done != before);
        return done;
    }

    private bool MayBeNext(int operation, OperationSet done, long bound)
    {
        Operation<TState> next = _history[operation];
        return !done.Contains(operation) && (next.MayBeOld || next.Invoked <= bound) && (next.After is not { } earlier || done.Contains(earlier))
            && (_earlierTwins[operation] is not { } twin || done.Contains(twin));
    }

    /// <summary>For each operation the one before it that has the same effect and no answer either.</summary>
    private static int?[] TwinsOf(IReadOnlyList<Operation<TState>> history)
    {
        int?[] twins = new int?[history.Count];
        foreach (IGrouping<string?, int> alike in Enumerable.Range(0, history.Count).Where(i => history[i].Effect is not null).GroupBy(i => history[i].Effect))
        {
            int? before = null;
            foreach (int operation in alike.OrderBy(i => history[i].Invoked))
            {
                (twins[operation], before) = (before, operation);
            }
        }

        return twins;
    }

    /// <summary>What was sent later comes after an operation that is still to be ordered.</summary>
    private long EarliestReturn(OperationSet done)
    {
        long earliest = long.MaxValue;
        for (int i = 0; i < _history.Count; i++)
        {
            if (!done.Contains(i) && _history[i].Returned is { } returned && returned < earliest)
            {
                earliest = returned;
            }
        }

        return earliest;
    }

    private string Fault()
    {
        IEnumerable<string> left = Enumerable.Range(0, _history.Count).Where(i => !_farthest.Done.Contains(i) && _history[i].Returned is not null)
            .Select(i => _history[i]).OrderBy(operation => operation.Returned).Take(5).Select(operation => operation.What);
        return $"after {_farthest.Done.Count} of {_history.Count} operations, at {_farthest.State}, no order goes on; next are: {string.Join("; ", left)}";
    }
}
