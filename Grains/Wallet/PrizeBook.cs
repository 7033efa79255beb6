using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Wallet;

/// <summary>Prizes of a member that it can fetch: coupons with their codes.</summary>
public sealed class PrizeBook
{
    /// <summary>Prizes that are remembered, and those that are still on their way besides; older ones are known to the journal only.</summary>
    public const int MostPrizes = 200;

    private HeldPrize[] _prizes = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<HeldPrize> Prizes => _prizes;

    public bool IsEmpty => _prizes.Length == 0;

    /// <summary>A coupon waits for its code.</summary>
    public bool IsWaiting { get; private set; }

    public HeldPrize? Find(PrizeId id)
    {
        int at = PlaceOf(id);
        return at >= 0 ? _prizes[at] : null;
    }

    /// <summary>How many prizes a record has won already.</summary>
    internal int CountOf(Sequence play) => _prizes.Count(prize => prize.Play == play);

    internal void Apply(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case CouponWon won:
                Add(won, at.Stamp);
                break;
            case CodeGiven given:
                Change(new(given.Prize, given.Part), prize => prize with { Serial = given.Serial });
                break;
            case CouponReplaced replaced:
                Change(new(replaced.Prize, replaced.Part), prize => prize with { Replaced = true });
                break;
        }

        IsWaiting = Array.Exists(_prizes, prize => prize.IsComing);
    }

    internal WalletState Save() => new(_prizes);

    internal static PrizeBook Load(WalletState saved)
    {
        PrizeBook book = new()
        {
            _prizes = [.. saved.Prizes.Select(prize => prize with { Source = MemberGrain.Shared(prize.Source), Pool = MemberGrain.Shared(prize.Pool) })],
        };
        book.IsWaiting = Array.Exists(book._prizes, prize => prize.IsComing);
        return book;
    }

    private void Add(CouponWon won, Stamp at)
    {
        HeldPrize prize = new(
            won.Prize.Sequence, won.Part ?? 0, at, MemberGrain.Shared(won.Source), won.Catalogue, MemberGrain.Shared(won.Pool), won.Serial, won.Replaced ?? false)
        {
            Test = won.Test,
        };
        int oldest = _prizes.Length < MostPrizes ? -1 : Array.FindIndex(_prizes, static old => !old.IsComing);
        _prizes = [.. _prizes.Where((_, place) => place != oldest), prize];
    }

    private void Change(PrizeId id, Func<HeldPrize, HeldPrize> change)
    {
        int at = PlaceOf(id);
        Invariant.Holds(at >= 0, "a prize that is on its way is known to its member");
        _prizes[at] = change(_prizes[at]);
    }

    private int PlaceOf(PrizeId id) => Array.FindIndex(_prizes, prize => prize.Play == id.Play.Sequence && prize.Part == id.Part);
}

/// <summary>A prize of a wallet.</summary>
/// <param name="Play">Record of the play or the reward.</param>
/// <param name="Part">As of <see cref="PrizeId"/>.</param>
/// <param name="Source">As of <see cref="PrizeSource"/>.</param>
/// <param name="Catalogue">Version of the programme that says what it is.</param>
/// <param name="Serial">Number of its code; null while it waits for one, or where there was none left.</param>
public sealed record HeldPrize(Sequence Play, int Part, Stamp At, string Source, long Catalogue, string Pool, long? Serial, bool Replaced)
{
    /// <summary>It waits for its code.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsComing => Serial is null && !Replaced && Test is not true;

    /// <summary>True where it has a shadow code. Never false.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public bool? Test { get; init; }
}

internal sealed record WalletState(IReadOnlyList<HeldPrize> Prizes);
