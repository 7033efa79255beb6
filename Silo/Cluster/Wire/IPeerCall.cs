namespace Jifen.Silo.Cluster.Wire;

/// <summary>
/// A call to another silo. Once it is sent exactly one of these is told, exactly once, on the stream's thread; each must return at once.
/// </summary>
public interface IPeerCall
{
    void Replied(ReadOnlyMemory<byte> reply);

    /// <summary>The shard is not there; nothing was done.</summary>
    /// <param name="owner">Where that silo believes the shard to be, under this epoch.</param>
    void WrongOwner(SiloId? owner, Epoch epoch);

    void Refused(CallRefusal refusal);

    /// <summary>The stream broke, or the call took too long. Whether the work was done is not known.</summary>
    void Lost();
}
