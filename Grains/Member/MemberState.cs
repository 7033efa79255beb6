using System.Text.Json.Serialization;
using Jifen.Grains.Member.Earnings;
using Jifen.Grains.Member.Refunds;

namespace Jifen.Grains.Member;

internal sealed record MemberState(
    bool Enrolled, long Keyed, PurseState Purse, IReadOnlyList<PlaysState> Plays, IReadOnlyList<OpenPlayState> Open,
    IReadOnlyList<RevealState> Reveals, IReadOnlyList<CapUse>? Caps = null, IReadOnlyList<RefundedActivity>? Refunds = null,
    AwardsState? Awards = null, bool? Opened = null, string? Tier = null);

internal sealed record PurseState(
    IReadOnlyList<LotState> Lots, Points Earned, Points Spent, Points Expired, Points Restored, long LastLot, Points Reversed = default,
    Points Owed = default, IReadOnlyList<FadedLot>? Faded = null);

internal sealed record LotState(long Number, Points Points, Stamp? Expires);

internal sealed record PlaysState(string Lottery, long Nonce, DateOnly Day, long Today, long FreeToday, long Total, long SinceWin)
{
    public static PlaysState Of(MemberPlays plays) =>
        new(plays.Lottery, plays.Nonce, plays.Day, plays.Today, plays.FreeToday, plays.Total, plays.SinceWin);

    public MemberPlays ToPlays() => new(MemberGrain.Shared(Lottery), Nonce, Day, Today, FreeToday, Total, SinceWin);
}

internal sealed record OpenPlayState(PlayTaken Taken, IReadOnlyList<LotPart> Parts)
{
    public static OpenPlayState Of(OpenPlay play) => new(play.Taken, play.Parts);

    public OpenPlay ToPlay() => new(Taken, Parts);
}

internal sealed record AwardsState(
    IReadOnlyList<KindCount> Kinds, long Plays, long Wins, IReadOnlyList<Award> Badges, IReadOnlyList<Award> Sets);

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
