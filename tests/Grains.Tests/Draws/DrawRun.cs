using Jifen.Grains.Draws;
using Jifen.Grains.Kernel;
using Jifen.Grains.Tests.Driving;
using Jifen.Tests;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Draws;

/// <summary>A random run of a daily draw over some shards: members enter, claim or forget to while days pass and mail is late.</summary>
internal sealed class DrawRun
{
    private const long Hour = 3_600_000_000;

    private readonly Dice _dice;
    private readonly Town _town;
    private readonly DrawDocument _draw;
    private readonly List<MemberKey> _members;
    private readonly string _fault;

    public DrawRun(ulong seed, string fault = "", int? shards = null)
    {
        (_dice, _fault) = (new(seed * 104_729), fault);
        int drawn = 1 + _dice.Roll(6);
        DrawDocument draw = ADraw(APrize("car", 1, new GoodsPrize(Text("Car"))), APrize("ten", drawn, new PointsPrize(new(10))));
        _draw = draw with { FreePlaysPerDay = _dice.Roll(3), Cost = new(2), ClaimHours = _dice.Chance(70) ? 30 : null };
        _draw = _draw with { Substitutes = _draw.ClaimHours is null ? 0 : _dice.Roll(5) };
        int many = 1 + _dice.Roll(6);
        _town = new Town(shards ?? many, seed).With(AProgramme().From("2026-01-01T00:00:00+08:00", "2026-12-01T00:00:00+08:00").WithDraws(_draw));
        _members = [.. Enumerable.Range(0, 12).Select(n => _town.Enrol(n))];
        foreach (TestShard shard in _town.Shards)
        {
            shard.Tamper = Tamper;
        }
    }

    /// <summary>The members drawn of each period, winners and substitutes, in their order.</summary>
    public IReadOnlyDictionary<string, string> Drawn => Held.ToDictionary(
        one => one.Period, one => string.Join(' ', one.Smallest.Select(slip => slip.Member)));

    private IReadOnlyList<Drawing> Held => [.. _town.HomeOf(DrawId).State.Named.OfType<Drawing>().Where(drawing => drawing.Held is not null)];

    /// <summary>Some days.</summary>
    public void Play()
    {
        for (int i = 0; i < 300; i++)
        {
            Act(_members[_dice.Roll(_members.Count)]);
            for (int n = _dice.Roll(8); n > 0; n--)
            {
                _town.Step();
            }
        }
    }

    /// <summary>The campaign ends, the last draw is held, and what is not claimed lapses from one substitute to the next.</summary>
    public void End()
    {
        _town.Settle();
        _town.Now = At("2026-12-02T00:00:00+08:00");
        _town.Settle();
        for (int i = 0; i < 8; i++)
        {
            _town.Now = new(_town.Now.Microseconds + (31 * Hour));
            _town.Settle();
        }
    }

    public void Check()
    {
        Assert.NotEmpty(Held);
        foreach (Drawing drawing in Held)
        {
            CheckDrawn(drawing);
            CheckPlaces(drawing);
        }

        Assert.Equal(_town.Events<EntryTaken>().Select(e => e.Period).Distinct().Order(), Held.Where(d => d.Closures.Values.Sum(c => c.Entries) > 0).Select(d => d.Period).Order());
        Assert.All(_town.Shards, shard => Assert.Empty(shard.State.Named.OfType<EntryPart>()));
        Assert.All(_town.Shards, shard => Assert.Empty(shard.State.DrawSlice(DrawId).Awards));
        Assert.All(_town.Shards, shard => shard.AssertReplays());
        Assert.All(_town.Shards, shard => shard.AssertDerivable());
    }

    private void CheckDrawn(Drawing drawing)
    {
        byte[] seed = TestVault.SeedOf(DrawId, drawing.Period);
        List<(MemberKey Member, EntryTaken Entry)> entries = [.. Entries().Where(one => one.Entry.Period == drawing.Period)];
        MemberKey[] order = [.. NaiveDraw.Order(DrawId, drawing.Period, entries.Select(one => (one.Member, one.Entry.Number)), seed).Select(one => one.Member)];
        Assert.Equal(order.Take(_draw.Winners + _draw.Substitutes), drawing.Smallest.Select(slip => slip.Member));
        Assert.Equal((order.Length, entries.Count), ((int)drawing.Closures.Values.Sum(c => c.Members), (int)drawing.Closures.Values.Sum(c => c.Entries)));
        Assert.Equal(Math.Min(order.Length, _draw.Winners), drawing.Places.Count);
        Assert.Equal(Convert.ToHexStringLower(seed), _town.HomeOf(DrawId).State.Seeds(DrawId).Find(drawing.Period)!.Seed);
        Assert.Equal(entries.Count, entries.Select(one => (one.Member, one.Entry.Number)).Distinct().Count());
        Assert.All(entries.GroupBy(one => one.Member), of => Assert.Equal(of.Count(), of.Max(one => one.Entry.Number)));
    }

    /// <summary>Each place has one prize at most, and just one unless all who were asked let it go.</summary>
    private void CheckPlaces(Drawing drawing)
    {
        List<(MemberKey Member, RecordBody Body)> given = [.. Records().Where(r => r.Body.Input switch
        {
            GiveDrawPrize give => give.Period == drawing.Period && _draw.ClaimHours is null,
            ClaimDrawPrize claim => claim.Period == drawing.Period && r.Body.Answer is Claimed,
            _ => false,
        })];
        Assert.Equal(given.Count, given.Select(one => one.Member).Distinct().Count());
        Assert.Equal(drawing.Places.Count(place => !place.Lapsed), given.Count);
        Assert.All(drawing.Places, place => Assert.True(place.Answered, "an unanswered place after all deadlines"));
        int lapsed = _town.Records().SelectMany(r => r.Events ?? []).Count(e => e is DrawPrizeLapsed gone && gone.Period == drawing.Period);
        Assert.Equal(Math.Min(drawing.Smallest.Count - drawing.Places.Count, lapsed) + drawing.Places.Count, drawing.Next);
        foreach ((DrawnPlace place, int at) in drawing.Places.Select((place, at) => (place, at)).Where(one => !one.place.Lapsed))
        {
            (MemberKey _, RecordBody body) = Assert.Single(given, one => one.Member == drawing.Smallest[place.Drawn].Member);
            Assert.Equal(at == 0 ? 0 : 10, body.Events!.OfType<PointsEarned>().Sum(e => e.Points.Value));
        }
    }

    private IEnumerable<(MemberKey Member, EntryTaken Entry)> Entries() =>
        Records().SelectMany(r => (r.Body.Events ?? []).OfType<EntryTaken>().Select(entry => (r.Member, entry)));

    private IEnumerable<(MemberKey Member, RecordBody Body)> Records() => _town.Shards.SelectMany(s => s.Journal).Where(r => r.At.Member is not null)
        .Select(r => (r.At.Member!.Value, System.Text.Json.JsonSerializer.Deserialize(r.Body, JournalJson.Canonical.RecordBody)!));

    private void Act(MemberKey member)
    {
        switch (_dice.Roll(20))
        {
            case < 3:
                _town.Earn(member, _dice.Roll(30));
                break;
            case < 13:
                _town.Enter(member);
                break;
            case < 16:
                Claim(member);
                break;
            case < 19 when _town.Now < At("2026-11-28T00:00:00+08:00"):
                _town.Now = new(_town.Now.Microseconds + (_dice.Roll(7) * Hour));
                break;
        }
    }

    private void Claim(MemberKey member)
    {
        if (_town.HomeOf(member).State.FindMember(member)!.Draws.Draws.FirstOrDefault(draw => draw.Win is { State: WinState.Open }) is { } won)
        {
            _town.Claim(member, won.Period);
        }
    }

    private Decision Tamper(ShardState state, ShardInput input, Decision decision) => (_fault, input, decision) switch
    {
        ("an entry not counted", Play { Lottery: DrawId }, Decided { Answer: Entered { Number: 2 } } decided) =>
            decided with { Events = [.. decided.Events.Where(e => e is not EntryCounted)] },
        ("a late entry", Play { Lottery: DrawId } play, Decided { Answer: Entered entered } decided) when decided.Events.OfType<EntryTaken>().Single() is { Number: 1 } taken =>
            decided with
            {
                Events = [.. decided.Events.Select(e => e is EntryTaken ? taken with { Period = DrawName.Of(DrawName.DayOf(taken.Period)!.Value.AddDays(-1)) } : e)],
            },
        ("a shard's smallest slip forgotten", ClosePeriod { Lottery: DrawId }, Decided decided) => decided with
        {
            Messages = [.. decided.Messages.Select(m => m.Body is DrawClosedAtShard closed ? m with { Body = closed with { Smallest = [.. closed.Smallest.Skip(1)] } } : m)],
        },
        ("a winner twice", Delivery { Body: DrawClosedAtShard }, Decided decided) => decided with
        {
            Messages = [.. decided.Messages.Select(m => m.Body is DrawAwarded { Awards: [var first, ..] } told ? m with { Body = told with { Awards = [first, first] } } : m)],
        },
        ("a prize never ended", GiveDrawPrize or ClaimDrawPrize, Decided decided) => decided with { Events = [.. decided.Events.Where(e => e is not DrawAwardEnded)] },
        ("a prize paid twice", GiveDrawPrize or ClaimDrawPrize, Decided decided) => decided with { Events = [.. decided.Events.SelectMany(e => e is PointsEarned ? [e, e] : new[] { e })] },
        ("the same substitute again", Delivery { Body: DrawAnswered }, Decided decided) => decided with
        {
            Messages = [.. decided.Messages.Select(m => m.Body is DrawAwarded { Awards: [var award] } told
                ? m with { Body = told with { Awards = [award with { Member = ((DrawAnswered)((Delivery)input).Body).Member }] } }
                : m)],
        },
        _ => decision,
    };
}
