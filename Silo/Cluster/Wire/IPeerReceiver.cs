namespace Jifen.Silo.Cluster.Wire;

/// <summary>Takes what other silos send. Called in the order of each stream, by one thread a stream; must return at once.</summary>
public interface IPeerReceiver
{
    /// <summary>Work for a shard, to be answered once.</summary>
    void Called(IncomingCall call);

    void Mailed(MailFrame mail);

    void Acknowledged(AcknowledgementFrame acknowledgement);
}
