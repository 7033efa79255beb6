using Jifen.Grains.Badge;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;
using Jifen.Grains.Member;

namespace Jifen.Grains.Tests.Driving;

/// <summary>
/// All shards of a programme in memory. Mail keeps its order within a lane and goes in any order between them; what falls due is done
/// at any moment after. Every record passes <see cref="TownChecks"/>.
/// </summary>
internal sealed class Town
{
    private readonly TestLibrary _library = new();
    private readonly SortedDictionary<(int From, int To, Lane Lane), Queue<OutgoingMessage>> _mail = [];
    private readonly Dictionary<(MemberKey Member, RequestKey Key), Answer?> _answers = [];
    private readonly Dice _dice;
    private ulong _keys;

    public Town(int shards, ulong seed = 1)
    {
        _dice = new(seed);
        Shards = [.. Enumerable.Range(0, shards).Select(id => new TestShard(new(id), shards, _library) { OnRecord = Recorded })];
        Checks = new(this);
    }

    public IReadOnlyList<TestShard> Shards { get; }

    public TownChecks Checks { get; }

    /// <summary>Noon in Shanghai.</summary>
    public Stamp Now { get; set; } = ProgrammeBuilder.At("2026-11-21T12:00:00+08:00");

    public IEnumerable<OutgoingMessage> InFlight => _mail.Values.SelectMany(lane => lane);

    public IEnumerable<(ShardId From, OutgoingMessage Message)> Flying =>
        _mail.SelectMany(lane => lane.Value.Select(message => (new ShardId(lane.Key.From), message)));

    public TestShard HomeOf(MemberKey member) => Shards[Placement.Of(member, Shards.Count).Value];

    public TestShard HomeOf(string lottery) => Shards[Placement.Of(LotterySlice.IdOf(lottery), Shards.Count).Value];

    public TestShard CatalogueHome => Shards[Placement.Of(CatalogueGrain.GrainId, Shards.Count).Value];

    /// <summary>The n-th key whose member lives on one of the given shards; on any where none is given.</summary>
    public MemberKey KeyFor(int n, params int[] shards)
    {
        for (UInt128 key = 1; ; key++)
        {
            MemberKey member = new(key << 64 | (UInt128)77);
            if ((shards.Length == 0 || shards.Contains(Placement.Of(member, Shards.Count).Value)) && n-- == 0)
            {
                return member;
            }
        }
    }

    public RequestKey NewKey() => new(++_keys);

    /// <summary>The key of an activity's report, as its id decides it.</summary>
    public static RequestKey KeyOf(string activity) =>
        RequestKey.Read(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(activity)));

    public Hash256 Store(ProgrammeBuilder programme) => _library.Add(programme.Build());

    /// <summary>Publishes, lets it come into force and its seeds arrive.</summary>
    public Town With(ProgrammeBuilder programme)
    {
        CatalogueHome.Submit(new PublishProgramme(Store(programme), null, "lin"), Now);
        Settle();
        Now = new(Now.Microseconds + 2_000_000);
        Settle();
        return this;
    }

    public MemberKey Enrol(int n, params int[] shards)
    {
        MemberKey member = KeyFor(n, shards);
        HomeOf(member).Submit(new Enrol(member), Now, NewKey());
        return member;
    }

    public Decision Submit(MemberKey member, ShardInput input, RequestKey? key = null) => HomeOf(member).Submit(input, Now, key);

    public Decision Play(MemberKey member, RequestKey? key = null, string playerSeed = "") =>
        Submit(member, new Play(member, ProgrammeBuilder.WheelId, playerSeed), key ?? NewKey());

    public Decision Enter(MemberKey member, RequestKey? key = null) => Submit(member, new Play(member, ProgrammeBuilder.DrawId, ""), key ?? NewKey());

    public Decision Claim(MemberKey member, string period) =>
        Submit(member, new ClaimDrawPrize(member, ProgrammeBuilder.DrawId, period), KeyOf($"claim {period}"));

    public Decision Buy(MemberKey member, RequestKey? key = null) => Submit(member, new Play(member, ProgrammeBuilder.DeckId, ""), key ?? NewKey());

    /// <summary>Plays the deck with a fresh key and lets the town come to rest: the final answer.</summary>
    public Answer? BuyOut(MemberKey member)
    {
        RequestKey key = NewKey();
        Decision decision = Buy(member, key);
        Settle();
        return AnswerOf(member, key) ?? throw new InvalidOperationException(decision.ToString());
    }

    public Decision Scratch(MemberKey member, PlayId card) => Submit(member, new ScratchCard(member, card), KeyOf($"scratch {card}"));

    public Decision Earn(MemberKey member, long points, string? id = null) =>
        Submit(member, new ReportActivity(member, id ?? $"a{++_keys}", "purchase", Now, points * 100, null, null, null), NewKey());

    /// <summary>
    /// Earns with a fresh key, as a silo has it done: where the budget lacks points on the member's shard, these are asked for, and the
    /// earning comes back as messages arrive.
    /// </summary>
    public ActivityRecorded EarnOut(MemberKey member, long points, string? id = null)
    {
        id ??= $"a{++_keys}";
        Decision decision = Earn(member, points, id);
        while (decision is NotYet { Need: BudgetNeeded needed })
        {
            HomeOf(member).Submit(new AskBudget(needed.Campaign, needed.Points), Now);
            Assert.True(Step(), "an earning waits, and nothing comes");
            decision = Earn(member, points, id);
        }

        return (ActivityRecorded)((Decided)decision).Answer!;
    }

    /// <summary>The answer that the key would get now.</summary>
    public Answer? AnswerOf(MemberKey member, RequestKey key) => _answers.GetValueOrDefault((member, key));

    /// <summary>Plays with a fresh key and lets the town come to rest: the final answer.</summary>
    public Answer? PlayOut(MemberKey member, string playerSeed = "")
    {
        RequestKey key = NewKey();
        Decision decision = Play(member, key, playerSeed);
        Settle();
        return AnswerOf(member, key) ?? throw new InvalidOperationException(decision.ToString());
    }

    /// <summary>Delivers a message or does something due. False where the town is at rest.</summary>
    public bool Step()
    {
        List<(int From, int To, Lane Lane)> lanes = [.. _mail.Where(lane => lane.Value.Count > 0).Select(lane => lane.Key)];
        List<(TestShard Shard, DueWork Work)> due = [.. Shards.SelectMany(shard => shard.Machine.Due(Now, 4).Select(work => (shard, work)))];
        if (lanes.Count + due.Count == 0)
        {
            return false;
        }

        int choice = _dice.Roll(lanes.Count + due.Count);
        if (choice < lanes.Count)
        {
            Deliver(lanes[choice]);
        }
        else
        {
            Do(due[choice - lanes.Count].Shard, due[choice - lanes.Count].Work);
        }

        return true;
    }

    public void Settle()
    {
        for (int steps = 0; Step(); steps++)
        {
            Assert.True(steps < 1_000_000, "the town comes to rest");
        }
    }

    /// <summary>Delivers a message of one kind that lies first in its lane; false where there is none.</summary>
    /// <param name="to">Only to this shard.</param>
    public bool DeliverNext<T>(ShardId? to = null)
        where T : Message
    {
        foreach ((int From, int To, Lane Lane) lane in _mail.Keys.Where(lane =>
            (to is null || lane.To == to.Value.Value) && _mail[lane].TryPeek(out OutgoingMessage? m) && m.Body is T).ToList())
        {
            Deliver(lane);
            return true;
        }

        return false;
    }

    public void DoAllDue()
    {
        foreach (TestShard shard in Shards)
        {
            foreach (DueWork work in shard.Machine.Due(Now, 1000))
            {
                Do(shard, work);
            }
        }
    }

    public IEnumerable<RecordBody> Records() => Shards.SelectMany(s => s.Journal)
        .Select(r => System.Text.Json.JsonSerializer.Deserialize(r.Body, JournalJson.Canonical.RecordBody)!);

    public IEnumerable<T> Events<T>()
        where T : GrainEvent => Records().SelectMany(r => r.Events ?? []).OfType<T>();

    private void Deliver((int From, int To, Lane Lane) lane)
    {
        OutgoingMessage message = _mail[lane].Peek();
        Decision decision = Shards[lane.To].Submit(new Delivery(new(lane.From), lane.Lane, message.Number, message.Body), Now);
        Assert.IsType<Decided>(decision);
    }

    private void Do(TestShard shard, DueWork work)
    {
        Decision decision = work switch
        {
            DueInput input => shard.Submit(input.Input, Now, input.Key),
            SeedMissing seed => shard.Submit(TestVault.Offer(seed.Lottery, seed.Period), Now),
            MembersUnseen walk => shard.Submit(Look(shard, walk), Now),
            _ => throw new InvalidOperationException("unknown work"),
        };
        Assert.True(decision is Decided || work is DueInput { Input: SettlePlay or GiveBadge or RecallDay or ReleaseStock or RetireUnits }, $"{work} gave {decision}");
    }

    /// <summary>What a host sees that looks at a few members at a time.</summary>
    private WalkBadges Look(TestShard shard, MembersUnseen walk)
    {
        OwedBadges owed = OwedBadges.Of(shard.State, shard.State.Self.InForce(Now)!.Programme!, Now);
        MemberGrain[] seen = [.. shard.State.Members.Where(member => walk.After is not { } after || member.Key.CompareTo(after) > 0).OrderBy(member => member.Key).Take(3)];
        return new(walk.Walk, walk.After, seen.Length < 3 ? null : seen[^1].Key, [.. seen.Where(owed.AnyTo).Select(member => member.Key)]);
    }

    private void Recorded(TestShard shard, RecordBody body, RecordStamp at)
    {
        if (body.Input is Delivery delivery)
        {
            _mail[(delivery.From.Value, at.Shard.Value, delivery.Lane)].Dequeue();
        }

        foreach (OutgoingMessage message in body.Messages ?? [])
        {
            (int, int, Lane) lane = (at.Shard.Value, message.To.Value, message.Lane);
            _mail.TryAdd(lane, []);
            _mail[lane].Enqueue(message);
        }

        if (at is { Member: { } member, Key: { } key })
        {
            _answers[(member, key)] = body.Answer;
        }

        Checks.After(shard, body);
    }
}
