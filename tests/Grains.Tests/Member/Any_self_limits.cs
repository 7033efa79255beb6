using System.Globalization;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Member;

/// <summary>Random limits, cool-offs and plays over days and weeks, against a recount of all plays from the first.</summary>
public sealed class Any_self_limits
{
    private const int Runs = 60;

    [Fact]
    public void A_play_is_refused_just_when_a_recount_says_so()
    {
        (int refused, int played) = (0, 0);
        for (ulong seed = 1; seed <= Runs; seed++)
        {
            Life life = new(seed);
            Assert.True(life.Run() is not { } fault, $"seed {seed}: {life.Fault}");
            life.Shard.Town.Shards[0].AssertReplays();
            (refused, played) = (refused + life.Refused, played + life.Played);
        }

        Assert.True(refused > 300 && played > 300, $"{refused} refused, {played} played");
    }

    /// <summary>The control: a play that is not counted, and a limit that is lifted at once, are found.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_rule_that_forgets_a_play_or_the_wait_is_found(bool forgetsPlay)
    {
        int found = 0;
        for (ulong seed = 1; seed <= Runs; seed++)
        {
            Life life = new(seed);
            life.Shard.Town.Shards[0].Tamper = (_, _, decision) => decision is not Decided decided ? decision : decided with
            {
                Events =
                [
                    .. decided.Events.Where(happened => !(forgetsPlay && happened is PaidPlayCounted))
                        .Select(happened => !forgetsPlay && happened is SelfLimitsSet { Next: { } next } set ? set with { Now = next, Next = null, From = null } : happened),
                ],
            };
            found += life.Run() is null ? 0 : 1;
        }

        Assert.True(found > 10, $"{found} of {Runs} were found");
    }

    private sealed class Life(ulong seed)
    {
        private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

        private readonly Dice _dice = new(seed);
        private readonly List<(DateTime Local, long Points)> _paid = [];
        private readonly List<(Stamp At, PlayCeilings Wished)> _wishes = [];
        private Stamp _coolOff;
        private bool _limited;

        public OneShard Shard { get; } = ShardBuilder.AShard().WithPoints(1_000_000).At("2026-11-18T12:00:00+08:00").Running(
            AProgramme().Costing(10).FreePlays(1)
                .WithDecks(ADeck(ACard("none", 100_000)) with { FreePlaysPerDay = 0, Cost = new(7) })
                .WithDraws(ADraw(APrize("one", 1, new PointsPrize(new(5)))) with { FreePlaysPerDay = 0, Cost = new(3) })).Build();

        public int Refused { get; private set; }

        public int Played { get; private set; }

        public string? Fault { get; private set; }

        private Stamp Now => Shard.Town.Now;

        private DateTime Local => TimeZoneInfo.ConvertTime(Now.ToInstant(), Zone).DateTime;

        /// <summary>What is wrong, or null.</summary>
        public string? Run()
        {
            for (int step = 0; step < 60 && Fault is null; step++)
            {
                switch (_dice.Roll(10))
                {
                    case 0 or 1:
                        Wish();
                        break;
                    case 2 when _dice.Chance(20):
                        CoolOff();
                        break;
                    case 3 or 4:
                        Shard.Town.Now = Now.Plus(TimeSpan.FromMinutes(1 + _dice.Roll(20 * 60)));
                        Shard.Town.Settle();
                        break;
                    default:
                        Play();
                        break;
                }
            }

            return Fault;
        }

        private void Wish()
        {
            PlayCeilings wished = new(
                _dice.Chance(50) ? _dice.Roll(4) : null, _dice.Chance(40) ? _dice.Roll(9) : null,
                _dice.Chance(40) ? new Points(_dice.Roll(40)) : null, _dice.Chance(40) ? new Points(_dice.Roll(90)) : null);
            Self_limits.Set(Shard, wished);
            _wishes.Add((Now, wished));
            _limited = true;
        }

        private void CoolOff()
        {
            Stamp until = Now.Plus(TimeSpan.FromMinutes(1 + _dice.Roll(2000)));
            PlayCeilings same = _wishes.Count == 0 ? PlayCeilings.None : _wishes[^1].Wished;
            bool taken = ((Decided)Shard.Submit(new SetSelfLimits(Shard.Key, same, until))).Answer is SelfLimitsTaken;
            Check(taken == (until >= _coolOff || _coolOff <= Now), "a cool-off is shortened, or not taken");
            if (taken)
            {
                (_coolOff, _limited) = (until, true);
                _wishes.Add((Now, same));
            }
        }

        private void Play()
        {
            (long cost, Func<Answer?> play) = _dice.Roll(3) switch
            {
                0 => (Shard.Member.PlaysIn(WheelId).FreeOn(DateOnly.FromDateTime(Local)) == 0 ? 0L : 10, () => Shard.PlayOut()),
                1 => (7L, () => Shard.Town.BuyOut(Shard.Key)),
                _ => (3L, (Func<Answer?>)(() => ((Decided)Shard.Town.Enter(Shard.Key)).Answer)),
            };
            bool wanted = cost == 0 || Allows(cost);
            Answer? answer = play();
            Check(wanted == answer is not Refusal, $"a play for {cost} should be {(wanted ? "taken" : "refused")} and got {answer}");
            if (answer is Refusal refusal)
            {
                Refused++;
                Check(refusal is { Code: RefusalCodes.SelfLimited, Until: { } until } && until > Now, $"{refusal}");
            }
            else if (cost > 0)
            {
                Played++;
                if (_limited)
                {
                    _paid.Add((Local, cost));
                }
            }
        }

        private bool Allows(long cost)
        {
            PlayCeilings most = InForce();
            (DateTime Local, long Points)[] today = [.. _paid.Where(paid => paid.Local.Date == Local.Date)];
            (DateTime Local, long Points)[] week = [.. _paid.Where(paid => (ISOWeek.GetYear(paid.Local), ISOWeek.GetWeekOfYear(paid.Local)) == (ISOWeek.GetYear(Local), ISOWeek.GetWeekOfYear(Local)))];
            return _coolOff <= Now
                && !(today.Length + 1 > most.PlaysPerDay) && !(week.Length + 1 > most.PlaysPerWeek)
                && !(today.Sum(paid => paid.Points) + cost > most.PointsPerDay?.Value) && !(week.Sum(paid => paid.Points) + cost > most.PointsPerWeek?.Value);
        }

        /// <summary>Every wish from the first: each number goes down at once, and up only by a wish that stood for a day.</summary>
        private PlayCeilings InForce()
        {
            (PlayCeilings force, Stamp stands) = (PlayCeilings.None, default);
            for (int i = 0; i < _wishes.Count; i++)
            {
                (Stamp at, PlayCeilings wished) = _wishes[i];
                stands = i > 0 && _wishes[i - 1].Wished == wished ? stands : at;
                force = new(
                    Lower(force.PlaysPerDay, wished.PlaysPerDay), Lower(force.PlaysPerWeek, wished.PlaysPerWeek),
                    Lower(force.PointsPerDay?.Value, wished.PointsPerDay?.Value) is { } day ? new Points(day) : null,
                    Lower(force.PointsPerWeek?.Value, wished.PointsPerWeek?.Value) is { } week ? new Points(week) : null);
                Stamp end = i + 1 < _wishes.Count ? _wishes[i + 1].At : Now;
                force = stands.Plus(TimeSpan.FromHours(24)) <= end ? wished : force;
            }

            return force;
        }

        private static long? Lower(long? one, long? other) => one is null || other < one ? other ?? one : one;

        private void Check(bool holds, string what) => Fault ??= holds ? null : what;
    }
}
