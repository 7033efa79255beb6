using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Security.Cryptography;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>
/// How two silos come to know each other before the first frame. The connecting side sends a <see cref="Hello"/>; the other answers with
/// a verdict, a nonce and its proof; the connecting side sends its proof; a last verdict ends it. A proof is
/// HMAC-SHA256(<see cref="ClusterKey"/>, role, hello, nonce): it covers version, store, both ids and both nonces, and the role, so that
/// nothing of it serves a second time or the other way round.
/// </summary>
internal static class Handshake
{
    public const ushort Version = 1;

    public const int NonceBytes = 32;
    public const int ProofBytes = 32;

    /// <summary>Magic, version and verdict stay where they are in all versions; nonce and proof are zeros in a refusal.</summary>
    public const int AnswerBytes = MagicBytes + 2 + 1 + NonceBytes + ProofBytes;

    public const int MagicBytes = 8;

    /// <summary>Each field has its length fixed, so that two of them never run into each other under the proof.</summary>
    private static ReadOnlySpan<byte> AcceptingRole => "jifen/silo/accept "u8;

    private static ReadOnlySpan<byte> ConnectingRole => "jifen/silo/connect"u8;

    public static ReadOnlySpan<byte> Magic => "jifensil"u8;

    /// <summary>The connecting side. Returns once both sides have proved who they are.</summary>
    /// <exception cref="HelloRefusedException">The other side refused, or is not a silo of the store.</exception>
    public static async Task ConnectAsync(WireIdentity identity, SiloId receiver, PipeReader input, Stream output, CancellationToken cancel)
    {
        byte[] hello = Hello.Of(identity, receiver).ToBytes();
        await SendAsync(output, hello, cancel).ConfigureAwait(false);
        byte[] answer = await TakeAsync(input, AnswerBytes, cancel).ConfigureAwait(false);
        RequireMagic(answer);
        Require((Verdict)answer[MagicBytes + 2]);
        ReadOnlyMemory<byte> challenge = answer.AsMemory(MagicBytes + 3, NonceBytes);
        if (!IsProof(identity.Key.Prove(AcceptingRole, hello, challenge.Span), answer.AsSpan()[^ProofBytes..]))
        {
            throw new HelloRefusedException(Verdict.WrongProof);
        }

        await SendAsync(output, identity.Key.Prove(ConnectingRole, hello, challenge.Span), cancel).ConfigureAwait(false);
        Require((Verdict)(await TakeAsync(input, 1, cancel).ConfigureAwait(false))[0]);
    }

    /// <summary>The accepting side. Tells the other side the verdict; only after <see cref="Verdict.Welcome"/> may frames be read.</summary>
    public static async Task<(Verdict Verdict, SiloId Sender)> AcceptAsync(WireIdentity identity, PipeReader input, Stream output, CancellationToken cancel)
    {
        byte[] bytes = await TakeAsync(input, Hello.ByteLength, cancel).ConfigureAwait(false);
        Verdict verdict = Hello.TryRead(bytes, out Hello hello) ? hello.JudgedBy(identity) : Verdict.OtherVersion;
        byte[] challenge = RandomNumberGenerator.GetBytes(NonceBytes);
        await SendAsync(output, Answer(identity, verdict, bytes, challenge), cancel).ConfigureAwait(false);
        if (verdict != Verdict.Welcome)
        {
            return (verdict, hello.Sender);
        }

        byte[] proof = await TakeAsync(input, ProofBytes, cancel).ConfigureAwait(false);
        verdict = IsProof(identity.Key.Prove(ConnectingRole, bytes, challenge), proof) ? Verdict.Welcome : Verdict.WrongProof;
        await SendAsync(output, [(byte)verdict], cancel).ConfigureAwait(false);
        return (verdict, hello.Sender);
    }

    private static byte[] Answer(WireIdentity identity, Verdict verdict, byte[] hello, byte[] challenge)
    {
        byte[] answer = new byte[AnswerBytes];
        Magic.CopyTo(answer);
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(MagicBytes), Version);
        answer[MagicBytes + 2] = (byte)verdict;
        if (verdict == Verdict.Welcome)
        {
            challenge.CopyTo(answer.AsSpan(MagicBytes + 3));
            identity.Key.Prove(AcceptingRole, hello, challenge).CopyTo(answer.AsSpan(MagicBytes + 3 + NonceBytes));
        }

        return answer;
    }

    private static bool IsProof(byte[] expected, ReadOnlySpan<byte> given) => CryptographicOperations.FixedTimeEquals(expected, given);

    private static void RequireMagic(byte[] answer)
    {
        if (!answer.AsSpan().StartsWith(Magic))
        {
            throw new HelloRefusedException(Verdict.OtherVersion);
        }
    }

    private static void Require(Verdict verdict)
    {
        if (verdict != Verdict.Welcome)
        {
            throw new HelloRefusedException(verdict);
        }
    }

    private static async Task SendAsync(Stream output, byte[] bytes, CancellationToken cancel)
    {
        await output.WriteAsync(bytes, cancel).ConfigureAwait(false);
        await output.FlushAsync(cancel).ConfigureAwait(false);
    }

    private static async Task<byte[]> TakeAsync(PipeReader input, int count, CancellationToken cancel)
    {
        ReadResult read = await input.ReadAtLeastAsync(count, cancel).ConfigureAwait(false);
        if (read.Buffer.Length < count)
        {
            throw new WireException("the stream ended before both sides knew each other");
        }

        byte[] taken = read.Buffer.Slice(0, count).ToArray();
        input.AdvanceTo(read.Buffer.GetPosition(count));
        return taken;
    }
}
