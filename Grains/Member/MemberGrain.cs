using System.Text.Json;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member.Earnings;
using Jifen.Grains.Member.Refunds;

namespace Jifen.Grains.Member;

/// <summary>A member: points, plays and what of them has not been seen. One that is in memory need not be enrolled.</summary>
public sealed class MemberGrain(MemberKey key) : Grain(id: null)
{
    public const string Kind = "member";

    /// <summary>Settled plays that are remembered as seen or unseen; older ones are known to the journal only.</summary>
    public const int MostReveals = 50;

    private MemberPlays[] _plays = [];
    private OpenPlay[] _open = [];
    private Reveal[] _reveals = [];
    private Awards? _awards;

    public MemberKey Key { get; } = key;

    /// <remarks>Not kept, because members are many and are seldom asked.</remarks>
    public override string Id => IdOf(Key);

    public bool Enrolled { get; private set; }

    /// <summary>It was taken over from elsewhere; that is done once.</summary>
    public bool Opened { get; private set; }

    /// <summary>The tier it was opened with; null for none.</summary>
    public string? Tier { get; private set; }

    public Purse Purse { get; } = new();

    /// <summary>Counters for badges, and the badges it has.</summary>
    public Awards Awards => _awards ??= new();

    /// <summary>What rules with caps have given.</summary>
    public CapBook Caps { get; } = new();

    /// <summary>What has been refunded of recent activities.</summary>
    public RefundBook Refunds { get; } = new();

    /// <summary>Its newest request keys and the records that answer them.</summary>
    public KeyMemory Keys { get; } = new();

    /// <summary>Records of this member that carried a request's key.</summary>
    public long Keyed { get; private set; }

    /// <summary>By lottery.</summary>
    public IReadOnlyList<MemberPlays> Plays => _plays;

    /// <summary>Plays that wait for a unit, at most one a lottery.</summary>
    public IReadOnlyList<OpenPlay> OpenPlays => _open;

    /// <summary>The newest settled plays, oldest first.</summary>
    public IReadOnlyList<Reveal> Reveals => _reveals;

    public override Stamp? Due => Purse.FirstExpiry;

    public static string IdOf(MemberKey key) => $"{Kind}:{key}";

    /// <summary>What the member has played in a lottery; all nought before the first play.</summary>
    public MemberPlays PlaysIn(string lottery)
    {
        int at = PlaceOf(lottery);
        return at >= 0 ? _plays[at] : new(lottery, 0, default, 0, 0, 0, 0);
    }

    public OpenPlay? FindOpen(string lottery) => Array.Find(_open, play => play.Lottery == lottery);

    public OpenPlay? FindOpen(PlayId play) => Array.Find(_open, open => open.Id == play);

    public Reveal? FindReveal(PlayId play)
    {
        int at = Array.FindIndex(_reveals, reveal => reveal.Play == play.Sequence);
        return at >= 0 ? _reveals[at] : null;
    }

    /// <summary>Counts a keyed record, unless the restored state already holds it.</summary>
    public void Count(in RecordStamp at)
    {
        if (!Holds(at))
        {
            Keyed++;
            Touch(at);
        }
    }

    public override byte[] Save() => JsonSerializer.SerializeToUtf8Bytes(
        new MemberState(
            Enrolled, Keyed, Purse.Save(), [.. _plays.Select(PlaysState.Of)], [.. _open.Select(OpenPlayState.Of)], [.. _reveals.Select(RevealState.Of)],
            Caps.Save(), Refunds.Save(), _awards is { IsEmpty: false } ? _awards.Save() : null, Opened ? true : null, Tier),
        MemberJson.Default.MemberState);

    protected override void Load(ReadOnlySpan<byte> state)
    {
        MemberState saved = JsonSerializer.Deserialize(state, MemberJson.Default.MemberState)!;
        Enrolled = saved.Enrolled;
        Opened = saved.Opened ?? false;
        Tier = saved.Tier is null ? null : Shared(saved.Tier);
        Keyed = saved.Keyed;
        Purse.Load(saved.Purse);
        Caps.Load(saved.Caps);
        Refunds.Load(saved.Refunds);
        _plays = [.. saved.Plays.Select(plays => plays.ToPlays())];
        _open = [.. saved.Open.Select(open => open.ToPlay())];
        _reveals = [.. saved.Reveals.Select(reveal => reveal.ToReveal())];
        _awards = saved.Awards is null ? null : Awards.Load(saved.Awards);
    }

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case MemberEnrolled:
                Enrolled = true;
                break;
            case ActivityCounted counted:
                Awards.CountActivity(counted.Activities);
                break;
            case BadgeEarned badge:
                Awards.AddBadge(badge.Badge, at.Stamp);
                break;
            case BadgeSetCompleted set:
                Awards.AddSet(set.Set, at.Stamp);
                break;
            case BoardPassed or ActivityKept or EarningCut:
                break;
            case MemberOpened opened:
                Open(opened);
                break;
            case CapUsed used:
                Caps.Use(used);
                break;
            case CapFreed freed:
                Caps.Free(freed);
                break;
            case RefundCounted refund:
                Refund(refund, at);
                break;
            default:
                ApplyPoints(happened, at);
                break;
        }
    }

    private void Open(MemberOpened opened)
    {
        (Opened, Tier) = (true, opened.Tier is null ? null : Shared(opened.Tier));
        if (opened.Counters is { } counters)
        {
            Awards.Open(counters);
        }
    }

    private void Refund(RefundCounted refund, in RecordStamp at)
    {
        Refunds.Count(refund, at.Stamp);
        if (refund.Whole)
        {
            Awards.UncountActivity(refund.Activities);
        }
    }

    private void ApplyPoints(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case PointsEarned earned:
                Purse.Earn(earned.Lot, earned.Points, earned.Expires);
                break;
            case PointsOpened opened:
                Purse.Earn(opened.Lot, opened.Points, opened.Expires);
                break;
            case PointsSpent spent:
                Spend(spent);
                break;
            case PointsRestored restored:
                Purse.Restore(restored.Parts);
                break;
            case LotExpired expired:
                Purse.Expire(expired.Lot, expired.Points, at.Stamp);
                break;
            case PointsReversed reversed:
                Purse.Reverse(reversed);
                Refunds.Reverse(reversed);
                break;
            case PointsRepaid repaid:
                Purse.Repay(repaid);
                break;
            default:
                ApplyPlay(happened);
                break;
        }
    }

    private void ApplyPlay(GrainEvent happened)
    {
        switch (happened)
        {
            case PlayTaken taken:
                Take(taken);
                break;
            case PlayRedirected redirected:
                Change(redirected.Play, open => open with { Taken = open.Taken with { Wait = redirected.Wait } });
                break;
            case PlaySettled settled:
                Settle(settled);
                break;
            case PlaySeen seen:
                See(seen.Play);
                break;
            default:
                throw Unexpected(happened);
        }
    }

    private void Take(PlayTaken taken)
    {
        SetPlays(PlaysIn(Shared(taken.Lottery)).Take(taken));
        if (taken.Waits)
        {
            _open = [.. _open, new(taken, [])];
        }
    }

    /// <remarks>What a waiting play cost is kept with it, so that the very parts can be given back.</remarks>
    private void Spend(PointsSpent spent)
    {
        Purse.Spend(spent.Parts);
        int at = Array.FindIndex(_open, open => PlayCause.Of(open.Id) == spent.Cause);
        if (at >= 0)
        {
            _open[at] = _open[at] with { Parts = spent.Parts };
        }
    }

    private void Settle(PlaySettled settled)
    {
        OpenPlay? open = FindOpen(settled.Play);
        _open = open is null ? _open : [.. _open.Where(play => play != open)];
        MemberPlays plays = PlaysIn(settled.Lottery);
        if (settled.Refused)
        {
            Invariant.Holds(open is not null, "only a waiting play is undone");
            SetPlays(plays.Undo(open.Taken));
            return;
        }

        Awards.CountPlay(settled.Prize);
        SetPlays(plays.Settle(settled.Prize));
        Reveal reveal = new(settled.Play.Sequence, Shared(settled.Lottery), Shared(settled.Segment));
        _reveals = [.. _reveals.AsSpan(Math.Max(0, _reveals.Length + 1 - MostReveals)), reveal];
    }

    private void See(PlayId play)
    {
        int at = Array.FindIndex(_reveals, reveal => reveal.Play == play.Sequence);
        Invariant.Holds(at >= 0, "a play that is seen is known");
        _reveals[at] = new(play.Sequence, null, null);
    }

    private void Change(PlayId play, Func<OpenPlay, OpenPlay> change)
    {
        int at = Array.FindIndex(_open, open => open.Id == play);
        Invariant.Holds(at >= 0, "a waiting play is known to its member");
        _open[at] = change(_open[at]);
    }

    private void SetPlays(MemberPlays plays)
    {
        int at = PlaceOf(plays.Lottery);
        if (at >= 0)
        {
            _plays[at] = plays;
            return;
        }

        _plays = [.. _plays, plays];
        Array.Sort(_plays, static (left, right) => string.CompareOrdinal(left.Lottery, right.Lottery));
    }

    private int PlaceOf(string lottery)
    {
        for (int i = 0; i < _plays.Length; i++)
        {
            if (_plays[i].Lottery == lottery)
            {
                return i;
            }
        }

        return -1;
    }

    /// <remarks>Ids of the catalogue repeat in every member and record: each is kept in memory once.</remarks>
    internal static string Shared(string id) => string.Intern(id);
}
