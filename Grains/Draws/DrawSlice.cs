using System.Text.Json;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Draws;

/// <summary>What a prize draw keeps on a shard for the members living there besides their entries: periods that are closed, and prizes won.</summary>
public sealed class DrawSlice(string id) : Grain(id)
{
    public const string Kind = "draw";

    /// <summary>Closed periods that are remembered one by one.</summary>
    public const int MostClosed = 60;

    private readonly List<ClosedDraw> _closed = [];
    private readonly List<HeldAward> _awards = [];

    /// <summary>The lottery's id.</summary>
    public string Lottery { get; } = id[(Kind.Length + 1)..];

    /// <summary>The newest periods that are closed here, oldest first.</summary>
    public IReadOnlyList<ClosedDraw> Closed => _closed;

    /// <summary>Prizes of members of this shard that they have not got, in the order in which they were told.</summary>
    public IReadOnlyList<HeldAward> Awards => _awards;

    public static string IdOf(string lottery) => $"{Kind}:{lottery}";

    public ClosedDraw? FindClosed(string period) => _closed.Find(closed => closed.Period == period);

    /// <summary>Whether the period takes no more entries here. Days are closed in their order.</summary>
    public bool IsClosed(string period) =>
        FindClosed(period) is not null || (DrawName.DayOf(period) is not null && _closed.Exists(closed =>
            DrawName.DayOf(closed.Period) is not null && string.CompareOrdinal(period, closed.Period) <= 0));

    public HeldAward? FindAward(MemberKey member, string period) => _awards.Find(award => award.Member == member && award.Period == period);

    public override byte[] Save() => JsonSerializer.SerializeToUtf8Bytes(new DrawSliceState(_closed, _awards), DrawJson.Default.DrawSliceState);

    protected override void Load(ReadOnlySpan<byte> state)
    {
        DrawSliceState saved = JsonSerializer.Deserialize(state, DrawJson.Default.DrawSliceState)!;
        _closed.AddRange(saved.Closed);
        _awards.AddRange(saved.Awards);
    }

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case DrawSealed closed:
                _closed.Add(new(closed.Period, closed.Members, closed.Entries, closed.Hash, null));
                _closed.RemoveRange(0, Math.Max(0, _closed.Count - MostClosed));
                break;
            case DrawTold told:
                Tell(told);
                break;
            case DrawAwardOpened opened:
                int place = PlaceOf(opened.Member, opened.Period);
                _awards[place] = _awards[place] with { Deadline = opened.Deadline };
                break;
            case DrawAwardEnded ended:
                _awards.RemoveAt(PlaceOf(ended.Member, ended.Period));
                break;
            default:
                throw Unexpected(happened);
        }
    }

    private void Tell(DrawTold told)
    {
        int place = _closed.FindIndex(closed => closed.Period == told.Period);
        if (place >= 0)
        {
            _closed[place] = _closed[place] with { Drawn = true };
        }

        _awards.AddRange((told.Awards ?? []).Select(award => new HeldAward(award.Member, told.Period, award.Place, award.Prize, told.Catalogue, null)));
    }

    private int PlaceOf(MemberKey member, string period)
    {
        int place = _awards.FindIndex(award => award.Member == member && award.Period == period);
        Invariant.Holds(place >= 0, "a prize that is given was won here");
        return place;
    }
}

/// <summary>A period that takes no more entries on a shard.</summary>
/// <param name="Hash">As of <see cref="DrawSealed"/>.</param>
/// <param name="Drawn">True once the shard has heard of the winners. Never false.</param>
public sealed record ClosedDraw(string Period, long Members, long Entries, Hash256 Hash, bool? Drawn);

/// <summary>A prize that a member has won and not got.</summary>
/// <param name="Catalogue">Catalogue version whose prize it is.</param>
/// <param name="Deadline">Until then it may be claimed; null while the member has not been told.</param>
public sealed record HeldAward(MemberKey Member, string Period, int Place, string Prize, long Catalogue, Stamp? Deadline);
