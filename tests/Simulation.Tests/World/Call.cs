using Jifen.Silo.Journal;
using Jifen.Silo.Shards;

namespace Jifen.Simulation.Tests.World;

/// <summary>Something that a caller wants done once, however often it has to ask.</summary>
internal sealed class Call
{
    public required ShardInput Input { get; init; }

    public required ShardId Shard { get; init; }

    public MemberKey? Member { get; init; }

    public RequestKey? Key { get; init; }

    public Person? Person { get; init; }

    /// <summary>The key was used before, with another input.</summary>
    public bool Reuses { get; init; }

    /// <summary>The reply with which the call is over; null while it goes on.</summary>
    public Reply? End { get; set; }

    public int Attempts { get; set; }

    /// <summary>Times that a shard was given it: by twins, by attempts, and by routers that sent it again.</summary>
    public int Given { get; set; }

    public Request ToRequest(IReplySink sink) => new(Input, sink) { Member = Member, Key = Key, Person = Person };
}
