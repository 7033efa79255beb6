using Jifen.Silo.Shards;

namespace Jifen.Simulation.Tests.World;

/// <summary>Somebody who buys and plays for some members, one call after the other.</summary>
internal sealed class Client(SimulatedWorld world, SeededDraw draw, HabitDraft habits, TimeSpan thinks)
{
    private static readonly TimeSpan WaveLasts = TimeSpan.FromSeconds(5);

    private readonly Caller _caller = new(world, draw);
    private readonly ImportDraft _imports = new(world, draw);
    private readonly List<Call> _ended = [];
    private TimeSpan _madeAt;

    public Call? UnderWay { get; private set; }

    /// <summary>Null where nobody sets limits.</summary>
    public LimitHabit? Limits { get; init; }

    /// <summary>Null where no orders are kept.</summary>
    public OrderHabit? Orders { get; init; }

    /// <summary>Null where the brand gives nothing by itself.</summary>
    public GiftHabit? Gifts { get; init; }

    public void Start() => world.Events.After(draw.Time(0, thinks.TotalMilliseconds), Next);

    private void Next()
    {
        if (world.Weather.IsHealed)
        {
            return;
        }

        MemberKey member = Somebody();
        UnderWay = world.Enrolled.Contains(member) ? Choose(member) : Arrival(member);
        _madeAt = world.Events.Elapsed;
        _caller.Make(UnderWay, Over);
    }

    private MemberKey Somebody()
    {
        int wave = (int)(world.Events.Elapsed / WaveLasts) % world.Scenario.Shards;
        MemberKey[] there = world.Scenario.Waves ? [.. world.Members.Where(m => Placement.Of(m, world.Scenario.Shards).Value == wave)] : [];
        return draw.Of(there.Length > 0 ? there : world.Members);
    }

    private void Over()
    {
        Call ended = UnderWay!;
        UnderWay = null;
        world.Evidence.Ended.Add((ended, _madeAt, world.Events.Elapsed - _madeAt));
        if (ended is { Input: Enrol or OpenMember, End: Answered })
        {
            world.Enrolled.Add(ended.Member!.Value);
        }

        _ended.Add(ended);
        Orders?.Hear(ended);
        AskAgain();
        world.Events.After(draw.Time(0, 2 * thinks.TotalMilliseconds), Next);
    }

    /// <summary>An old call is sent again, or its key with another input, or its member is looked at.</summary>
    private void AskAgain()
    {
        if (draw.Chance(100))
        {
            Call about = draw.Of(_ended);
            _caller.Read(about.Shard, about.Member!.Value);
        }

        if (draw.Chance(120))
        {
            _caller.SendOnce(draw.Of(_ended));
        }

        if (draw.Chance(60) && draw.Of(_ended) is { Input: Play play, End: Answered } old && world.Lotteries.Contains(play.Lottery))
        {
            _caller.SendOnce(Copy(old, play with { PlayerSeed = "another" }));
        }
    }

    private static Call Copy(Call of, ShardInput input) => new() { Input = input, Shard = of.Shard, Member = of.Member, Key = of.Key, Reuses = true };

    private Call Choose(MemberKey member) => Orders?.Act() is { } order ? Keyed(order.Member, order.Act)
        : Gifts?.Act(member) is { } grant ? Keyed(member, grant)
        : (Limits?.Act(member) ?? habits.Act(member)) is { } act ? Keyed(member, act)
        : ChooseOther(member);

    private Call ChooseOther(MemberKey member) => draw.Below(100) switch
    {
        < 14 when world.PrizeDraw is { } prizes => Keyed(member, new Play(member, prizes, "")),
        < 30 when world.Deck is { } deck => Keyed(member, new Play(member, deck, "")),
        < 45 when Unopened(member) is { } card => Scratch(member, card),
        < 68 => Keyed(member, new Play(member, draw.Of(world.Lotteries), draw.Chance(500) ? "" : $"luck-{draw.Below(100)}")),
        < 86 => Keyed(member, Activity(member)),
        < 92 => Refund(member),
        < 97 => _ended.LastOrDefault(c => c.Member == member && c.End is Answered { Answer: Played }) is { End: Answered { Answer: Played played } }
            ? Keyed(member, new MarkSeen(member, played.Play))
            : Keyed(member, Activity(member)),
        _ => Arrival(member),
    };

    /// <summary>A card that the member was dealt and was not asked to scratch.</summary>
    private PlayId? Unopened(MemberKey member) => _ended.LastOrDefault(c => c.Member == member && c.End is Answered { Answer: Dealt dealt }
        && !_ended.Exists(other => other.Input is ScratchCard scratch && scratch.Card == dealt.Card)) is { End: Answered { Answer: Dealt card } } ? card.Card : null;

    /// <summary>A card's id is the key of its scratch.</summary>
    private static Call Scratch(MemberKey member, PlayId card) => new()
    {
        Input = new ScratchCard(member, card),
        Shard = card.Shard,
        Member = member,
        Key = new(new UInt128((ulong)card.Shard.Value + 1, (ulong)card.Sequence.Value)),
    };

    /// <summary>A purchase of the member, known to have been counted or not, is given back whole or in part.</summary>
    private Call Refund(MemberKey member)
    {
        Call[] reports = [.. _ended.Where(c => c.Member == member && c.Input is ReportActivity)];
        if (reports.Length == 0)
        {
            return Keyed(member, Activity(member));
        }

        Call of = draw.Of(reports);
        return Keyed(member, new RefundActivity(member, ((ReportActivity)of.Input).Id, of.Key!.Value, draw.Chance(500) ? draw.Between(1, 1500) : null, null));
    }

    private ReportActivity Activity(MemberKey member) => draw.Chance(100) ? _imports.Kept(Purchase(member)) : Purchase(member);

    private ReportActivity Purchase(MemberKey member) => habits.Habitual(new(
        member, $"a-{draw.Next():x16}", "purchase", Stamp.From(world.Clock.GetUtcNow()), draw.Between(0, 3000), null, null, null));

    /// <summary>A member comes new, or from elsewhere; perhaps both, and perhaps not for the first time. An opening makes no test member.</summary>
    private Call Arrival(MemberKey member) => Keyed(member, draw.Chance(300) && (!world.IsTest(member) || world.Enrolled.Contains(member))
        ? _imports.Opening(member)
        : new Enrol(member) { Test = world.IsTest(member) ? true : null });

    private Call Keyed(MemberKey member, ShardInput input) => new()
    {
        Input = input,
        Shard = Placement.Of(member, world.Scenario.Shards),
        Member = member,
        Key = new(new UInt128(draw.Next(), draw.Next())),
        Person = input is Enrol or OpenMember ? new(member, $"person-{member}", null) : null,
    };
}
