using System.Net;
using System.Text.Json;
using Jifen.Process.Tests.Clients;
using Jifen.Silo.Security;

namespace Jifen.Process.Tests.Audit;

/// <summary>Holds the final list of a day and its rewards against a list that is sorted from what members earned.</summary>
public sealed class BoardAudit(IAuditedStore store, SiloClient silo, DateOnly day)
{
    private static readonly TimeSpan LongestClosing = TimeSpan.FromMinutes(3);

    private readonly List<string> _findings = [];

    public IReadOnlyList<string> Findings => _findings;

    /// <summary>Members who were to get something.</summary>
    public int Rewarded { get; private set; }

    /// <summary>Points that the board gave, by member.</summary>
    public Dictionary<string, long> Points { get; } = new(StringComparer.Ordinal);

    private string Period => $"{day:yyyy-MM-dd}";

    /// <summary>Once the day is final, its list is the naive one, and each of the highest is given its reward.</summary>
    public async Task RewardsAreExactAsync()
    {
        List<(string Member, long Score)> told = await FinalAsync();
        JournalCount journal = store.Count();
        List<(string Member, long Score)> sorted = Sorted(journal);
        if (!told.SequenceEqual(sorted))
        {
            _findings.Add($"the final list is {Text(told)}, and {Text(sorted)} by what members earned");
        }

        Rewarded = Math.Min(Festival.Rewards[^1].Rank, sorted.Count);
        using CancellationTokenSource patience = new(LongestClosing);
        while (store.Count().Rewards.Count < Rewarded && !patience.IsCancellationRequested)
        {
            await Task.Delay(50, CancellationToken.None);
        }

        GivenOnce();
        foreach ((string member, long points) in Given(store.Count()))
        {
            Points[member] = Points.GetValueOrDefault(member) + points;
        }
    }

    /// <summary>Each place has given its reward once, to its member.</summary>
    public void GivenOnce()
    {
        JournalCount journal = store.Count();
        _findings.AddRange(journal.Rewards.Where(given => given.Period != Period).Select(given => $"{given.Period} rewards, and has not ended"));
        _findings.AddRange(Faults([.. Sorted(journal).Select(place => place.Member)], Given(journal)));
    }

    /// <summary>What is wrong with rewards that were given to members of a list.</summary>
    /// <param name="sorted">Members, highest first.</param>
    internal static List<string> Faults(IReadOnlyList<string> sorted, IReadOnlyCollection<(string Member, long Points)> given)
    {
        (string Member, long Points)[] due = [.. sorted.Select((member, index) => (member, Festival.Rewards.FirstOrDefault(reward => index < reward.Rank).Points)).Where(one => one.Points > 0)];
        return
        [
            .. due.Where(one => given.All(other => other.Member != one.Member)).Select(one => $"{one.Member} is not given its {one.Points} points"),
            .. given.GroupBy(one => one.Member).Where(one => one.Count() > 1).Select(one => $"{one.Key} is given its reward {one.Count()} times"),
            .. given.Where(one => !due.Contains(one)).Select(one => $"{one.Member} is given {one.Points} points, which are not its rank's").Distinct(),
        ];
    }

    private List<(string Member, long Points)> Given(JournalCount journal)
    {
        Dictionary<MemberKey, string> names = Names();
        return [.. journal.Rewards.Select(given => (names[given.Member], given.Points))];
    }

    /// <summary>By points earned before the day was over; of equal ones who got there first, then the lower key.</summary>
    private List<(string Member, long Score)> Sorted(JournalCount journal)
    {
        Dictionary<MemberKey, string> names = Names();
        Stamp end = Festival.StampOf(day.AddDays(1));
        return
        [
            .. journal.Earned.Where(earned => earned.Day == day && earned.At < end).GroupBy(earned => earned.Member)
                .Select(member => (Member: member.Key, Score: member.Sum(earned => earned.Points), Reached: member.Max(earned => earned.At.Microseconds)))
                .OrderByDescending(place => place.Score).ThenBy(place => place.Reached).ThenBy(place => place.Member.Value)
                .Select(place => (names[place.Member], place.Score)),
        ];
    }

    private Dictionary<MemberKey, string> Names()
    {
        MemberKeys keys = new(store.Keys);
        return Enumerable.Range(0, Festival.Members).Select(Festival.Member).ToDictionary(member => keys.Of(member));
    }

    /// <summary>The list, once it is final.</summary>
    private async Task<List<(string Member, long Score)>> FinalAsync()
    {
        using CancellationTokenSource patience = new(LongestClosing);
        string path = $"/v1/leaderboards/{Festival.Board}?period={Period}&limit={Festival.Members}";
        while (true)
        {
            if (await silo.StatusAsync(path) == HttpStatusCode.OK)
            {
                JsonElement list = await silo.SendAsync(HttpMethod.Get, path, null, HttpStatusCode.OK);
                if (!list.GetProperty("provisional").GetBoolean())
                {
                    return [.. list.GetProperty("items").EnumerateArray().Select(place => (place.GetProperty("memberId").GetString()!, place.GetProperty("score").GetInt64()))];
                }
            }

            await Task.Delay(50, patience.Token);
        }
    }

    private static string Text(List<(string Member, long Score)> list) => string.Join(", ", list.Select(place => $"{place.Member} {place.Score}"));
}
