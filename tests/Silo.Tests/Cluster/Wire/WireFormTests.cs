using System.Text;
using Jifen.Silo.Api;
using Jifen.Silo.Cluster.Wire;
using Jifen.Silo.Hosting;
using Jifen.Silo.Shards;
using Jifen.Silo.Tests.Api;

namespace Jifen.Silo.Tests.Cluster.Wire;

/// <summary>The bytes themselves, which silos of other versions read, and what is done with bytes that are not understood.</summary>
public sealed class WireFormTests
{
    private const int Mutations = 2_000;
    private const string Place = """{"shard":3,"sequence":7,"stamp":1000,"catalogueVersion":2}""";
    private const string InForce = """{"kind":"read","view":{"version":2},"place":""" + Place + "}";
    private const string Play = """d{"input":{"kind":"mark-seen","member":"00000000000000000000000000000001","play":"p3-7"},"member":"00000000000000000000000000000001","key":"00000000000000000000000000000002"}""";

    private static readonly MemberKey Member = new(1);
    private static readonly Read AskInForce = new(new InForceQuery(), new Unheard());

    public static TheoryData<string> Unreadable =>
    [
        "", "d", "r", "x{}", "d{}", "r{}", "dnull", "rnull", "d[]",
        """r{"query":{"kind":"none-such"}}""",
        """r{"query":{"kind":"in-force"}} """,
        """r{"query":{"kind":"in-force"}}{}""",
        """r{"query":{"kind":"in-force","period":"all"}}""",
        """r{"query":{"kind":"in-force"},"within":5}""",
        """r{"query":{"kind":"in-force"},"query":{"kind":"in-force"}}""",
        """r{"query":{"kind":"enrolment"}}""",
        """r{"query":{"kind":"board-card","board":null}}""",
        """r{"query":{"kind":"board-card","board":"b","period":"2026-W99"}}""",
        """r {"query":{"kind":"in-force"}}""",
        """d{"input":{"kind":"none-such"}}""",
        """d{"input":{"kind":"enrol","member":"00000000000000000000000000000001","tier":"gold"}}""",
    ];

    public static TheoryData<string> NoReplyToInForce =>
    [
        "", "null", "{}", "[]", """{"kind":"none-such"}""", InForce + "x", InForce + InForce,
        """{"kind":"read","place":""" + Place + "}",
        """{"kind":"read","view":null,"place":""" + Place + "}",
        """{"kind":"read","view":{},"place":""" + Place + "}",
        """{"kind":"read","view":[],"place":""" + Place + "}",
        """{"kind":"read","view":{"version":2}}""",
        """{"kind":"not-done","code":"try_again"}""",
        """{"kind":"answered","answer":{"kind":"enrolled"},"place":""" + Place + ""","replayed":false}""",
    ];

    [Fact]
    public void Work_has_the_form_that_other_silos_read()
    {
        Assert.Equal(Play, Text(WorkCodec.Encode(new Request(new MarkSeen(Member, new(new(3), new(7))), null) { Member = Member, Key = new(2) })));
        Assert.Equal("""r{"query":{"kind":"lotteries"}}""", Text(WorkCodec.Encode(new Read(new LotteriesQuery(null, null), new Unheard()))));
        Assert.Equal(
            """r{"query":{"kind":"lotteries","lottery":"w","member":"00000000000000000000000000000001"},"member":"00000000000000000000000000000001"}""",
            Text(WorkCodec.Encode(new Read(new LotteriesQuery("w", Member), new Unheard()) { Member = Member })));
    }

    [Fact]
    public void Replies_have_the_form_that_other_silos_read()
    {
        RecordPlace place = new(new(3), new(7), new(1_000), 2);
        Assert.Equal(InForce, Text(ReplyCodec.Encode(new ReadDone(new InForceView(2), place))));
        Assert.Equal(
            """{"kind":"answered","answer":{"kind":"enrolled"},"place":""" + Place + ""","replayed":true}""",
            Text(ReplyCodec.Encode(new Answered(new Enrolled(), place, true))));
        Assert.Equal("""{"kind":"not-done","code":"try_again","detail":"d","isElsewhere":false}""", Text(ReplyCodec.Encode(new NotDone("try_again", "d"))));
        Assert.Equal(
            """{"kind":"not-done","code":"invalid","detail":"d","field":"lines[2].amount","isElsewhere":false}""",
            Text(ReplyCodec.Encode(new NotDone("invalid", "d") { Field = "lines[2].amount" })));
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void Work_that_is_damaged_or_says_more_than_is_known_is_refused(string text) =>
        Assert.Throws<WireUnreadableException>(() => WorkCodec.Decode(Bytes(text), new Unheard()));

    [Theory]
    [MemberData(nameof(NoReplyToInForce))]
    public void A_reply_that_is_damaged_or_of_another_kind_is_refused(string text) =>
        Assert.Throws<WireUnreadableException>(() => ReplyCodec.Decode(Bytes(text), AskInForce));

    /// <summary>A newer silo tells what it likes beside what is known here.</summary>
    [Fact]
    public void What_a_newer_silo_tells_in_addition_is_left_out()
    {
        string more = InForce.Replace("\"version\":2", "\"version\":2,\"since\":[1]", StringComparison.Ordinal).Replace("\"shard\":3", "\"shard\":3,\"epoch\":9", StringComparison.Ordinal);
        ReadDone read = Assert.IsType<ReadDone>(ReplyCodec.Decode(Bytes(more), AskInForce));
        Assert.Equal(new ReadDone(new InForceView(2), new(new(3), new(7), new(1_000), 2)), read);
    }

    [Fact]
    public void Changed_bytes_of_work_are_read_as_they_stand_or_refused()
    {
        byte[][] corpus =
        [
            .. WireCodecTests.QueryTypes().Select(type => WorkCodec.Encode(new Read((ShardQuery)new Sample(new(3)).Of(type), new Unheard()) { Member = Member })),
            .. Sample.KindsOf(typeof(ShardInput)).Select(type => new Sample(new(5)) is var sample
                ? WorkCodec.Encode(WireCodecTests.RequestOf((ShardInput)sample.Of(type), sample))
                : []),
        ];
        AssertBothOutcomes(corpus, (bytes, _) => WorkCodec.Decode(bytes, new Unheard()), (bytes, work) => Assert.Equal(bytes, WorkCodec.Encode(work)));
    }

    [Fact]
    public void Changed_bytes_of_a_reply_are_read_or_refused_and_what_was_read_is_whole()
    {
        Sample sample = new(new(7));
        Request request = WireCodecTests.RequestOf(sample.Of<ShardInput>(), sample);
        (byte[] Bytes, ShardWork Work)[] corpus =
        [
            .. WireCodecTests.QueryTypes().Select(type => (ShardQuery)sample.Of(type)).Select(query =>
                (ReplyCodec.Encode(new ReadDone(sample.Of(query.ViewType), sample.Of<RecordPlace>())), (ShardWork)new Read(query, new Unheard()))),
            .. Sample.KindsOf(typeof(Grains.Interfaces.Answer)).Select(type =>
                (ReplyCodec.Encode(new Answered((Grains.Interfaces.Answer)sample.Of(type), sample.Of<RecordPlace>(), false)), (ShardWork)request)),
            (ReplyCodec.Encode(new NotDone("overloaded", "wait")), request),
            (ReplyCodec.Encode(new NotDone("invalid", "too many") { Field = "friends" }), request),
        ];
        AssertBothOutcomes([.. corpus.Select(one => one.Bytes)], (bytes, at) => ReplyCodec.Decode(bytes, corpus[at].Work), (_, reply) =>
        {
            byte[] told = ReplyCodec.Encode(reply);
            int at = Array.FindIndex(corpus, one => Kept(told, one.Work));
            Assert.True(at >= 0, Text(told));
        });

        bool Kept(byte[] told, ShardWork work)
        {
            try
            {
                return ReplyCodec.Encode(ReplyCodec.Decode(told, work)).AsSpan().SequenceEqual(told);
            }
            catch (WireUnreadableException)
            {
                return false;
            }
        }
    }

    /// <summary>Nothing but its own exception comes out of a decoder, and some of what is changed is still read.</summary>
    private static void AssertBothOutcomes<T>(byte[][] corpus, Func<byte[], int, T> decode, Action<byte[], T> check)
    {
        int read = 0;
        for (int number = 0; number < Mutations; number++)
        {
            int at = number % corpus.Length;
            byte[] bytes = FuzzTests.Mutate(corpus[at], new((ulong)number * 7_919));
            try
            {
                T decoded = decode(bytes, at);
                read++;
                check(bytes, decoded);
            }
            catch (WireUnreadableException)
            {
                continue;
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"mutation {number}, {Text(bytes)}: {fault}");
            }
        }

        Assert.InRange(read, 1, Mutations - 1);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
