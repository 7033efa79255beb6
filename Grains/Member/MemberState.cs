using System.Text.Json.Serialization;
using Jifen.Grains.Cards;
using Jifen.Grains.Challenge;
using Jifen.Grains.Draws;
using Jifen.Grains.Member.Earnings;
using Jifen.Grains.Member.Limits;
using Jifen.Grains.Member.Multipliers;
using Jifen.Grains.Member.Refunds;
using Jifen.Grains.Wallet;

namespace Jifen.Grains.Member;

internal sealed record MemberState(
    bool Enrolled, long Keyed, PurseState Purse, IReadOnlyList<PlaysState> Plays, IReadOnlyList<OpenPlayState> Open,
    IReadOnlyList<RevealState> Reveals, IReadOnlyList<CapUse>? Caps = null, IReadOnlyList<RefundedActivity>? Refunds = null,
    AwardsState? Awards = null, bool? Opened = null, string? Tier = null, ChallengeBookState? Challenges = null,
    CardBookState? Cards = null, WalletState? Wallet = null, DrawBookState? Draws = null, SelfLimitsState? Limits = null)
{
    /// <summary>Null for none.</summary>
    public OrderBookState? Orders { get; init; }

    /// <summary>Null for none.</summary>
    public IReadOnlyList<MemberKey>? Friends { get; init; }

    /// <summary>Null for none.</summary>
    public MemberGroups? Groups { get; init; }

    /// <summary>Null for not known.</summary>
    public DateOnly? AdultFrom { get; init; }

    /// <summary>Null for no test member.</summary>
    public bool? Test { get; init; }

    /// <summary>Null for none.</summary>
    public IReadOnlyList<HeldMultiplier>? Multipliers { get; init; }
}

internal sealed record PurseState(
    IReadOnlyList<LotState> Lots, Points Earned, Points Spent, Points Expired, Points Restored, long LastLot, Points Reversed = default,
    Points Owed = default, IReadOnlyList<FadedLot>? Faded = null);

internal sealed record LotState(long Number, Points Points, Stamp? Expires);

internal sealed record PlaysState(
    string Lottery, long Nonce, DateOnly Day, long Today, long FreeToday, long Total, long SinceWin, long? Tickets = null,
    IReadOnlyList<string>? Won = null)
{
    public static PlaysState Of(MemberPlays plays) =>
        new(plays.Lottery, plays.Nonce, plays.Day, plays.Today, plays.FreeToday, plays.Total, plays.SinceWin, plays.Tickets == 0 ? null : plays.Tickets, plays.Won);

    public MemberPlays ToPlays() => new(MemberGrain.Shared(Lottery), Nonce, Day, Today, FreeToday, Total, SinceWin)
    {
        Tickets = Tickets ?? 0,
        Won = Won?.Select(MemberGrain.Shared).ToList(),
    };
}

internal sealed record OpenPlayState(PlayTaken Taken, IReadOnlyList<LotPart> Parts)
{
    public static OpenPlayState Of(OpenPlay play) => new(play.Taken, play.Parts);

    public OpenPlay ToPlay() => new(Taken, Parts);
}

internal sealed record AwardsState(
    IReadOnlyList<KindCount> Kinds, long Plays, long Wins, IReadOnlyList<Award> Badges, IReadOnlyList<Award> Sets,
    IReadOnlyList<HeldEdition>? Editions = null);

internal sealed record RevealState(Sequence Play, string? Lottery, string? Segment)
{
    public static RevealState Of(Reveal reveal) => new(reveal.Play, reveal.Lottery, reveal.Segment);

    public Reveal ToReveal() =>
        new(Play, Lottery is null ? null : MemberGrain.Shared(Lottery), Segment is null ? null : MemberGrain.Shared(Segment));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(MemberState))]
internal sealed partial class MemberJson : JsonSerializerContext;
