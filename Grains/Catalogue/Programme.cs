using System.Collections.Frozen;
using Jifen.Grains.Challenge;
using Jifen.Grains.Kernel;
using Jifen.Grains.Leaderboard;

namespace Jifen.Grains.Catalogue;

/// <summary>One version of the catalogue, compiled. Immutable; may be used by any thread.</summary>
public sealed class Programme
{
    private readonly FrozenDictionary<string, LocalText> categories;
    private readonly FrozenDictionary<string, ChallengeRules> challenges;
    private readonly FrozenDictionary<string, Game> games;
    private readonly string terms;

    private Programme(ProgrammeDocument document, long version, Hash256 hash, DeckRegister decks, EditionRegister editions, Func<WheelDocument, WheelTable> tableOf)
    {
        Id = document.Programme;
        Version = version;
        Document = hash;
        Name = document.Name;
        Calendar = new(document.Zone);
        Expiry = document.Expiry;
        UnknownAgeIsMinor = document.UnknownAgeIsMinor;
        DecksEver = decks;
        EditionsEver = editions;
        Campaigns = [.. document.Campaigns.Select(campaign => new CampaignRules(decks.Resolved(campaign), Calendar))];
        Games = [.. document.Campaigns.Zip(Campaigns).SelectMany(pair => pair.First.Lotteries.Select(lottery => GameOf(lottery, pair.Second, tableOf)))];
        Wheels = [.. Games.OfType<Wheel>()];
        Decks = [.. Games.OfType<Deck>()];
        Draws = [.. Games.OfType<Draw>()];
        Challenges = [.. document.Campaigns.Zip(Campaigns).SelectMany(pair => pair.First.Challenges.Select(one => new ChallengeRules(one, pair.Second, Calendar)))];
        Pools = PoolsOf(document, decks);
        Boards = document.Boards;
        Badges = [.. document.Badges.Select(editions.Resolved)];
        BadgeSets = document.BadgeSets;
        categories = document.Categories.ToFrozenDictionary(category => category.Id, category => category.Name, StringComparer.Ordinal);
        terms = BadgeTerms.Of(document);
        challenges = Challenges.ToFrozenDictionary(challenge => challenge.Id, StringComparer.Ordinal);
        games = Games.ToFrozenDictionary(game => game.Id, StringComparer.Ordinal);
    }

    /// <summary>What is in force before the first version: nothing is open, nothing is earned, days are those of UTC.</summary>
    public static Programme Empty { get; } = Compile(new("none", "UTC", new("No programme", "尚无积分计划"), new NeverExpires(), []), 0, default);

    public string Id { get; }

    /// <summary>Number of the version; 0 before the first.</summary>
    public long Version { get; }

    /// <summary>SHA-256 of the document's bytes.</summary>
    public Hash256 Document { get; }

    public LocalText Name { get; }

    public ProgrammeCalendar Calendar { get; }

    /// <summary>When points earned under this version are gone.</summary>
    public ExpiryRule Expiry { get; }

    /// <summary>A member of whom it is not known is taken for a minor.</summary>
    public bool UnknownAgeIsMinor { get; }

    public IReadOnlyList<CampaignRules> Campaigns { get; }

    /// <summary>All lotteries of all campaigns, in declared order.</summary>
    public IReadOnlyList<Game> Games { get; }

    /// <summary>Those that are wheels, in declared order.</summary>
    public IReadOnlyList<Wheel> Wheels { get; }

    /// <summary>Those that are decks, in declared order.</summary>
    public IReadOnlyList<Deck> Decks { get; }

    /// <summary>Those that are prize draws, in declared order.</summary>
    public IReadOnlyList<Draw> Draws { get; }

    /// <summary>The decks of this version and of all before it.</summary>
    public DeckRegister DecksEver { get; }

    /// <summary>The limits of the badges of this version and of all before it.</summary>
    public EditionRegister EditionsEver { get; }

    /// <summary>All challenges of all campaigns, in declared order.</summary>
    public IReadOnlyList<ChallengeRules> Challenges { get; }

    /// <summary>Pools of codes that prizes name, sorted; those of decks of any version among them.</summary>
    public IReadOnlyList<string> Pools { get; }

    public IReadOnlyList<BoardDocument> Boards { get; }

    public IReadOnlyList<BadgeDocument> Badges { get; }

    public IReadOnlyList<BadgeSetDocument> BadgeSets { get; }

    /// <summary>What a category is called; null where the document does not say it.</summary>
    public LocalText? FindCategory(string id) => categories.GetValueOrDefault(id);

    /// <summary>
    /// Version that brought or changed badges or sets last, so that members have to be looked through; 0 where that is the first of all.
    /// </summary>
    public long BadgesSince { get; private init; }

    /// <summary>Compiles a document that <see cref="ProgrammeReader"/> has read.</summary>
    /// <param name="previous">
    /// The version in force before: a wheel whose table stands unchanged keeps that table's version, a deck keeps its cards, and a badge its limit.
    /// </param>
    public static Programme Compile(ProgrammeDocument document, long version, Hash256 hash, Programme? previous = null) =>
        new(
            document, version, hash, (previous?.DecksEver ?? DeckRegister.Empty).With(document.Campaigns.SelectMany(c => c.Lotteries).OfType<DeckDocument>(), version),
            (previous?.EditionsEver ?? EditionRegister.Empty).With(document.Badges), wheel => TableAfter(wheel, version, previous?.FindWheel(wheel.Id)))
        {
            BadgesSince = previous is not { Version: > 0 } ? 0 : previous.terms == BadgeTerms.Of(document) ? previous.BadgesSince : version,
        };

    public BoardDocument? FindBoard(string id)
    {
        for (int i = 0; i < Boards.Count; i++)
        {
            if (Boards[i].Id == id)
            {
                return Boards[i];
            }
        }

        return null;
    }

    /// <summary>The period in which a board would begin on a day; null where it is of a campaign whose days are over.</summary>
    public PeriodKey? FirstPeriodOf(BoardDocument board, DateOnly day)
    {
        if (board.Period != PeriodKind.Campaign)
        {
            return PeriodKey.Of(board.Period, day);
        }

        CampaignRules campaign = Campaigns.First(one => one.Id == board.Campaign);
        var days = PeriodKey.Between(Calendar.DayOf(campaign.Starts), Calendar.DayOf(new(campaign.Ends.Microseconds - 1)));
        return day < days.EndDay ? days : null;
    }

    public ChallengeRules? FindChallenge(string id) => challenges.GetValueOrDefault(id);

    public Game? FindGame(string lotteryId) => games.GetValueOrDefault(lotteryId);

    public Wheel? FindWheel(string lotteryId) => FindGame(lotteryId) as Wheel;

    public Deck? FindDeck(string lotteryId) => FindGame(lotteryId) as Deck;

    public Draw? FindDraw(string lotteryId) => FindGame(lotteryId) as Draw;

    private static string[] PoolsOf(ProgrammeDocument document, DeckRegister decks)
    {
        IEnumerable<Prize?> wheels = document.Campaigns.SelectMany(c => c.Lotteries).OfType<WheelDocument>().SelectMany(wheel => wheel.Segments).Select(s => s.Prize);
        IEnumerable<Prize?> rewards = document.Campaigns.SelectMany(c => c.Challenges).SelectMany(challenge => challenge.Goal.AllRewards).Select(r => r.Coupon);
        IEnumerable<Prize?> sets = document.BadgeSets.Select(set => set.Grand);
        return
        [
            .. wheels.Concat(decks.Prizes).Concat(rewards).Concat(sets).OfType<CouponPrize>().Select(coupon => coupon.Pool)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }

    private Game GameOf(LotteryDocument lottery, CampaignRules campaign, Func<WheelDocument, WheelTable> tableOf) => lottery switch
    {
        WheelDocument wheel => new Wheel(wheel, campaign, tableOf(wheel)),
        DeckDocument deck => new Deck(deck, campaign, DecksEver.Find(deck.Id)!),
        DrawDocument draw => new Draw(draw, campaign, Calendar),
        _ => throw new InvariantBrokenException($"there is no game for {lottery.GetType().Name}"),
    };

    private static WheelTable TableAfter(WheelDocument document, long version, Wheel? before)
    {
        if (before is not null)
        {
            WheelTable unchanged = Wheel.TableOf(document, before.Table.Version);
            if (WheelTableJson.Hash(unchanged) == before.TableHash)
            {
                return unchanged;
            }
        }

        return Wheel.TableOf(document, version);
    }
}
