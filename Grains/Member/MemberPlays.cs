using Jifen.Grains.Kernel;

namespace Jifen.Grains.Member;

/// <summary>What a member has played in one lottery.</summary>
/// <param name="Nonce">Of the newest draw. A nonce is never used twice, not even by a play that was undone.</param>
/// <param name="Day">Programme day that the counters of the day are of.</param>
/// <param name="Today">Plays of that day, free and paid.</param>
/// <param name="Total">Plays in all.</param>
/// <param name="SinceWin">Plays without a prize since the last one: the guarantee's counter.</param>
public readonly record struct MemberPlays(string Lottery, long Nonce, DateOnly Day, long Today, long FreeToday, long Total, long SinceWin)
{
    /// <summary>Tickets that have not been played.</summary>
    public long Tickets { get; init; }

    /// <summary>Unique prizes that it has won, in the order of winning; null for none.</summary>
    public IReadOnlyList<string>? Won { get; init; }

    public long PlayedOn(DateOnly day) => Day == day ? Today : 0;

    public long FreeOn(DateOnly day) => Day == day ? FreeToday : 0;

    internal MemberPlays Take(PlayTaken taken) => this with
    {
        Nonce = taken.Nonce,
        Day = taken.Day,
        Today = PlayedOn(taken.Day) + 1,
        FreeToday = FreeOn(taken.Day) + (taken.Free ? 1 : 0),
        Total = Total + 1,
        Tickets = Tickets - (taken.Ticket is true ? 1 : 0),
    };

    internal MemberPlays Take(CardTaken taken) => this with
    {
        Day = taken.Day,
        Today = PlayedOn(taken.Day) + 1,
        FreeToday = FreeOn(taken.Day) + (taken.Free ? 1 : 0),
        Total = Total + 1,
        Tickets = Tickets - (taken.Ticket is true ? 1 : 0),
    };

    internal MemberPlays Take(EntryTaken taken) => this with
    {
        Day = taken.Day,
        Today = PlayedOn(taken.Day) + 1,
        FreeToday = FreeOn(taken.Day) + (taken.Free ? 1 : 0),
        Total = Total + 1,
        Tickets = Tickets - (taken.Ticket is true ? 1 : 0),
    };

    internal MemberPlays Settle(bool prize) => this with { SinceWin = prize ? 0 : SinceWin + 1 };

    internal MemberPlays Own(string segment)
    {
        Invariant.Holds(Won?.Contains(segment) is not true, "a unique prize is won once");
        return this with { Won = [.. Won ?? [], segment] };
    }

    internal MemberPlays Undo(CardTaken taken) => this with
    {
        Today = Today - 1,
        FreeToday = FreeToday - (taken.Free ? 1 : 0),
        Total = Total - 1,
        Tickets = Tickets + (taken.Ticket is true ? 1 : 0),
    };

    internal MemberPlays Undo(PlayTaken taken) => this with
    {
        Today = Today - 1,
        FreeToday = FreeToday - (taken.Free ? 1 : 0),
        Total = Total - 1,
        Tickets = Tickets + (taken.Ticket is true ? 1 : 0),
    };
}
