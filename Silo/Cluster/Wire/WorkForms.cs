using Jifen.Silo.Journal;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>A <see cref="Request"/> as it is read from bytes.</summary>
internal sealed record RequestForm(ShardInput Input, MemberKey? Member, RequestKey? Key, string? Origin, Person? Person);

/// <summary>A <see cref="Read"/> as it is read from bytes.</summary>
internal sealed record ReadForm(ShardQuery Query, MemberKey? Member);
