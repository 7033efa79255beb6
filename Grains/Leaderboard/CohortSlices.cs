namespace Jifen.Grains.Leaderboard;

/// <summary>The cohorts of a shard's boards, by board and period.</summary>
internal sealed class CohortSlices
{
    private readonly Dictionary<string, CohortSlice> _slices = new(StringComparer.Ordinal);

    /// <summary>Null where nobody of this shard is on the period.</summary>
    public CohortSlice? Find(string board, PeriodKey period) => _slices.GetValueOrDefault(CohortSlice.IdOf(board, period));

    /// <summary>A part in its slice, which is made where there is none.</summary>
    /// <param name="id">As <see cref="CohortPart.IdOf"/> gives it.</param>
    public CohortPart NewPart(string id)
    {
        string slice = BoardPart.SliceOf(id)!;
        if (!_slices.TryGetValue(slice, out CohortSlice? one))
        {
            one = new(slice);
            _slices.Add(slice, one);
        }

        return new(id, one);
    }

    /// <summary>Forgets a period, and returns its parts.</summary>
    public IReadOnlyList<CohortPart> Drop(string board, PeriodKey period) =>
        _slices.Remove(CohortSlice.IdOf(board, period), out CohortSlice? dropped) ? [.. dropped.Parts] : [];
}
