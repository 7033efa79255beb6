using System.Text.Json;
using Jifen.Grains.Cards;
using Jifen.Grains.Challenge;
using Jifen.Grains.Draws;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member.Earnings;
using Jifen.Grains.Member.Limits;
using Jifen.Grains.Member.Multipliers;
using Jifen.Grains.Member.Refunds;
using Jifen.Grains.Wallet;

namespace Jifen.Grains.Member;

/// <summary>A member: points, plays and what of them has not been seen. One that is in memory need not be enrolled.</summary>
public sealed partial class MemberGrain(MemberKey key) : Grain(id: null)
{
    public const string Kind = "member";

    /// <summary>Settled plays that are remembered as seen or unseen; older ones are known to the journal only.</summary>
    public const int MostReveals = 50;

    private MemberPlays[] _plays = [];
    private OpenPlay[] _open = [];
    private Reveal[] _reveals = [];
    private Awards? _awards;
    private ChallengeBook? _challenges;
    private CardBook? _cards;
    private PrizeBook? _wallet;
    private DrawBook? _draws;
    private SelfLimits? _limits;
    private OrderBook? _orders;
    private MultiplierBook? _multipliers;

    public MemberKey Key { get; } = key;

    /// <remarks>Not kept, because members are many and are seldom asked.</remarks>
    public override string Id => IdOf(Key);

    public bool Enrolled { get; private set; }

    /// <summary>It plays with shadow stock and counts nowhere; that is said when it is enrolled and stays.</summary>
    public bool IsTest { get; private set; }

    /// <summary>It was taken over from elsewhere; that is done once.</summary>
    public bool Opened { get; private set; }

    /// <summary>The tier it was opened with; null for none.</summary>
    public string? Tier { get; private set; }

    /// <summary>As the brand gives them, sorted.</summary>
    public IReadOnlyList<MemberKey> Friends { get; private set; } = [];

    public MemberGroups Groups { get; private set; } = MemberGroups.None;

    /// <summary>First day on which it is an adult; null for not known.</summary>
    public DateOnly? AdultFrom { get; private set; }

    public Purse Purse { get; } = new();

    /// <summary>Counters for badges, and the badges it has.</summary>
    public Awards Awards => _awards ??= new();

    /// <summary>What it has of challenges.</summary>
    public ChallengeBook Challenges => _challenges ??= new();

    /// <summary>Cards of scratch lotteries.</summary>
    public CardBook Cards => _cards ??= new();

    /// <summary>Prizes that it can fetch.</summary>
    public PrizeBook Wallet => _wallet ??= new();

    /// <summary>Goods that it has won.</summary>
    public OrderBook Orders => _orders ??= new();

    /// <summary>Prize draws that it entered or won.</summary>
    public DrawBook Draws => _draws ??= new();

    /// <summary>What multiplies its points for a time.</summary>
    public MultiplierBook Multipliers => _multipliers ??= new();

    /// <summary>What it has set itself for paid plays; null before it ever did.</summary>
    public SelfLimits? Limits => _limits;

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

    public override Stamp? Due => Earlier(Purse.FirstExpiry, _cards?.FirstExpiry);

    /// <summary>A play waits for a unit or a card, or a coupon for its code.</summary>
    public bool IsWaiting => _open.Length > 0 || _cards is { Waiting.Count: > 0 } || _wallet is { IsWaiting: true };

    public static string IdOf(MemberKey key) => $"{Kind}:{key}";

    /// <summary>What the member has played in a lottery; all nought before the first play.</summary>
    public MemberPlays PlaysIn(string lottery)
    {
        int at = PlaceOf(lottery);
        return at >= 0 ? _plays[at] : new(lottery, 0, default, 0, 0, 0, 0);
    }

    /// <summary>Whether a play of this lottery waits.</summary>
    public bool Waits(string lottery) => Array.Exists(_open, play => play.Lottery == lottery) || _cards?.WaitsIn(lottery) is true;

    /// <summary>Whether this play waits.</summary>
    public bool Waits(PlayId play) => FindOpen(play) is not null || _cards?.FindWaiting(play) is not null;

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
            Caps.Save(), Refunds.Save(), _awards is { IsEmpty: false } ? _awards.Save() : null, Opened ? true : null, Tier,
            _challenges is { IsEmpty: false } ? _challenges.Save() : null, _cards is { IsEmpty: false } ? _cards.Save() : null,
            _wallet is { IsEmpty: false } ? _wallet.Save() : null, _draws is { Draws.Count: > 0 } ? _draws.Save() : null,
            _limits?.Save())
        {
            Orders = _orders is { IsEmpty: false } ? _orders.Save() : null,
            Friends = Friends.Count == 0 ? null : Friends,
            Groups = Groups == MemberGroups.None ? null : Groups,
            AdultFrom = AdultFrom,
            Test = IsTest ? true : null,
            Multipliers = _multipliers?.Save(),
        },
        MemberJson.Default.MemberState);

    protected override void Load(ReadOnlySpan<byte> state)
    {
        MemberState saved = JsonSerializer.Deserialize(state, MemberJson.Default.MemberState)!;
        (Enrolled, IsTest) = (saved.Enrolled, saved.Test ?? false);
        Friends = saved.Friends ?? [];
        Groups = saved.Groups is null ? MemberGroups.None : Shared(saved.Groups);
        Opened = saved.Opened ?? false;
        Tier = saved.Tier is null ? null : Shared(saved.Tier);
        AdultFrom = saved.AdultFrom;
        Keyed = saved.Keyed;
        Purse.Load(saved.Purse);
        Caps.Load(saved.Caps);
        Refunds.Load(saved.Refunds);
        _plays = [.. saved.Plays.Select(plays => plays.ToPlays())];
        _open = [.. saved.Open.Select(open => open.ToPlay())];
        _reveals = [.. saved.Reveals.Select(reveal => reveal.ToReveal())];
        _awards = saved.Awards is null ? null : Awards.Load(saved.Awards);
        _challenges = saved.Challenges is null ? null : ChallengeBook.Load(saved.Challenges);
        _cards = saved.Cards is null ? null : CardBook.Load(saved.Cards);
        _wallet = saved.Wallet is null ? null : PrizeBook.Load(saved.Wallet);
        _orders = saved.Orders is null ? null : OrderBook.Load(saved.Orders);
        _draws = saved.Draws is null ? null : DrawBook.Load(saved.Draws);
        _multipliers = saved.Multipliers is null ? null : MultiplierBook.Load(saved.Multipliers);
        _limits = saved.Limits is null ? null : SelfLimits.Load(saved.Limits);
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

    private static Stamp? Earlier(Stamp? one, Stamp? other) => other is null || one <= other ? one : other;

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

    private static MemberGroups Shared(MemberGroups groups) => new(groups.Region is null ? null : Shared(groups.Region), [.. groups.Segments.Select(Shared)]);

    /// <remarks>Ids of the catalogue repeat in every member and record: each is kept in memory once.</remarks>
    internal static string Shared(string id) => string.Intern(id);
}
