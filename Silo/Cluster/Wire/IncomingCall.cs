namespace Jifen.Silo.Cluster.Wire;

/// <summary>Work that another silo sent. The first answer counts, from any thread; later ones are dropped.</summary>
public sealed class IncomingCall
{
    private readonly AcceptedStream _stream;
    private readonly long _number;
    private int _answered;

    internal IncomingCall(AcceptedStream stream, WorkFrame work) =>
        (_stream, _number, Shard, Left, Payload) = (stream, work.Number, work.Shard, work.Left, work.Payload);

    public ShardId Shard { get; }

    /// <summary>How long the caller still waited when it sent the work.</summary>
    public TimeSpan Left { get; }

    public ReadOnlyMemory<byte> Payload { get; }

    public void Reply(ReadOnlyMemory<byte> reply) => Answer(new ReplyFrame(_number, reply));

    /// <summary>The shard is not here; nothing was done.</summary>
    public void WrongOwner(SiloId? owner, Epoch epoch) => Answer(new NotOwnerFrame(_number, owner, epoch));

    public void Refuse(CallRefusal refusal) => Answer(new RefusalFrame(_number, refusal));

    private void Answer(WireFrame frame)
    {
        if (Interlocked.Exchange(ref _answered, 1) == 0)
        {
            _stream.Answer(_number, frame);
        }
    }
}
