namespace Jifen.Grains.Interfaces;

/// <summary>When a lot of points is gone. Every expiry is a midnight of the programme's zone.</summary>
public abstract record ExpiryRule
{
    private protected ExpiryRule()
    {
    }
}

public sealed record NeverExpires : ExpiryRule;

/// <summary>
/// At the midnight that ends the day n calendar months after the day of earning; a day that the month lacks is its last day.
/// </summary>
public sealed record ExpiresAfterMonths(int Months) : ExpiryRule;

/// <summary>At the end of the n-th month after the month of earning; 0 is the month of earning.</summary>
public sealed record ExpiresAtEndOfMonth(int Months) : ExpiryRule;

/// <summary>At the end of the n-th year after the year of earning; 0 is the year of earning.</summary>
public sealed record ExpiresAtEndOfYear(int Years) : ExpiryRule;
