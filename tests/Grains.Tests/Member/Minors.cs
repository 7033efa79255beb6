using Jifen.Grains.Tests.Catalogue;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Member;

public sealed class Minors
{
    private const string Noon = "2026-11-21T12:00:00+08:00";

    public static TheoryData<MinorRule, string?, bool> Cases()
    {
        TheoryData<MinorRule, string?, bool> cases = [];
        foreach (MinorRule rule in Enum.GetValues<MinorRule>())
        {
            foreach (string? adult in (string?[])[null, "2026-11-20", "2026-11-21", "2026-11-22"])
            {
                cases.Add(rule, adult, false);
                cases.Add(rule, adult, true);
            }
        }

        return cases;
    }

    /// <summary>Every rule, age, kind of lottery and way to pay, against the sentence of the programme's documentation.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void A_minor_plays_what_the_lottery_allows_on_that_day(MinorRule rule, string? adult, bool unknownIsMinor)
    {
        OneShard shard = Shard(rule, adult, unknownIsMinor);
        bool minor = adult is null ? unknownIsMinor : adult == "2026-11-22";
        foreach (Func<Answer?> play in Plays(shard))
        {
            Assert.Equal(minor && rule == MinorRule.None, Refuses(play()));
            Assert.Equal(minor && rule != MinorRule.Allowed, Refuses(play()));
        }

        shard.Town.Shards[0].AssertReplays();
        shard.Town.Shards[0].AssertDerivable();
    }

    [Fact]
    public void Who_comes_of_age_may_play_from_midnight_on()
    {
        OneShard shard = Shard(MinorRule.None, "2026-11-22", false);
        shard.GoTo("2026-11-21T23:59:59+08:00");
        Assert.Equal(RefusalCodes.NotForMinors, shard.Refused());
        shard.GoTo("2026-11-22T00:00:00+08:00");
        Assert.IsType<Played>(shard.PlayOut());
    }

    [Fact]
    public void An_age_is_taken_in_with_the_enrolment_changed_and_taken_back()
    {
        OneShard shard = Shard(MinorRule.None, null, false);
        MemberKey young = shard.Town.KeyFor(7);
        shard.Submit(new Enrol(young) { AdultFrom = new(2030, 1, 1) });
        Assert.Equal(RefusalCodes.NotForMinors, Assert.IsType<Refusal>(shard.Town.PlayOut(young)).Code);

        Assert.Single(Assert.IsType<Decided>(shard.Submit(new SetAdultFrom(young, null))).Events);
        Assert.Empty(Assert.IsType<Decided>(shard.Submit(new SetAdultFrom(young, null))).Events);
        Assert.IsType<Played>(shard.Town.PlayOut(young));
        Assert.Equal(RejectionCodes.UnknownMember, Assert.IsType<Rejected>(shard.Submit(new SetAdultFrom(shard.Town.KeyFor(8), null))).Code);
    }

    [Fact]
    public void The_programme_says_what_minors_may_do()
    {
        const string Wheel = "campaigns[0].lotteries[0]";
        Assert.Equal((MinorRule.Allowed, false), Read(new()));
        Assert.Equal((MinorRule.FreeOnly, true), Read(new ProgrammeDraft().With(Wheel + ".minors", "\"freeOnly\"").With("unknownAge", "\"minor\"")));
        Assert.Equal((MinorRule.None, false), Read(new ProgrammeDraft().With(Wheel + ".minors", "\"none\"").With("unknownAge", "\"adult\"")));
        Assert.Equal(
            [$"{Wheel}.minors", "unknownAge"],
            Assert.IsType<ProgrammeRefused>(new ProgrammeDraft().With(Wheel + ".minors", "\"no\"").With("unknownAge", "\"old\"").Read()).Errors.Select(error => error.Path).Order(StringComparer.Ordinal));
    }

    private static (MinorRule, bool) Read(ProgrammeDraft draft)
    {
        Grains.Catalogue.Programme programme = draft.Compile();
        return (programme.FindGame("wheel")!.Minors, programme.UnknownAgeIsMinor);
    }

    private static bool Refuses(Answer? answer) => answer is Refusal refusal && (refusal.Code == RefusalCodes.NotForMinors ? true : throw new InvalidOperationException(refusal.Code));

    /// <summary>Each is free the first time, and paid by points the second.</summary>
    private static IEnumerable<Func<Answer?>> Plays(OneShard shard) =>
    [
        () => shard.PlayOut(), () => shard.Town.BuyOut(shard.Key), () => Assert.IsType<Decided>(shard.Town.Enter(shard.Key)).Answer,
    ];

    private static OneShard Shard(MinorRule rule, string? adult, bool unknownIsMinor)
    {
        OneShard shard = ShardBuilder.AShard().WithPoints(500).At(Noon).Running(AProgramme().FreePlays(1).ForMinors(rule, unknownIsMinor)
            .WithDecks(ADeck(ACard("none", 1000)) with { FreePlaysPerDay = 1, Cost = new(10), Minors = rule })
            .WithDraws(ADraw(APrize("one", 1, new PointsPrize(new(5)))) with { FreePlaysPerDay = 1, Cost = new(10), Minors = rule })).Build();
        if (adult is not null)
        {
            shard.Submit(new SetAdultFrom(shard.Key, DateOnly.Parse(adult, System.Globalization.CultureInfo.InvariantCulture)));
        }

        return shard;
    }
}
