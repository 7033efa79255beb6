using System.Buffers;
using System.Buffers.Binary;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>
/// The bytes of a frame: length (4, of what follows), kind (1), fields in their order, payload to the end. Integers are big-endian, a
/// silo's id is 16 bytes, nobody is 16 zeros. <see cref="Handshake.Version"/> rises with any change.
/// </summary>
public static class FrameCodec
{
    /// <summary>Bytes of the length.</summary>
    public const int PrefixBytes = 4;

    private const int WorkBytes = 1 + 8 + 4 + 4;
    private const int ReplyBytes = 1 + 8;
    private const int NotOwnerBytes = 1 + 8 + FieldReader.SiloBytes + 8;
    private const int RefusalBytes = 1 + 8 + 1;
    private const int MailBytes = 1 + 4 + 4 + 1;
    private const int AcknowledgementBytes = 1 + 4 + 4 + 1 + 8;

    private enum Kind : byte
    {
        Work = 1,
        Reply = 2,
        NotOwner = 3,
        Refusal = 4,
        Mail = 5,
        Acknowledgement = 6,
    }

    /// <summary>Bytes of a frame behind its length.</summary>
    public static int LengthOf(WireFrame frame) => frame switch
    {
        WorkFrame work => WorkBytes + work.Payload.Length,
        ReplyFrame reply => ReplyBytes + reply.Payload.Length,
        NotOwnerFrame => NotOwnerBytes,
        RefusalFrame => RefusalBytes,
        MailFrame mail => MailBytes + mail.Payload.Length,
        AcknowledgementFrame => AcknowledgementBytes,
        _ => throw new ArgumentException($"{frame.GetType().Name} is no frame", nameof(frame)),
    };

    /// <summary>Writes a frame with its length.</summary>
    public static void Write(IBufferWriter<byte> output, WireFrame frame)
    {
        int length = LengthOf(frame);
        FieldWriter fields = new(output.GetSpan(PrefixBytes + length));
        fields.Int32(length);
        WriteFields(ref fields, frame);
        output.Advance(PrefixBytes + length);
    }

    /// <summary>Takes the next frame off the input. False where it is not there in full yet.</summary>
    /// <param name="most">Bytes of the longest frame that is read.</param>
    /// <exception cref="WireException">No frame begins like this.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> input, int most, out WireFrame? frame)
    {
        frame = null;
        if (input.Length < PrefixBytes)
        {
            return false;
        }

        Span<byte> prefix = stackalloc byte[PrefixBytes];
        input.Slice(0, PrefixBytes).CopyTo(prefix);
        uint length = BinaryPrimitives.ReadUInt32BigEndian(prefix);
        if (length == 0 || length > (uint)most)
        {
            throw new WireException($"a frame of {length} bytes; the bound is {most}");
        }

        if (input.Length < PrefixBytes + length)
        {
            return false;
        }

        frame = Read(input.Slice(PrefixBytes, length).ToArray());
        input = input.Slice(PrefixBytes + length);
        return true;
    }

    private static void WriteFields(ref FieldWriter fields, WireFrame frame)
    {
        switch (frame)
        {
            case WorkFrame work:
                fields.Byte((byte)Kind.Work);
                fields.Int64(work.Number);
                fields.Int32(work.Shard.Value);
                fields.Int32((int)Math.Clamp(work.Left.TotalMilliseconds, 0, int.MaxValue));
                fields.Bytes(work.Payload.Span);
                break;
            case ReplyFrame reply:
                fields.Byte((byte)Kind.Reply);
                fields.Int64(reply.Number);
                fields.Bytes(reply.Payload.Span);
                break;
            case NotOwnerFrame not:
                fields.Byte((byte)Kind.NotOwner);
                fields.Int64(not.Number);
                fields.Silo(not.Owner);
                fields.Int64(not.Epoch.Value);
                break;
            case RefusalFrame refusal:
                fields.Byte((byte)Kind.Refusal);
                fields.Int64(refusal.Number);
                fields.Byte((byte)refusal.Refusal);
                break;
            default:
                WriteMail(ref fields, frame);
                break;
        }
    }

    private static void WriteMail(ref FieldWriter fields, WireFrame frame)
    {
        if (frame is MailFrame mail)
        {
            fields.Byte((byte)Kind.Mail);
            fields.Int32(mail.From.Value);
            fields.Int32(mail.To.Value);
            fields.Byte((byte)mail.Lane);
            fields.Bytes(mail.Payload.Span);
        }
        else if (frame is AcknowledgementFrame told)
        {
            fields.Byte((byte)Kind.Acknowledgement);
            fields.Int32(told.Receiver.Value);
            fields.Int32(told.Sender.Value);
            fields.Byte((byte)told.Lane);
            fields.Int64(told.Number);
        }
    }

    private static WireFrame Read(ReadOnlyMemory<byte> body)
    {
        FieldReader fields = new(body);
        Kind kind = (Kind)fields.Byte();
        WireFrame frame = kind switch
        {
            Kind.Work => new WorkFrame(fields.Int64(), fields.Shard(), TimeSpan.FromMilliseconds(fields.Count()), fields.Rest()),
            Kind.Reply => new ReplyFrame(fields.Int64(), fields.Rest()),
            Kind.NotOwner => new NotOwnerFrame(fields.Int64(), fields.Silo(), new(fields.Int64())),
            Kind.Refusal => new RefusalFrame(fields.Int64(), fields.Refusal()),
            Kind.Mail => new MailFrame(fields.Shard(), fields.Shard(), fields.Lane(), fields.Rest()),
            Kind.Acknowledgement => new AcknowledgementFrame(fields.Shard(), fields.Shard(), fields.Lane(), fields.Int64()),
            _ => throw new WireException($"a frame of kind {(byte)kind}"),
        };
        fields.End();
        return frame;
    }
}
