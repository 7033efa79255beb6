namespace Jifen.Grains.Interfaces;

/// <summary>Set what the member is called on boards; the name itself stays out of the journal.</summary>
/// <param name="Listed">False for a member who is not shown to others.</param>
public sealed record SetBoardName(MemberKey Member, bool Listed) : ShardInput;

/// <summary>The member's name on boards was set anew, beside the journal.</summary>
public sealed record BoardNameSet(bool Listed) : GrainEvent;
