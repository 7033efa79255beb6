namespace Jifen.Grains.Interfaces;

/// <summary>The brand gives a member tickets of a lottery: free plays, cards or entries that no purchase and no challenge brought.</summary>
/// <param name="Count">1 to <see cref="ProgrammeLimits.Tickets"/>.</param>
/// <param name="Grant">What the brand calls the act, an id of its own; the member's history tells it.</param>
/// <param name="Actor">Who asks for it, kept in the journal.</param>
public sealed record GrantTickets(MemberKey Member, string Lottery, int Count, string Grant, string Actor) : ShardInput;

/// <param name="Tickets">What the member has of the lottery now.</param>
public sealed record TicketsGranted(string Lottery, int Count, long Tickets) : Answer;
