using Jifen.Grains.Catalogue;
using Jifen.Grains.Fairness;
using Jifen.Grains.Lottery;
using Jifen.Grains.Member;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Lottery;

/// <summary>
/// The odds that a member is told against the whole sample space: for each number that can be drawn a player seed is searched that draws
/// it, and the rules decide the play with it.
/// </summary>
public sealed class Told_odds
{
    private const int Worlds = 150;

    [Fact]
    public void They_are_the_share_of_the_draws_that_end_so()
    {
        int pending = 0;
        for (ulong seed = 1; seed <= Worlds; seed++)
        {
            Scene scene = new(seed);
            SortedDictionary<string, long> told = scene.Told();
            SortedDictionary<string, long> space = scene.Enumerate();
            Assert.True(told.SequenceEqual(space), $"seed {seed}: told {string.Join(' ', told)}, the draws give {string.Join(' ', space)}");
            pending += scene.AssertPendingIsTrueOrToldAfterwards();
        }

        Assert.True(pending > 20, "plays that ask the treasury are among them");
    }

    [Fact]
    public void A_prize_without_any_unit_is_out_before_anybody_has_played()
    {
        OneShard shard = ShardBuilder.AShard().Running(AProgramme().FreePlays(9).AlwaysWinning(0)).Build();
        Assert.Equal([0L, 1_000_000_000_001L], LotteryQuery.View(shard.State, WheelId, shard.Key, shard.Town.Now)!.Odds.Select(odds => odds.Weight));
    }

    /// <summary>The control: who forgets what is out, the guarantee, or what is owned is found by the same comparison.</summary>
    [Theory]
    [InlineData("stock")]
    [InlineData("guarantee")]
    [InlineData("owned")]
    public void Odds_that_forget_the_stock_the_guarantee_or_what_is_owned_are_found(string forgotten)
    {
        int found = 0;
        for (ulong seed = 1; seed <= Worlds; seed++)
        {
            Scene scene = new(seed);
            found += scene.Forgetful(forgotten).SequenceEqual(scene.Enumerate()) ? 0 : 1;
        }

        Assert.True(found > 5, $"{found} of {Worlds} were found");
    }

    /// <summary>A random wheel after some random plays of two members on two shards.</summary>
    private sealed class Scene
    {
        private readonly Town _town;
        private readonly MemberKey _member;
        private readonly List<(string Wanted, string Seed)> _pending = [];

        public Scene(ulong seed)
        {
            Dice dice = new(seed);
            _town = new Town(2, seed).With(Any(dice));
            _member = _town.Enrol(0, 0);
            MemberKey other = _town.Enrol(0, 1);
            for (int plays = dice.Roll(14); plays > 0; plays--)
            {
                _town.PlayOut(dice.Chance(70) ? _member : other, $"p{dice.Roll(1_000_000)}");
                if (dice.Chance(5))
                {
                    _town.Now = new(_town.Now.Microseconds + 86_400_000_000);
                    _town.Settle();
                }
            }
        }

        private TestShard Home => _town.HomeOf(_member);

        private MemberPlays Plays => Home.State.FindMember(_member)!.PlaysIn(WheelId);

        private Programme Programme => Home.State.Self.InForce(_town.Now)!.Programme!;

        private Wheel Wheel => Programme.FindWheel(WheelId)!;

        private DateOnly Day => Programme.Calendar.DayOf(_town.Now);

        /// <summary>What a member is told; a segment without a chance is left out.</summary>
        public SortedDictionary<string, long> Told() =>
            Sorted(LotteryQuery.View(Home.State, WheelId, _member, _town.Now)!.Odds.Select(odds => (odds.Segment, odds.Weight)));

        public SortedDictionary<string, long> Enumerate()
        {
            _pending.Clear();
            return Sorted(Enumerable.Range(0, (int)Wheel.TotalWeight).Select(drawn => (Outcome(drawn), 1L)));
        }

        /// <summary>Odds by a rule that lacks something.</summary>
        public SortedDictionary<string, long> Forgetful(string forgotten) => Sorted(Wheel.Segments.Select((segment, index) => (WheelOutcome.Resolve(
            Wheel.Table, index, forgotten == "guarantee" ? 0 : Plays.SinceWin, forgotten == "stock" ? [] : Gone(),
            forgotten == "owned" ? [] : Plays.Won?.ToList()).Slot?.Id ?? "", segment.Weight)));

        /// <summary>A play that waited for a unit gets it, or its prize is told as out from then on.</summary>
        /// <returns>Plays that waited.</returns>
        public int AssertPendingIsTrueOrToldAfterwards()
        {
            if (_pending is not [(string wanted, string seed), ..])
            {
                return 0;
            }

            if (_town.PlayOut(_member, seed) is not Played played || played.Segment != wanted)
            {
                Assert.DoesNotContain(wanted, Told().Keys);
            }

            return 1;
        }

        private string Outcome(int drawn)
        {
            string seed = SeedFor(drawn);
            Decided decided = Assert.IsType<Decided>(Home.Ask(new Play(_member, WheelId, seed), _town.Now, _town.NewKey()));
            if (decided.Answer is Played played)
            {
                return played.Segment;
            }

            if (decided.Answer is PlayPending && decided.Events.OfType<PlayTaken>().Single().Wait!.Segment is { } wanted && !Gone().Contains(wanted))
            {
                _pending.Add((wanted, seed));
                return wanted;
            }

            Assert.True(decided.Answer is PlayPending or Refusal { Code: RefusalCodes.SoldOut });
            return WheelOutcome.Resolve(Wheel.Table, Wheel.IndexAt(drawn), Plays.SinceWin, Gone(), Plays.Won?.ToList()).Slot?.Id ?? "";
        }

        /// <summary>What was told to be out, and what the programme gives no units; read from the accounts.</summary>
        private string[] Gone() =>
        [
            .. Wheel.Segments.Where(segment => segment.Stock is { } stock && AccountOf(segment) is var account
                && (account is { IsExhausted: true } || ((stock.Total == 0 || stock.PerDay == 0) && account is not { Spare: > 0 }))).Select(segment => segment.Id),
        ];

        private UnitAccount? AccountOf(WheelSegment segment) =>
            Home.State.Lottery(WheelId).FindAccount(segment.Id, segment.Stock!.PerDay is null ? null : Day);

        private string SeedFor(int drawn)
        {
            (string period, long nonce) = (Period.Of(Day), Home.State.FindMember(_member)!.PlaysIn(WheelId).Nonce + 1);
            for (int i = 0; ; i++)
            {
                if (Jifen.Grains.Fairness.Outcome.Draw(TestVault.SeedOf(WheelId, period), WheelId, period, _member, nonce, $"s{i}", Wheel.TotalWeight) == drawn)
                {
                    return $"s{i}";
                }
            }
        }

        private static SortedDictionary<string, long> Sorted(IEnumerable<(string Segment, long Weight)> parts)
        {
            SortedDictionary<string, long> sums = new(StringComparer.Ordinal);
            foreach ((string segment, long weight) in parts.Where(part => part.Weight > 0 && part.Segment.Length > 0))
            {
                sums[segment] = sums.GetValueOrDefault(segment) + weight;
            }

            return sums;
        }

        /// <summary>Fallbacks lead only forward, and the last segment needs no unit.</summary>
        private static ProgrammeBuilder Any(Dice dice)
        {
            int count = 2 + dice.Roll(5);
            bool close = dice.Chance(20);
            SegmentDocument[] segments = [.. Enumerable.Range(0, count).Select(index => Any(dice, index, count, close))];
            segments = [.. segments.Select((segment, index) => Unique(dice, segment, index, segments))];
            string[] prizes = [.. segments.Where(segment => segment.Prize is not NoPrize).Select(segment => segment.Id)];
            ProgrammeBuilder programme = AProgramme().FreePlays(1000).WithSegments(segments);
            programme = close ? programme.ClosingWhenEmpty() : programme;
            return prizes.Length > 0 && dice.Chance(60) ? programme.Guaranteeing(2 + dice.Roll(3), prizes[dice.Roll(prizes.Length)]) : programme;
        }

        /// <summary>Substitutes lead only forward too: to the next segment or the last, neither of which is unique.</summary>
        private static SegmentDocument Unique(Dice dice, SegmentDocument segment, int index, SegmentDocument[] segments) =>
            segment.Prize is NoPrize || index % 2 == 1 || index == segments.Length - 1 || dice.Chance(40)
                ? segment
                : segment with { Substitute = segments[dice.Chance(50) ? index + 1 : segments.Length - 1].Id };

        private static SegmentDocument Any(Dice dice, int index, int count, bool close)
        {
            (string id, int weight) = ($"s{index}", 1 + dice.Roll(4));
            if (index == count - 1 || dice.Chance(50))
            {
                return dice.Chance(60) ? Segment(id, weight) : Segment(id, weight, new PointsPrize(new(5)));
            }

            long total = dice.Roll(4);
            return Stocked(id, weight, total, dice.Chance(30) ? Math.Min(total, dice.Roll(2)) : null, close ? null : $"s{index + 1 + dice.Roll(count - 1 - index)}");
        }
    }
}
