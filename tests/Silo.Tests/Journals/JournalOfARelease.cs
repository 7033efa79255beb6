namespace Jifen.Silo.Tests.Journals;

/// <summary>Has a silo go through nearly everything that records are made of, in eleven days of its own clock and a day half a year later, and keeps the journal.</summary>
internal static class JournalOfARelease
{
    private const int Evenings = 11;
    private static readonly TimeSpan HalfAYear = TimeSpan.FromDays(190);
    private static readonly TimeSpan BeyondACheckpoint = TimeSpan.FromMinutes(1);

    public static async Task MakeAsync(KeptJournal kept)
    {
        await using JournalShop shop = await JournalShop.OpenAsync();
        IReadOnlyList<IJournalDays> members = [new StarterDays(), new ChallengeDays(), new SettingDays(), new GameDays(), new BoardDays()];
        await StarterDays.FirstVersionAsync(shop);
        await shop.PublishAsync(JournalProgramme.Second);
        await GameDays.StockAsync(shop);
        await ForEachAsync(members, days => days.BeginAsync(shop));
        await shop.PublishAsync(JournalProgramme.Third);
        await StarterDays.ThirdVersionAsync(shop);
        for (int day = 0; day < Evenings; day++)
        {
            await shop.NightAsync();
            await ForEachAsync(members, days => days.NightAsync(shop));
            await shop.EveningAsync();
            await ForEachAsync(members, days => days.EveningAsync(shop));
        }

        await shop.PublishAsync(JournalProgramme.Fourth, $"?effectiveAt={shop.At(-0.001)}");
        await shop.PassAsync(HalfAYear);
        await ForEachAsync(members.Skip(1), days => days.LaterAsync(shop));
        await shop.PassAsync(BeyondACheckpoint);
        await members[0].LaterAsync(shop);
        kept.Keep(shop.Silo.Folder);
    }

    private static async Task ForEachAsync(IEnumerable<IJournalDays> members, Func<IJournalDays, Task> act)
    {
        foreach (IJournalDays days in members)
        {
            await act(days);
        }
    }
}
