using Jifen.Grains.Kernel;
using Jifen.Grains.Stock;

namespace Jifen.Grains.Lottery;

/// <summary>
/// The units of one prize, and of one programme day where stock is daily, on one shard:
/// granted = used + unused + returned + expired. The first unused units belong to the plays that wait, in their order. Units may be numbered, as the
/// cards of a deck are: then the numbers that lie here are as many as the unused units. Numbered units may come to an end: from that instant on they
/// are as good as gone, whether or not an event has said so yet, and so what depends on it is asked with an instant. Of units without an end any instant is told the same.
/// </summary>
public sealed class UnitAccount(string segment, DateOnly? day)
{
    private readonly List<WaitingPlay> _waiting = [];
    private Serials? _serials;

    public string Segment { get; } = segment;

    /// <summary>Null where stock is not daily.</summary>
    public DateOnly? Day { get; } = day;

    public long Granted { get; private set; }

    public long Used { get; private set; }

    public long Returned { get; private set; }

    /// <summary>Units that came to their end here.</summary>
    public long Expired { get; private set; }

    /// <summary>Number of the newest request to the treasury.</summary>
    public long Request { get; private set; }

    /// <summary>Number of the newest request that was answered with units.</summary>
    public long Answered { get; private set; }

    /// <summary>A request is under way.</summary>
    public bool Asking { get; private set; }

    /// <summary>The treasury has said that no unit is left anywhere.</summary>
    public bool ToldExhausted { get; private set; }

    /// <summary>Units that a recall leaves here, because the request under way asks for no more than what lacks beside them.</summary>
    public long Claimed { get; private set; }

    /// <summary>Plays that wait here, in the order in which units go to them.</summary>
    public IReadOnlyList<WaitingPlay> Waiting => _waiting;

    /// <summary>The numbers of the unused units; null where units have none, or none ever came.</summary>
    public Serials? Serials => _serials;

    public long Unused => Granted - Used - Returned - Expired;

    /// <summary>Units that nobody has a claim on, of a stock without ends.</summary>
    public long Spare => SpareAt(default);

    /// <summary>A new play gets no unit here, and asking the treasury is of no use; of a stock without ends.</summary>
    public bool IsExhausted => IsExhaustedAt(default);

    /// <summary>Nothing is or will be going on: the account may be summed up.</summary>
    public bool IsAtRest => Unused == 0 && _waiting.Count == 0 && !Asking;

    /// <summary>Units that nobody has a claim on.</summary>
    public long SpareAt(Stamp now) => Math.Max(0, GoodAt(now) - _waiting.Count - Claimed);

    /// <summary>As <see cref="IsExhausted"/>.</summary>
    public bool IsExhaustedAt(Stamp now) => ToldExhausted && SpareAt(now) == 0;

    /// <summary>Waiting plays for which there is no unit here.</summary>
    public long LackingAt(Stamp now) => Math.Max(0, _waiting.Count - GoodAt(now));

    /// <summary>The treasury must be asked: plays lack units and no request is under way.</summary>
    public bool MustAskAt(Stamp now) => LackingAt(now) > 0 && !Asking && !ToldExhausted;

    /// <summary>How many of the waiting plays, from the first, can go on now.</summary>
    public int ReadyAt(Stamp now) => ToldExhausted ? _waiting.Count : (int)Math.Min(GoodAt(now), _waiting.Count);

    /// <summary>Whether there is a unit for this waiting play, or for the coupon of a wallet with this part.</summary>
    public bool HasUnitFor(PlayId play, Stamp now, int? part = null)
    {
        int place = _waiting.FindIndex(w => w.Play == play && w.Part == part);
        return place >= 0 && place < GoodAt(now);
    }

    /// <summary>Unused units that have not come to their end.</summary>
    private long GoodAt(Stamp now) => Unused - (_serials?.PastAt(now) ?? 0);

    internal void Wait(WaitingPlay play) => _waiting.Add(play);

    internal void Leave(PlayId play, int? part = null) =>
        Invariant.Holds(_waiting.RemoveAll(w => w.Play == play && w.Part == part) == 1, "a play leaves the account in which it waits");

    /// <param name="units">Negative where they come back.</param>
    internal void Use(long units = 1)
    {
        Used += units;
        Check();
    }

    /// <summary>Uses one unit.</summary>
    /// <param name="serial">Its number, where it has one.</param>
    internal void UseOne(long? serial)
    {
        if (serial is { } number)
        {
            Invariant.Holds(_serials is { Count: > 0 } && (_serials.FirstEnd is not null || _serials.Next(default) == number), "the lowest number is used first");
            _serials.Remove([new(number, 1)]);
        }

        Use();
    }

    internal void Claim(long units) => Claimed = units;

    internal void Ask(long request)
    {
        Request = request;
        Asking = true;
    }

    internal void Receive(long request, long units, IReadOnlyList<SerialRange>? serials = null)
    {
        if (serials is not null)
        {
            (_serials ??= new()).Add(serials);
        }

        Granted += units;
        Answered = request;
        Asking = Asking && request != Request;
        Check();
    }

    internal void GiveBack(long units, IReadOnlyList<SerialRange>? serials = null)
    {
        _serials?.Remove(serials ?? []);
        Returned += units;
        Check();
    }

    internal void Expire(IReadOnlyList<SerialRange> serials)
    {
        Invariant.Holds(_serials is not null, "only numbered units come to an end");
        _serials.Remove(serials);
        Expired += serials.Sum(range => range.Count);
        Check();
    }

    /// <remarks>A request under way will not be answered: the treasury has dropped it.</remarks>
    internal void Exhaust()
    {
        ToldExhausted = true;
        Asking = false;
    }

    internal void Restock() => ToldExhausted = false;

    internal AccountState Save() => new(
        Segment, Day, Granted, Used, Returned, Request, Answered, Asking, ToldExhausted, [.. _waiting], _serials?.Ranges, Expired == 0 ? null : Expired);

    internal static UnitAccount Load(AccountState saved)
    {
        UnitAccount account = new(saved.Segment, saved.Day)
        {
            Granted = saved.Granted,
            Used = saved.Used,
            Returned = saved.Returned,
            Expired = saved.Expired ?? 0,
            Request = saved.Request,
            Answered = saved.Answered,
            Asking = saved.Asking,
            ToldExhausted = saved.Exhausted,
        };
        account._waiting.AddRange(saved.Waiting);
        if (saved.Serials is { } serials)
        {
            (account._serials = new()).Add(serials);
        }

        account.Check();
        return account;
    }

    private void Check() => Invariant.Holds(
        Used >= 0 && Returned >= 0 && Unused >= 0 && (_serials is null || _serials.Count == Unused), "granted = used + unused + returned + expired");
}
