namespace Jifen.Grains.Interfaces;

/// <summary>Make a programme document the next version. The document is stored beside the journal under its hash.</summary>
/// <param name="EffectiveAt">At least two seconds ahead; null means as soon as may be.</param>
public sealed record PublishProgramme(Hash256 Document, Stamp? EffectiveAt, string Actor) : ShardInput;

/// <summary>Stop or resume a campaign or a lottery on every silo; exact when the call returns (PROTOCOL section 10).</summary>
/// <param name="Target"><c>campaign:ID</c> or <c>lottery:ID</c>.</param>
public sealed record SetPaused(string Target, bool Paused, string Actor, string Reason) : ShardInput;

public sealed record Published(long Version, Stamp EffectiveAt) : Answer;

public sealed record PauseSet(string Target, bool Paused, long Generation) : Answer;

public sealed record ProgrammePublished(long Version, Hash256 Document, Stamp EffectiveAt, string Actor) : GrainEvent;

/// <summary>What is paused from this generation on, whole.</summary>
public sealed record ControlRaised(long Generation, IReadOnlyList<string> Paused, string Actor, string Reason) : GrainEvent;

public sealed record CatalogueOffered(long Version, Hash256 Document, Stamp EffectiveAt) : Message;

public sealed record CatalogueAdopted(long Version, Hash256 Document, Stamp EffectiveAt) : GrainEvent;
