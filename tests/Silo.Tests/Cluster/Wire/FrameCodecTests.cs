using System.Buffers;
using Jifen.Silo.Cluster;
using Jifen.Silo.Cluster.Wire;
using Jifen.Silo.Tests.Api;

namespace Jifen.Silo.Tests.Cluster.Wire;

public sealed class FrameCodecTests
{
    private const int Most = 4_096;
    private const int Mutations = 2_000;

    private static readonly SiloId Silo = new(Guid.Parse("0123456789abcdef0123456789abcdef"));

    private static readonly WireFrame[] All =
    [
        new WorkFrame(1, new(63), TimeSpan.FromMilliseconds(1_500), "work"u8.ToArray()),
        new ReplyFrame(long.MaxValue, "reply"u8.ToArray()),
        new NotOwnerFrame(2, Silo, new(7)),
        new NotOwnerFrame(3, null, new(0)),
        new RefusalFrame(4, CallRefusal.Overloaded),
        new RefusalFrame(5, CallRefusal.Unreadable),
        new RefusalFrame(6, CallRefusal.Unsent),
        new MailFrame(new(0), new(5), Lane.Member, "mail"u8.ToArray()),
        new AcknowledgementFrame(new(5), new(0), Lane.Control, 8),
        new ReplyFrame(9, ReadOnlyMemory<byte>.Empty),
    ];

    [Fact]
    public void Every_frame_reads_as_it_was_written()
    {
        List<WireFrame> read = Read(Bytes(All));

        Assert.Equal(All.Select(Shown), read.Select(Shown));
    }

    [Fact]
    public void Frames_read_the_same_when_they_come_byte_by_byte()
    {
        byte[] bytes = Bytes(All);
        List<WireFrame> read = [];
        int from = 0;
        for (int to = 0; to <= bytes.Length; to++)
        {
            ReadOnlySequence<byte> there = new(bytes, from, to - from);
            while (FrameCodec.TryRead(ref there, Most, out WireFrame? frame))
            {
                read.Add(frame!);
            }

            from = to - (int)there.Length;
        }

        Assert.Equal(All.Select(Shown), read.Select(Shown));
    }

    [Fact]
    public void A_layout_is_that_of_version_1()
    {
        Assert.Equal(1, Handshake.Version);
        Assert.Equal("00000015" + "01" + "0000000000000001" + "0000003f" + "000005dc" + "776f726b", Convert.ToHexStringLower(Bytes([All[0]])));
        Assert.Equal("00000021" + "03" + "0000000000000002" + "0123456789abcdef0123456789abcdef" + "0000000000000007", Convert.ToHexStringLower(Bytes([All[2]])));
    }

    [Theory]
    [InlineData("00000000")]
    [InlineData("ffffffff01")]
    [InlineData("0000100101")]
    [InlineData("0000000100")]
    [InlineData("0000000163")]
    [InlineData("0000000201ff")]
    [InlineData("0000000a04" + "0000000000000004" + "09")]
    [InlineData("0000000b04" + "0000000000000004" + "0100")]
    [InlineData("0000000a05" + "ffffffff" + "00000001" + "00")]
    [InlineData("0000000a05" + "00000001" + "00000001" + "02")]
    public void What_is_no_frame_is_refused(string bytes)
    {
        ReadOnlySequence<byte> input = new(Convert.FromHexString(bytes));

        Assert.Throws<WireException>(() => FrameCodec.TryRead(ref input, Most, out _));
    }

    [Fact]
    public void A_length_is_refused_before_what_it_announces_has_come()
    {
        ReadOnlySequence<byte> atBound = new(Convert.FromHexString("00001000"));
        ReadOnlySequence<byte> beyond = new(Convert.FromHexString("00001001"));

        Assert.False(FrameCodec.TryRead(ref atBound, Most, out _));
        Assert.Throws<WireException>(() => FrameCodec.TryRead(ref beyond, Most, out _));
    }

    /// <summary>A mutated row of frames either reads or is refused; what reads writes to the same bytes again, so that nothing is half read.</summary>
    [Fact]
    public void A_mutated_stream_is_read_or_refused()
    {
        byte[] corpus = Bytes(All);
        int refused = 0;
        for (int number = 0; number < Mutations; number++)
        {
            byte[] mutated = Mutate(corpus, new((ulong)number * 7_919));
            try
            {
                byte[] again = Bytes([.. Read(mutated)]);
                Assert.True(mutated.AsSpan().StartsWith(again), $"mutation {number}");
            }
            catch (WireException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, Mutations / 10, Mutations - 1);
    }

    private static byte[] Mutate(byte[] corpus, SeededDraw draw)
    {
        List<byte> bytes = [.. corpus];
        int changes = 1 + draw.Below(4);
        for (int change = 0; change < changes; change++)
        {
            int at = draw.Below(bytes.Count);
            switch (draw.Below(4))
            {
                case 0:
                    bytes[at] = (byte)draw.Below(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << draw.Below(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(1 + draw.Below(8), bytes.Count - at - 1));
                    break;
                default:
                    bytes.Insert(at, (byte)draw.Below(256));
                    break;
            }
        }

        return [.. bytes];
    }

    private static List<WireFrame> Read(byte[] bytes)
    {
        ReadOnlySequence<byte> input = new(bytes);
        List<WireFrame> frames = [];
        while (FrameCodec.TryRead(ref input, Most, out WireFrame? frame))
        {
            frames.Add(frame!);
        }

        return frames;
    }

    private static byte[] Bytes(WireFrame[] frames)
    {
        ArrayBufferWriter<byte> output = new();
        foreach (WireFrame frame in frames)
        {
            FrameCodec.Write(output, frame);
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>Memory compares by place; its bytes are shown instead.</summary>
    private static string Shown(WireFrame frame) => frame switch
    {
        WorkFrame work => $"{work with { Payload = default }} {Convert.ToHexString(work.Payload.Span)}",
        ReplyFrame reply => $"{reply with { Payload = default }} {Convert.ToHexString(reply.Payload.Span)}",
        MailFrame mail => $"{mail with { Payload = default }} {Convert.ToHexString(mail.Payload.Span)}",
        _ => $"{frame}",
    };
}
