using System.Security.Cryptography;
using System.Text.Json;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>
/// Hears from every slice of a board that it has closed a period. With the last one the period is final; what is to follow from a final
/// list follows from <see cref="BoardFinalized"/>, which happens once a period.
/// </summary>
public sealed class BoardOwner(string id) : Grain(id)
{
    public const string Kind = "boardowner";

    private readonly List<ClosingPeriod> _closing = [];
    private readonly List<FinalPeriod> _final = [];
    private readonly List<Ranking> _rankings = [];

    /// <summary>The board's id.</summary>
    public string Board { get; } = id[(Kind.Length + 1)..];

    /// <summary>Periods that some slices have closed and others have not, oldest first.</summary>
    public IReadOnlyList<ClosingPeriod> Closing => _closing;

    /// <summary>The final periods that are kept, oldest first.</summary>
    public IReadOnlyList<FinalPeriod> Final => _final;

    public static string IdOf(string board) => $"{Kind}:{board}";

    /// <summary>Whether the closure of this slice has been heard, or the period is final already.</summary>
    public bool HasHeard(PeriodKey period, ShardId shard) =>
        (_final.Count > 0 && period.FirstDay <= _final[^1].Period.FirstDay) || (FindClosing(period)?.Closures.ContainsKey(shard.Value) ?? false);

    public ClosingPeriod? FindClosing(PeriodKey period) => _closing.Find(closing => closing.Period == period);

    /// <summary>The search for the ends of the period's rewards, while it is under way.</summary>
    public Ranking? FindRanking(PeriodKey period) => _rankings.Find(ranking => ranking.Period == period);

    public override byte[] Save() => JsonSerializer.SerializeToUtf8Bytes(
        new OwnerState([.. _closing.Select(c => c.Save())], [.. _final.Select(f => new FinalState(f.Period.ToString(), f.Count, f.Hash))])
        {
            Rankings = _rankings.Count == 0 ? null : [.. _rankings.Select(ranking => ranking.Save())],
        },
        BoardJson.Default.OwnerState);

    protected override void Load(ReadOnlySpan<byte> state)
    {
        OwnerState saved = JsonSerializer.Deserialize(state, BoardJson.Default.OwnerState)!;
        _closing.AddRange(saved.Closing.Select(ClosingPeriod.Load));
        _final.AddRange(saved.Final.Select(f => new FinalPeriod(PeriodKey.Parse(f.Period), f.Count, f.Hash)));
        _rankings.AddRange((saved.Rankings ?? []).Select(Ranking.Load));
    }

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case BoardClosureCounted counted:
                Count(PeriodKey.Parse(counted.Period), counted);
                break;
            case BoardFinalized finalized:
                _closing.RemoveAll(c => c.Period == PeriodKey.Parse(finalized.Period));
                _final.Add(new(PeriodKey.Parse(finalized.Period), finalized.Count, finalized.Hash));
                break;
            case BoardDropped dropped:
                _final.RemoveAll(f => f.Period == PeriodKey.Parse(dropped.Period));
                break;
            case BoardRankingBegun begun:
                _rankings.Add(new(PeriodKey.Parse(begun.Period), begun.Rewards, begun.Budget));
                break;
            case BoardPlacesHeard heard:
                FindRanking(PeriodKey.Parse(heard.Period))!.Hear(heard);
                break;
            case BoardRankNarrowed narrowed:
                Conclude(PeriodKey.Parse(narrowed.Period), narrowed);
                break;
            case BoardRankFound found:
                Conclude(PeriodKey.Parse(found.Period), found);
                break;
            default:
                throw Unexpected(happened);
        }
    }

    private void Conclude(PeriodKey period, GrainEvent concluded)
    {
        Ranking ranking = FindRanking(period)!;
        ranking.Apply(concluded);
        if (ranking.IsDone)
        {
            _rankings.Remove(ranking);
        }
    }

    private void Count(PeriodKey period, BoardClosureCounted counted)
    {
        ClosingPeriod? closing = FindClosing(period);
        if (closing is null)
        {
            closing = new(period);
            int place = _closing.FindIndex(c => c.Period.FirstDay > period.FirstDay);
            _closing.Insert(place < 0 ? _closing.Count : place, closing);
        }

        closing.Count(counted.Shard, new(counted.Count, counted.Hash));
    }
}

/// <summary>A period that is closed on some slices.</summary>
public sealed class ClosingPeriod(PeriodKey period)
{
    private readonly SortedDictionary<int, SliceClosure> _closures = [];

    public PeriodKey Period { get; } = period;

    /// <summary>By shard.</summary>
    public IReadOnlyDictionary<int, SliceClosure> Closures => _closures;

    /// <summary>Members on the slices heard from.</summary>
    public long Members => _closures.Values.Sum(closure => closure.Count);

    /// <summary>SHA-256 over the slices' hashes in the order of the shards.</summary>
    public Hash256 Hash()
    {
        byte[] hashes = [.. _closures.Values.SelectMany(closure => closure.Hash.ToArray())];
        return Hash256.Read(SHA256.HashData(hashes));
    }

    internal void Count(ShardId shard, SliceClosure closure) => _closures.Add(shard.Value, closure);

    internal ClosingState Save() => new(Period.ToString(), [.. _closures.Select(c => new ClosureState(c.Key, c.Value.Count, c.Value.Hash))]);

    internal static ClosingPeriod Load(ClosingState saved)
    {
        ClosingPeriod closing = new(PeriodKey.Parse(saved.Period));
        foreach (ClosureState closure in saved.Closures)
        {
            closing.Count(new(closure.Shard), new(closure.Count, closure.Hash));
        }

        return closing;
    }
}

/// <summary>What a slice held when it closed a period.</summary>
public readonly record struct SliceClosure(long Count, Hash256 Hash);

/// <summary>A period whose list is the same for ever.</summary>
public sealed record FinalPeriod(PeriodKey Period, long Count, Hash256 Hash);
