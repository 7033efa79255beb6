using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Cards;

/// <summary>The cards of a member: plays that wait for one, those in its hand, and the newest that have ended.</summary>
public sealed class CardBook
{
    /// <summary>Cards that a member can hold.</summary>
    public const int MostHeld = 100;

    /// <summary>Ended cards that are remembered; older ones are known to the journal only.</summary>
    public const int MostEnded = 50;

    private OpenCard[] _waiting = [];
    private HeldCard[] _held = [];
    private EndedCard[] _ended = [];

    /// <summary>At most one a lottery.</summary>
    public IReadOnlyList<OpenCard> Waiting => _waiting;

    /// <summary>The soonest to be void first.</summary>
    public IReadOnlyList<HeldCard> Held => _held;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<EndedCard> Ended => _ended;

    public bool IsEmpty => _waiting.Length + _held.Length + _ended.Length == 0;

    public Stamp? FirstExpiry => _held.Length == 0 ? null : _held[0].Expires;

    public OpenCard? FindWaiting(PlayId card) => Array.Find(_waiting, open => open.Id == card);

    public bool WaitsIn(string lottery) => Array.Exists(_waiting, open => open.Taken.Lottery == lottery);

    public HeldCard? FindHeld(PlayId card) => Array.Find(_held, held => held.Card == card.Sequence);

    public EndedCard? FindEnded(PlayId card) => Array.Find(_ended, ended => ended.Card == card.Sequence);

    /// <summary>The cards whose time has passed and that are not journalled as void.</summary>
    public IEnumerable<HeldCard> VoidBy(Stamp now) => _held.TakeWhile(held => held.IsVoid(now));

    internal void Take(CardTaken taken)
    {
        if (taken.Waits is true)
        {
            _waiting = [.. _waiting, new(taken, [])];
        }
    }

    /// <remarks>What a waiting play cost is kept with it, so that the very parts can be given back.</remarks>
    internal void Pay(PointsSpent spent)
    {
        int at = Array.FindIndex(_waiting, open => PlayCause.Of(open.Id) == spent.Cause);
        if (at >= 0)
        {
            _waiting[at] = _waiting[at] with { Parts = spent.Parts };
        }
    }

    internal void Deal(CardDealt dealt)
    {
        StopWaiting(dealt.Card);
        HeldCard held = new(dealt.Card.Sequence, MemberGrain.Shared(dealt.Lottery), dealt.Serial, dealt.Commitment, dealt.Expires);
        int later = Array.FindIndex(_held, other => other.Expires > held.Expires);
        int at = later < 0 ? _held.Length : later;
        _held = [.. _held[..at], held, .. _held[at..]];
    }

    internal void StopWaiting(PlayId card) => _waiting = FindWaiting(card) is { } open ? [.. _waiting.Where(other => other != open)] : _waiting;

    /// <param name="card">One that is held.</param>
    /// <param name="kind">Null where it is void.</param>
    internal void End(PlayId card, string? kind)
    {
        int at = Array.FindIndex(_held, held => held.Card == card.Sequence);
        Invariant.Holds(at >= 0, "a card that ends is held");
        EndedCard ended = new(card.Sequence, _held[at].Lottery, _held[at].Serial, kind is null ? null : MemberGrain.Shared(kind));
        _held = [.. _held[..at], .. _held[(at + 1)..]];
        _ended = [.. _ended.AsSpan(Math.Max(0, _ended.Length + 1 - MostEnded)), ended];
    }

    internal CardBookState Save() => new(_waiting, _held, _ended);

    internal static CardBook Load(CardBookState saved) => new()
    {
        _waiting = [.. saved.Waiting],
        _held = [.. saved.Held.Select(held => held with { Lottery = MemberGrain.Shared(held.Lottery) })],
        _ended = [.. saved.Ended.Select(ended => ended with { Lottery = MemberGrain.Shared(ended.Lottery), Kind = ended.Kind is null ? null : MemberGrain.Shared(ended.Kind) })],
    };
}

internal sealed record CardBookState(IReadOnlyList<OpenCard> Waiting, IReadOnlyList<HeldCard> Held, IReadOnlyList<EndedCard> Ended);
