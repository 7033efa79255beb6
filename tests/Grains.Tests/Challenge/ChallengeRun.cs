using Jifen.Grains.Tests.Driving;
using Jifen.Tests;
using static Jifen.Grains.Tests.Challenge.Challenges;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Challenge;

/// <summary>One member with one challenge.</summary>
internal sealed class ChallengeRun
{
    private static readonly (string Zone, string Around)[] Places =
    [
        ("Asia/Shanghai", "2026-12-31T16:00:00Z"), ("America/New_York", "2026-11-01T06:00:00Z"), ("Europe/Berlin", "2026-10-25T01:00:00Z"),
        ("Australia/Lord_Howe", "2026-04-04T15:00:00Z"), ("America/Sao_Paulo", "2018-11-04T03:00:00Z"), ("Asia/Beirut", "2026-03-28T22:00:00Z"),
    ];

    private readonly Dice _dice;
    private readonly ChallengeTally _tally;
    private readonly string _name;
    private readonly ChallengeDocument _challenge;
    private readonly NaiveChallenges _naive;
    private readonly string _zone;
    private readonly List<ReportActivity> _reported = [];
    private readonly Dictionary<string, long> _given = [];
    private readonly bool _long;
    private int _seen;

    public ChallengeRun(ulong seed, ChallengeTally tally)
    {
        (_dice, _tally, _name) = (new(seed * 104_729), tally, $"seed {seed}");
        (string zone, string around) = Places[_dice.Roll(Places.Length)];
        _zone = zone;
        _challenge = new ChallengeDraw(_dice).Drawn();
        _naive = new(_challenge, zone);
        Stamp start = ProgrammeBuilder.At(around).Plus(TimeSpan.FromDays(-20 - _dice.Roll(10)));
        Shard = AShard().At(start.ToString()).Running(AProgramme().InZone(zone).Expiring(new NeverExpires())
            .From(start.Plus(TimeSpan.FromDays(-60)).ToString(), start.Plus(TimeSpan.FromDays(900)).ToString()).WithEarning(1, 100, "purchase", "gift").WithChallenges(_challenge)).Build();
        Shard.Submit(new ReportActivity(Shard.Key, "points", "gift", Shard.Town.Now, 1_000_000, null, null, null));
        _long = _dice.Chance(15);
    }

    public OneShard Shard { get; }

    private Stamp Now => Shard.Town.Now;

    private string DayZone => _challenge.Goal is StreakGoal { InMemberZone: true } ? _naive.Zone ?? _zone : _zone;

    private DateOnly Today => NaiveChallenges.DayOf(Now, DayZone);

    public void ToTheEnd()
    {
        for (int step = 0; step < (_long ? 250 : 70); step++)
        {
            Act(step);
            Check();
        }
    }

    private void Act(int step)
    {
        switch (_dice.Roll(20))
        {
            case < 8:
                Buy(step);
                break;
            case < 13:
                Shard.Town.Now = Now.Plus(TimeSpan.FromMinutes(_dice.Roll(_long ? 14_000 : 40 * 60)));
                break;
            case < 16:
                Refund();
                break;
            case < 17:
                Shard.Town.Shards[0].Submit(new SweepMember(Shard.Key), Now);
                break;
            default:
                ActOnStreak();
                break;
        }
    }

    private void Buy(int step)
    {
        bool late = _dice.Chance(45);
        Stamp at = late ? Now.Plus(-TimeSpan.FromMinutes(_dice.Roll(30 * 24 * 60 - 1))) : Now;
        ActivityLine[] lines = [.. Enumerable.Range(0, _dice.Roll(4)).Select(_ => new ActivityLine("s", _dice.Roll(3) switch { 0 => "snack", 1 => "drink", _ => "soap" }, 1, _dice.Roll(400), null))];
        ReportActivity purchase = new(
            Shard.Key, $"a{step}", _dice.Chance(90) ? "purchase" : "gift", at, lines.Sum(line => line.Amount) + _dice.Roll(300), _dice.Roll(3) switch { 0 => "east", 1 => "west", _ => null }, null,
            lines.Length == 0 ? null : lines);
        Shard.Town.Shards[0].Submit(purchase, Now, Town.KeyOf(purchase.Id));
        _reported.Add(purchase);
        _naive.Happened(purchase);
        _tally.Late += late ? 1 : 0;
    }

    private void Refund()
    {
        if (_reported.Count == 0)
        {
            return;
        }

        ReportActivity of = _reported[_dice.Roll(_reported.Count)];
        int lines = of.Lines?.Count ?? 0;
        RefundLine[] named = lines > 0 && _dice.Chance(50) ? [new(_dice.Roll(lines), _dice.Chance(50) ? 1 + _dice.Roll(200) : null)] : [];
        Decision decision = Shard.Refunds(of.Id, named.Length == 0 && _dice.Chance(60) ? 1 + _dice.Roll(300) : null, named);
        if (decision is Decided decided && decided.Events.OfType<RefundCounted>().SingleOrDefault() is { } counted)
        {
            _naive.Refunded(of.Id, counted.Parts);
            _tally.Refunds++;
        }
    }

    private void ActOnStreak()
    {
        if (_challenge.Goal is not StreakGoal goal)
        {
            return;
        }

        switch (_dice.Roll(goal.InMemberZone ? 4 : 3))
        {
            case 0:
                Pause();
                break;
            case 3:
                Move();
                break;
            default:
                Repair(goal);
                break;
        }
    }

    private void Pause()
    {
        DateOnly from = Today.AddDays(1 + _dice.Roll(3));
        DateOnly through = from.AddDays(_dice.Roll(3));
        if (Shard.Submit(new PauseStreak(Shard.Key, Id, from, through)) is Decided { Answer: PauseTaken })
        {
            _naive.Paused(from, through);
            _tally.Pauses++;
        }
    }

    private void Move()
    {
        string zone = Places[_dice.Roll(Places.Length)].Zone;
        if (Shard.Submit(new SetZone(Shard.Key, zone)) is Decided { Answer: ZoneTaken })
        {
            _naive.Zone = zone;
            _tally.Zones++;
        }
    }

    private void Repair(StreakGoal goal)
    {
        DateOnly? broken = _naive.Broken(Today.AddDays(-1));
        bool may = goal.Repair is not null && broken is { } day && Now.Microseconds < EndOf(day).Plus(TimeSpan.FromHours(goal.Repair.Hours)).Microseconds;
        Decided decided = Assert.IsType<Decided>(Shard.Submit(new RepairStreak(Shard.Key, Id)));
        Assert.True(may == decided.Answer is DayRepaired, $"{_name}: may {broken} be repaired at {Now}? {decided.Answer}");
        if (may)
        {
            _naive.Repaired(broken!.Value);
            _tally.Repairs++;
        }
    }

    private Stamp EndOf(DateOnly day)
    {
        NodaTime.LocalDate next = new NodaTime.LocalDate(day.Year, day.Month, day.Day).PlusDays(1);
        return new(NodaTime.DateTimeZoneProviders.Tzdb[DayZone].AtStartOfDay(next).ToInstant().ToUnixTimeTicks() / 10);
    }

    private void Check()
    {
        ReadRewards();
        Assert.True(Same(_naive.Paid, _given), $"{_name}, {_challenge.Goal}, {_challenge.Period}: given {Told(_given)}, and {Told(_naive.Paid)} is due");
        if (_challenge.Goal is StreakGoal)
        {
            DateOnly day = Today;
            StreakView view = Shard.Streak();
            DateOnly last = view.Today == StreakToday.Done ? day : day.AddDays(-1);
            Assert.True(
                (_naive.RunAfter(last), _naive.Longest(last), _naive.FreezesLeft(last)) == (view.Current, view.Longest, view.FreezesLeft),
                $"{_name}: it shows {view}, and {_naive.RunAfter(last)}, {_naive.Longest(last)}, {_naive.FreezesLeft(last)} is right on {day}");
        }
        else if (_challenge.Period.Span != ChallengeSpan.Rolling)
        {
            Assert.True(_naive.Have(Today) == Shard.View().Have, $"{_name}, {_challenge.Goal}, {_challenge.Period}: it shows {Shard.View().Have}, and {_naive.Have(Today)} is right");
        }
    }

    /// <summary>Takes in what the records since the last call gave: what they say, and the points themselves.</summary>
    private void ReadRewards()
    {
        List<TestRecord> journal = Shard.Town.Shards[0].Journal;
        for (; _seen < journal.Count; _seen++)
        {
            RecordBody body = System.Text.Json.JsonSerializer.Deserialize(journal[_seen].Body, JournalJson.Canonical.RecordBody)!;
            ChallengeRewarded[] rewarded = [.. (body.Events ?? []).OfType<ChallengeRewarded>()];
            foreach (ChallengeRewarded one in rewarded)
            {
                string key = _naive.KeyOf(one);
                _given[key] = _given.GetValueOrDefault(key) + one.Times;
                _tally.Rewards++;
            }

            long points = (body.Events ?? []).OfType<PointsEarned>().Where(earned => earned.Rule == "challenge").Sum(earned => earned.Points.Value);
            Assert.True(points == rewarded.Sum(one => one.Times * PointsOf(one.Step)), $"{_name}: {points} points for {rewarded.Length} rewards");
            _tally.Folded += (body.Events ?? []).OfType<ChallengeFolded>().Count();
            _tally.Waived += (body.Events ?? []).OfType<ChallengeWaived>().Count();
        }
    }

    private static long PointsOf(int? step) => step ?? 3;

    private static bool Same(Dictionary<string, long> due, Dictionary<string, long> given) => due.Count == given.Count && due.All(one => given.GetValueOrDefault(one.Key) == one.Value);

    private static string Told(Dictionary<string, long> counts) => string.Join(", ", counts.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} x{one.Value}"));
}
