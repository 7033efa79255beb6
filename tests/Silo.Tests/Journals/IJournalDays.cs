namespace Jifen.Silo.Tests.Journals;

/// <summary>What some members do in the weeks of a journal that is kept.</summary>
internal interface IJournalDays
{
    /// <summary>Half past seven on day 0, with the second version of the programme in force.</summary>
    Task BeginAsync(JournalShop shop);

    /// <summary>Three minutes past the midnight that begins <see cref="JournalShop.Day"/>.</summary>
    Task NightAsync(JournalShop shop);

    /// <summary>Half past seven on <see cref="JournalShop.Day"/>, with the third version in force.</summary>
    Task EveningAsync(JournalShop shop);

    /// <summary>Half a year after the last evening, with the fourth version in force.</summary>
    Task LaterAsync(JournalShop shop);
}
