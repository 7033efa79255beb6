using System.Text.Json;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>What a shard knows of a board besides its entries: which periods count here, and which it has closed.</summary>
public sealed class BoardGrain(string id) : Grain(id)
{
    public const string Kind = "board";

    private readonly List<ClosedPeriod> _closed = [];

    /// <summary>The board's id.</summary>
    public string Board { get; } = id[(Kind.Length + 1)..];

    /// <summary>The first period that counts; null before the board has begun. Its kind is the board's for ever.</summary>
    public PeriodKey? First { get; private set; }

    /// <summary>What it counts, for ever.</summary>
    public BoardMeasure Measure { get; private set; } = BoardMeasure.AllPoints;

    /// <summary>Whose scores it counts, for ever; null for everybody's.</summary>
    public BoardScope? Scope { get; private set; }

    /// <summary>How its members compete in cohorts, for ever; null where all stand on one list.</summary>
    public BoardCohorts? Cohorts { get; private set; }

    /// <summary>The oldest period whose rises and falls are not told; null where there is none, or there are no cohorts.</summary>
    public PeriodKey? NextToSettle => Cohorts is null ? null : _closed.Find(static closed => closed.Cohorts is not null)?.Period ?? Next;

    /// <summary>The first period that is not closed; null where nothing is left to close.</summary>
    public PeriodKey? Next { get; private set; }

    /// <summary>The last period to close; null while the programme has the board.</summary>
    public PeriodKey? Last { get; private set; }

    /// <summary>The periods that are closed and kept, oldest first.</summary>
    public IReadOnlyList<ClosedPeriod> Closed => _closed;

    public bool IsRunning => Next is not null && Last is null;

    public static string IdOf(string board) => $"{Kind}:{board}";

    public ClosedPeriod? FindClosed(PeriodKey period) => _closed.Find(closed => closed.Period == period);

    /// <summary>Whether the period is one of those that count, closed or not.</summary>
    public bool Covers(PeriodKey period) => First is { } first && period.FirstDay >= first.FirstDay;

    /// <summary>Whether the slice of the period has been closed here, be it kept or not.</summary>
    public bool HasClosed(PeriodKey period) => Next is not { } next || period.FirstDay < next.FirstDay;

    public override byte[] Save() => JsonSerializer.SerializeToUtf8Bytes(
        new BoardState(First?.ToString(), Next?.ToString(), Last?.ToString(), [.. _closed.Select(ClosedState.Of)])
        {
            Measure = Measure == BoardMeasure.AllPoints ? null : Measure,
            Scope = Scope,
            Cohorts = Cohorts,
        },
        BoardJson.Default.BoardState);

    protected override void Load(ReadOnlySpan<byte> state)
    {
        BoardState saved = JsonSerializer.Deserialize(state, BoardJson.Default.BoardState)!;
        (First, Next, Last) = (Parse(saved.First), Parse(saved.Next), Parse(saved.Last));
        (Measure, Scope, Cohorts) = (saved.Measure ?? BoardMeasure.AllPoints, saved.Scope, saved.Cohorts);
        _closed.AddRange(saved.Closed.Select(closed => closed.ToClosed()));
    }

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case BoardBegun begun:
                Begin(PeriodKey.Parse(begun.First), begun);
                break;
            case BoardEnded ended:
                Last = PeriodKey.Parse(ended.Last);
                break;
            case BoardClosed closed:
                Close(new(PeriodKey.Parse(closed.Period), closed.Count, closed.Hash, at.Stamp, IsFinal: false) { Cohorts = Cohorts is null ? null : CohortStage.Asking });
                break;
            case BoardFinalTold told:
                Change(told.Period, closed => closed with { IsFinal = true, Rewards = told.Rewarded is true ? PeriodRewards.Awaited : null });
                break;
            case CohortsCompleted completed:
                Change(completed.Period, static closed => closed with { Cohorts = CohortStage.Complete });
                break;
            case CohortsSettled settled:
                Change(settled.Period, static closed => closed with { Cohorts = null });
                break;
            case BoardRewardsBegun rewards:
                SetRewards(rewards.Period, new(rewards.Rewards, rewards.Budget, rewards.Due, 0, []));
                break;
            case BoardRewardGiven given:
                SetRewards(given.Period, FindClosed(PeriodKey.Parse(given.Period))!.Rewards!.With(given.Position));
                break;
            case BoardDropped dropped:
                _closed.RemoveAll(c => c.Period == PeriodKey.Parse(dropped.Period));
                break;
            default:
                throw Unexpected(happened);
        }
    }

    /// <summary>A board that comes back before its last period has closed goes on as if it had never gone.</summary>
    private void Begin(PeriodKey period, BoardBegun begun)
    {
        (Measure, Scope, Cohorts) = (begun.Measure ?? BoardMeasure.AllPoints, begun.Scope, begun.Cohorts);
        Last = null;
        if (Next is null)
        {
            First = period;
            Next = period;
        }
    }

    private void SetRewards(string period, PeriodRewards rewards) => Change(period, closed => closed with { Rewards = rewards.IsDone ? null : rewards });

    private void Change(string period, Func<ClosedPeriod, ClosedPeriod> change)
    {
        int place = _closed.FindIndex(c => c.Period == PeriodKey.Parse(period));
        _closed[place] = change(_closed[place]);
    }

    private void Close(ClosedPeriod closed)
    {
        _closed.Add(closed);
        bool isLast = Last is { } last && closed.Period.FirstDay >= last.FirstDay;
        Next = isLast ? null : closed.Period.Next;
    }

    private static PeriodKey? Parse(string? period) => period is null ? null : PeriodKey.Parse(period);
}

/// <summary>A period that a slice has closed.</summary>
/// <param name="At">Stamp of the record that closed it.</param>
/// <param name="IsFinal">Every slice has closed it.</param>
public sealed record ClosedPeriod(PeriodKey Period, long Count, Hash256 Hash, Stamp At, bool IsFinal)
{
    /// <summary>What the slice has still to give for the period; null for nothing.</summary>
    public PeriodRewards? Rewards { get; init; }

    /// <summary>How far the slice is on the way to the divisions of the period after; null where they are decided, or there are no cohorts.</summary>
    public CohortStage? Cohorts { get; init; }

    /// <summary>Something is still to come from it, so that it is kept.</summary>
    public bool IsNeeded => Rewards is not null || Cohorts is not null;
}

/// <summary>How far a slice is with the cohorts of a period that it has closed.</summary>
public enum CohortStage
{
    /// <summary>Members may still have to be asked for.</summary>
    Asking,

    /// <summary>The owner has been told that all are asked for, and looks through the cohorts.</summary>
    Complete,
}
