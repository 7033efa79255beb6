using System.Text;
using Jifen.Silo.Cluster.Wire;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Tests.Cluster.Wire;

/// <summary>Whatever is sent to a shard, or answered by one, comes out of its bytes as it went in.</summary>
public sealed class WireCodecTests
{
    private const int Samples = 40;

    public static TheoryData<Type> Inputs => [.. Sample.KindsOf(typeof(ShardInput))];

    public static TheoryData<Type> Answers => [.. Sample.KindsOf(typeof(Grains.Interfaces.Answer))];

    public static TheoryData<Type> Queries => [.. QueryTypes()];

    [Fact]
    public void Every_query_has_one_kind_and_every_kind_keeps_its_name()
    {
        Assert.Equal(QueryTypes(), QueryKinds.All.Select(kind => kind.Query).OrderBy(type => type.Name, StringComparer.Ordinal));
        Assert.Equal(
            [
                "badge-holders", "badges", "board-card", "board-members", "board-neighbours", "board-page", "board-place", "budget-stock", "cards", "catalogue", "challenge", "challenges", "cohort-page", "coupons", "drawings", "enrolment", "fairness", "friends", "in-force",
                "lotteries", "lottery-stock", "member", "member-draws", "member-page", "orders", "pool", "self-limits", "shard", "treasuries", "unindexed", "versions", "wallet",
            ],
            QueryKinds.All.Select(kind => kind.Name).Order(StringComparer.Ordinal));
    }

    /// <summary>A reply of a kind that is not here would be one that the codec cannot carry.</summary>
    [Fact]
    public void There_are_three_kinds_of_replies_and_two_of_work()
    {
        Assert.Equal([typeof(Answered), typeof(NotDone), typeof(ReadDone)], Derived(typeof(Reply)));
        Assert.Equal([typeof(Read), typeof(Request)], Derived(typeof(ShardWork)));
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void A_request_arrives_with_the_bytes_that_its_hash_covers(Type input)
    {
        foreach (Sample sample in SamplesOf())
        {
            Request sent = RequestOf((ShardInput)sample.Of(input), sample);
            byte[] bytes = WorkCodec.Encode(sent);
            Unheard sink = new();
            Request came = Assert.IsType<Request>(WorkCodec.Decode(bytes, sink));
            Assert.Equal(sent.InputBytes, came.InputBytes);
            Assert.Equal(sent.InputHash, came.InputHash);
            Assert.Equal((sent.Member, sent.Key, sent.Origin, sent.Person), (came.Member, came.Key, came.Origin, came.Person));
            Assert.True(Sample.Same(sent.Input, came.Input), Encoding.UTF8.GetString(bytes));
            Assert.Same(sink, came.Sink);
            Assert.Equal(bytes, WorkCodec.Encode(came));
        }
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_and_its_view_come_back_the_same(Type query)
    {
        foreach (Sample sample in SamplesOf())
        {
            Read sent = new((ShardQuery)sample.Of(query), new Unheard()) { Member = sample.Of<MemberKey>() };
            byte[] bytes = WorkCodec.Encode(sent);
            Read came = Assert.IsType<Read>(WorkCodec.Decode(bytes, new Unheard()));
            Assert.True(Sample.Same(sent.Query, came.Query), Encoding.UTF8.GetString(bytes));
            Assert.Equal(sent.Member, came.Member);
            Assert.Equal(bytes, WorkCodec.Encode(came));
            ComesBack(new ReadDone(sample.Of(sent.Query.ViewType), sample.Of<RecordPlace>()), came);
        }
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void Only_a_view_that_may_be_missing_may_be_missing(Type query)
    {
        Sample sample = new(new(1));
        Read read = new((ShardQuery)sample.Of(query), new Unheard());
        ReadDone nothing = new(null, sample.Of<RecordPlace>());
        bool mayBeNull = BaseIsNullable(query);
        Assert.Equal(mayBeNull, QueryKinds.MayBeNull(query));
        if (mayBeNull)
        {
            ComesBack(nothing, read);
        }
        else
        {
            Assert.Throws<WireUnreadableException>(() => ReplyCodec.Decode(ReplyCodec.Encode(nothing), read));
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_answer_comes_back_the_same(Type answer)
    {
        foreach (Sample sample in SamplesOf())
        {
            Request request = RequestOf(sample.Of<ShardInput>(), sample);
            ComesBack(new Answered((Grains.Interfaces.Answer)sample.Of(answer), sample.Of<RecordPlace>(), sample.Of<bool>()) { Origin = "import:i:1" }, request);
        }
    }

    [Fact]
    public void What_was_not_done_comes_back_the_same_to_a_request_and_to_a_read()
    {
        Sample sample = new(new(1));
        NotDone not = new(RejectionCodes.Overloaded, "too much waits for this shard") { IsElsewhere = true };
        ComesBack(not, RequestOf(sample.Of<ShardInput>(), sample));
        ComesBack(not, new Read(new Silo.Hosting.InForceQuery(), new Unheard()));
    }

    /// <summary>The control: a view that has lost one number, or one line of a list, is not the same.</summary>
    [Fact]
    public void A_view_that_has_changed_on_its_way_is_seen()
    {
        LotView lot = new(new(5), null);
        PointsView points = new(new(5), new(0), [lot, lot], new(new(5), new(0), new(0), new(0), new(0), new(5)));
        Assert.True(Sample.Same(points, points with { Lots = [lot, lot with { }] }));
        Assert.False(Sample.Same(points, points with { Lots = [lot] }));
        Assert.False(Sample.Same(points, points with { Lots = [lot, lot with { Expires = new(1) }] }));
        Assert.False(Sample.Same(points, points with { Books = points.Books with { Spent = new(1) } }));
    }

    internal static Type[] QueryTypes() => Derived(typeof(ShardQuery));

    internal static Request RequestOf(ShardInput input, Sample sample) => new(input, new Unheard())
    {
        Member = sample.Of<MemberKey>(),
        Key = sample.Of<RequestKey>(),
        Origin = "import:i:1",
        Person = sample.Of<Person>(),
    };

    internal static IEnumerable<Sample> SamplesOf() => Enumerable.Range(0, Samples).Select(seed => new Sample(new((ulong)seed)));

    private static Type[] Derived(Type type) =>
    [
        .. typeof(ShardQuery).Assembly.GetTypes().Where(derived => derived.IsSubclassOf(type) && !derived.IsAbstract)
            .OrderBy(derived => derived.Name, StringComparer.Ordinal),
    ];

    private static void ComesBack(Reply reply, ShardWork work)
    {
        byte[] bytes = ReplyCodec.Encode(reply);
        Reply came = ReplyCodec.Decode(bytes, work);
        Assert.True(Sample.Same(reply, came), Encoding.UTF8.GetString(bytes));
        Assert.Equal(bytes, ReplyCodec.Encode(came));
    }

    /// <summary>Whether the query's own <c>Answer</c> says that it may return null.</summary>
    private static bool BaseIsNullable(Type query) =>
        new System.Reflection.NullabilityInfoContext().Create(query.GetMethod("Answer")!.ReturnParameter).ReadState == System.Reflection.NullabilityState.Nullable;
}

/// <summary>Hears a reply and keeps nothing of it.</summary>
internal sealed class Unheard : IReplySink
{
    public void Complete(Reply reply)
    {
    }
}
