using Jifen.Grains.Catalogue;
using Jifen.Grains.Challenge;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Member.Multipliers;

/// <summary>A card, a reward or a draw that is worth a multiplier starts it, in the record that opened, reached or gave it. Those of wheels follow their plays.</summary>
internal sealed class MultipliersFollowWins : IFollowUp
{
    public IReadOnlyList<GrainEvent> From(ShardState state, GrainEvent happened, in RecordStamp at) => happened switch
    {
        CardScratched { Prize: true } card => OfCard(state, card, at),
        ChallengeRewarded rewarded => OfChallenge(state, rewarded, at),
        DrawPrizeWon { Deadline: null } won => OfDraw(state, won.Lottery, won.Prize, won.Catalogue, at),
        DrawPrizeClaimed claimed when MemberOf(state, at).Draws.Find(claimed.Lottery, claimed.Period)?.Win is { } win =>
            OfDraw(state, claimed.Lottery, win.Prize, win.Catalogue, at),
        _ => [],
    };

    /// <summary>The event of a prize that is a multiplier; none of any other prize.</summary>
    /// <param name="member">Before the event.</param>
    public static IReadOnlyList<GrainEvent> Give(MemberGrain member, Prize? prize, string source, string? budget, long times, Stamp now) =>
        prize is MultiplierPrize multiplier && member.Multipliers.Given(multiplier, source, budget, times, now) is { } won ? [won] : [];

    private static IReadOnlyList<GrainEvent> OfCard(ShardState state, CardScratched card, in RecordStamp at)
    {
        DeckCards deck = state.Self.Newest!.Programme!.DecksEver.Find(card.Lottery)!;
        return deck.Kind(card.Face).Prize is MultiplierPrize prize
            ? Give(MemberOf(state, at), prize, PrizeSource.OfCard(card.Lottery, card.Face), CampaignOf(state, deck).Budget, 1, at.Stamp)
            : [];
    }

    /// <remarks>A deck may have left the programme while its cards are in members' hands.</remarks>
    private static CampaignRules CampaignOf(ShardState state, DeckCards deck) =>
        (state.Self.Newest!.Programme!.FindDeck(deck.Table.Lottery) ?? state.Self.FindVersion(deck.Table.Version)!.Programme!.FindDeck(deck.Table.Lottery)!).Campaign;

    private static IReadOnlyList<GrainEvent> OfChallenge(ShardState state, ChallengeRewarded rewarded, in RecordStamp at)
    {
        ChallengeRules challenge = state.Self.InForce(at.Stamp)!.Programme!.FindChallenge(rewarded.Challenge)!;
        return Give(
            MemberOf(state, at), ChallengeSteps.RewardOf(challenge.Goal, rewarded.Step).Multiplier, PrizeSource.OfChallenge(rewarded.Challenge, rewarded.Step), challenge.Budget,
            rewarded.Times, at.Stamp);
    }

    private static IReadOnlyList<GrainEvent> OfDraw(ShardState state, string lottery, string prize, long catalogue, in RecordStamp at)
    {
        Draw draw = state.Self.FindVersion(catalogue)!.Programme!.FindDraw(lottery)!;
        return Give(MemberOf(state, at), draw.Prize(prize).Prize, PrizeSource.OfDraw(lottery, prize), draw.Campaign.Budget, 1, at.Stamp);
    }

    private static MemberGrain MemberOf(ShardState state, in RecordStamp at) => state.FindMember(at.Member!.Value)!;
}
