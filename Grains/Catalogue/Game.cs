namespace Jifen.Grains.Catalogue;

/// <summary>What all lotteries have in common: who may play when, and what a play costs.</summary>
public abstract class Game
{
    private protected Game(LotteryDocument document, CampaignRules campaign, int freePlaysPerDay, Points? cost, PlayLimits limits, bool tickets)
    {
        Id = document.Id;
        Name = document.Name;
        Campaign = campaign;
        FreePlaysPerDay = freePlaysPerDay;
        Cost = cost;
        Tickets = tickets;
        PerDay = limits.PerDay;
        Total = limits.Total;
        Minors = document.Minors;
    }

    public string Id { get; }

    public LocalText Name { get; }

    public CampaignRules Campaign { get; }

    /// <summary>Plays of a member and programme day that cost nothing.</summary>
    public int FreePlaysPerDay { get; }

    /// <summary>Price of a play beyond the free ones; null means that there is no such play.</summary>
    public Points? Cost { get; }

    /// <summary>The document says that tickets reach it.</summary>
    public bool Tickets { get; }

    /// <summary>Plays of a member on one programme day at most, free and paid; null means without limit.</summary>
    public long? PerDay { get; }

    /// <summary>Plays of a member in all at most; null means without limit.</summary>
    public long? Total { get; }

    /// <summary>What minors may do in it.</summary>
    public MinorRule Minors { get; }
}
