using Jifen.Grains.Cards;
using Jifen.Grains.Kernel;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Cards;

/// <summary>Words for decks in a town.</summary>
internal static class CardShop
{
    /// <summary>One car, two times ten points, seven blanks.</summary>
    public static DeckDocument SmallDeck => ADeck(
        ACard("car", 1, new GoodsPrize(Text("Car"))), ACard("ten", 2, new PointsPrize(new(10))), ACard("none", 7));

    public static OneShard AShop(DeckDocument deck) => ShardBuilder.AShard().Running(AProgramme().WithDecks(deck)).Build();

    public static Dealt Deals(this Town town, MemberKey member) => Assert.IsType<Dealt>(town.BuyOut(member));

    public static Scratched Opens(this Town town, MemberKey member, PlayId card) =>
        Assert.IsType<Scratched>(Assert.IsType<Decided>(town.Scratch(member, card)).Answer);

    public static CardsView CardsOf(this Town town, MemberKey member) => CardQuery.View(town.HomeOf(member).State, member, town.Now)!;

    public static CardCounts Counts(this Town town) => new()
    {
        Dealt = town.Shards.Sum(s => s.State.Tally.Figures.Cards?.Dealt ?? 0),
        Scratched = town.Shards.Sum(s => s.State.Tally.Figures.Cards?.Scratched ?? 0),
        Voided = town.Shards.Sum(s => s.State.Tally.Figures.Cards?.Voided ?? 0),
    };
}
