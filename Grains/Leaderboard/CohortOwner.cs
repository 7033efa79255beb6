using System.Text.Json;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>Gives the cohorts of a board away and tells, once a period is over on all slices, who rises and who falls. It knows no members but those of the cohorts it looks at.</summary>
public sealed class CohortOwner(string id) : Grain(id)
{
    public const string Kind = "cohortowner";

    private readonly List<CohortPeriod> _periods = [];

    /// <summary>The board's id.</summary>
    public string Board { get; } = id[(Kind.Length + 1)..];

    /// <summary>Periods that are not settled, oldest first.</summary>
    public IReadOnlyList<CohortPeriod> Periods => _periods;

    /// <summary>The last period that is settled; null for none.</summary>
    public PeriodKey? Settled { get; private set; }

    public static string IdOf(string board) => $"{Kind}:{board}";

    public CohortPeriod? Find(PeriodKey period) => _periods.Find(one => one.Period == period);

    /// <summary>Whether nothing more is to come of the period.</summary>
    public bool HasSettled(PeriodKey period) => Settled is { } settled && period.FirstDay <= settled.FirstDay;

    public override byte[] Save() => JsonSerializer.SerializeToUtf8Bytes(
        new CohortOwnerState(Settled?.ToString(), [.. _periods.Select(static period => period.Save())]), BoardJson.Default.CohortOwnerState);

    protected override void Load(ReadOnlySpan<byte> state)
    {
        CohortOwnerState saved = JsonSerializer.Deserialize(state, BoardJson.Default.CohortOwnerState)!;
        Settled = saved.Settled is null ? null : PeriodKey.Parse(saved.Settled);
        _periods.AddRange(saved.Periods.Select(CohortPeriod.Load));
    }

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case CohortsFilled filled:
                On(filled.Period).Apply(happened);
                break;
            case CohortsCompletionCounted counted:
                On(counted.Period).Apply(happened);
                break;
            case CohortRankingBegun begun:
                On(begun.Period).Apply(happened);
                break;
            case CohortPlacesHeard heard:
                On(heard.Period).Apply(happened);
                break;
            case CohortsRanked ranked:
                On(ranked.Period).Apply(happened);
                break;
            case CohortsSettled settled:
                Settled = PeriodKey.Parse(settled.Period);
                _periods.RemoveAll(one => one.Period == Settled);
                break;
            default:
                throw Unexpected(happened);
        }
    }

    private CohortPeriod On(string text)
    {
        var period = PeriodKey.Parse(text);
        if (Find(period) is not { } known)
        {
            known = new(period);
            int place = _periods.FindIndex(one => one.Period.FirstDay > period.FirstDay);
            _periods.Insert(place < 0 ? _periods.Count : place, known);
        }

        return known;
    }
}

internal sealed record CohortOwnerState(string? Settled, IReadOnlyList<CohortPeriodState> Periods);
