using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jifen.Process.Tests.Clients;
using Jifen.Silo.Security;

namespace Jifen.Process.Tests.Audit;

/// <summary>Holds what clients were told against what the store holds and the silo says. Each check adds its findings.</summary>
public sealed class StoreAudit(IAuditedStore store, Ledger ledger, SiloClient silo)
{
    private const int FindingsKept = 20;

    private readonly List<string> _findings = [];

    /// <summary>The first of what was found wrong.</summary>
    public IReadOnlyList<string> Findings => _findings;

    /// <summary>What the games came to, where they were held against the store.</summary>
    public GamesAudit? Games { get; private set; }

    /// <summary>The day of a board that ended meanwhile; null for none.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>What its list came to, where it was held against the store.</summary>
    public BoardAudit? Board { get; private set; }

    /// <summary>Codes that members were shown.</summary>
    public int Codes { get; private set; }

    /// <summary>One record for each key, and no other; no answer that clients cannot rely on.</summary>
    public void OneRecordForEachKey()
    {
        JournalCount journal = store.Count();
        journal.Faults.ForEach(Find);
        foreach (Call call in ledger.Intended.Values)
        {
            Reply? answer = ledger.Answered.GetValueOrDefault(call.Key);
            int records = journal.DecidedUnder(KeyOf(call));
            Expect(answer is { IsFinal: true }, $"{call.Key}: the answer is {answer}");
            Expect(records == 1, $"{call.Key}: answered {answer}, and the journal holds {records} records of it");
        }

        Expect(journal.Keys == ledger.Intended.Count, $"{ledger.Intended.Count} calls were made and {journal.Keys} are in the journal");
    }

    /// <summary>A repetition gets the same bytes and says that it is one.</summary>
    public async Task RepetitionsAnswerTheSameAsync() =>
        await Parallel.ForEachAsync(ledger.Answered, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (acknowledged, _) =>
        {
            Reply again = await silo.AnswerAsync(ledger.Intended[acknowledged.Key]);
            Expect(
                again.IsSame(acknowledged.Value) && again.Replayed,
                $"{acknowledged.Key}: acknowledged {acknowledged.Value}, repeated {again}{(again.Replayed ? "" : ", not as a repetition")}");
        });

    /// <summary>Cards, the draw, points, stock and codes are what clients were told.</summary>
    public async Task AllIsExactAsync()
    {
        Games = new(store, ledger, silo);
        await Games.CardsAreExactAsync();
        if (Day is { } day)
        {
            Board = new(store, silo, day);
            await Board.RewardsAreExactAsync();
        }

        await PointsAndStockAreExactAsync();
        await Games.DrawIsExactAsync();
        Games.Findings.ToList().ForEach(Find);
    }

    /// <summary>Answers, events and the silo agree on the points of every member and on what became of the stock.</summary>
    public async Task PointsAndStockAreExactAsync()
    {
        JournalCount journal = store.Count();
        AnswerCount answers = AnswerCount.Of(ledger);
        MemberKeys keys = new(store.Keys);
        for (int number = 0; number < Festival.Members; number++)
        {
            string member = Festival.Member(number);
            long told = answers.Points.GetValueOrDefault(member) + (Games?.Points.GetValueOrDefault(member) ?? 0) + (Board?.Points.GetValueOrDefault(member) ?? 0);
            long recounted = journal.PointsOf(keys.Of(member));
            long available = await silo.AvailableAsync(member);
            Expect(told == recounted && recounted == available, $"{member}: told {told} points, journalled {recounted}, available {available}");
        }

        Expect(Text(journal.Plays) == Text(answers.Plays), $"plays told {Text(answers.Plays)}, journalled {Text(journal.Plays)}");
        await StockIsExactAsync(journal);
        await CodesAreOnesOwnAsync();
    }

    /// <summary><c>jifen verify</c> passes on the store, which must be at rest, and no reward came twice meanwhile.</summary>
    public async Task VerifyPassesAsync()
    {
        Board?.GivenOnce();
        Board?.Findings.Distinct().ToList().ForEach(Find);
        (int exit, string output) = await store.VerifyAsync();
        Expect(exit == 0, $"verify ended with {exit}: {output}");
    }

    /// <summary>Who won a coupon has a code that nobody else has; none is made up, and none lies idle while somebody goes without.</summary>
    private async Task CodesAreOnesOwnAsync()
    {
        List<(string Member, string Code)> told = [];
        for (int number = 0; number < Festival.Members; number++)
        {
            told.AddRange((await CodesOfAsync(Festival.Member(number))).Select(code => (Festival.Member(number), code)));
        }

        Codes = told.Count;
        JournalCount journal = store.Count();
        Faults(told).ForEach(Find);
        Expect(told.Count == journal.Codes, $"{told.Count} codes are shown and {journal.Codes} journalled");
        Expect(
            journal.Coupons == journal.Plays.GetValueOrDefault(Festival.Coupon) && journal.Coupons == journal.Codes + journal.CouponsWithoutCode,
            $"{journal.Plays.GetValueOrDefault(Festival.Coupon)} coupons drawn, {journal.Coupons} won, {journal.Codes} with a code and {journal.CouponsWithoutCode} without");
        Expect(journal.CouponsWithoutCode == 0 || journal.Codes == Festival.Codes, $"{journal.CouponsWithoutCode} went without a code while {Festival.Codes - journal.Codes} lie idle");
    }

    /// <summary>What is wrong with the codes that members are shown.</summary>
    internal static List<string> Faults(IReadOnlyCollection<(string Member, string Code)> told)
    {
        HashSet<string> pool = [.. Enumerable.Range(0, Festival.Codes).Select(Festival.Code)];
        return
        [
            .. told.GroupBy(one => one.Code).Where(code => code.Count() > 1).Select(code => $"{code.Key} is shown to {string.Join(" and ", code.Select(one => one.Member))}"),
            .. told.Where(one => !pool.Contains(one.Code)).Select(one => $"{one.Member} is shown {one.Code}, which nobody uploaded"),
        ];
    }

    /// <summary>The codes of a member, once none is on its way any more.</summary>
    private async Task<string[]> CodesOfAsync(string member)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        while (true)
        {
            JsonElement[] coupons = [.. (await silo.SendAsync(HttpMethod.Get, $"/v1/members/{member}/prizes", null, System.Net.HttpStatusCode.OK))
                .GetProperty("items").EnumerateArray()];
            if (!coupons.Any(coupon => coupon.GetProperty("state").GetString() == "coming"))
            {
                return [.. coupons.Where(coupon => coupon.GetProperty("state").GetString() == "ready").Select(coupon => coupon.GetProperty("code").GetString()!)];
            }

            await Task.Delay(20, patience.Token);
        }
    }

    private async Task StockIsExactAsync(JournalCount journal)
    {
        int cups = journal.Plays.GetValueOrDefault(Festival.Prize);
        int used = journal.Units.GetValueOrDefault(Festival.Prize);
        JsonElement stock = await silo.SendAsync(HttpMethod.Get, $"/v1/lotteries/{Festival.Wheel}/stock", null, System.Net.HttpStatusCode.OK);
        int awarded = stock.GetProperty("items")[0].GetProperty("awarded").GetInt32();
        Expect(cups == used && used == awarded, $"{cups} cups won, {used} units used, {awarded} shown as awarded");
        Expect(cups <= Festival.Cups, $"{cups} of {Festival.Cups} cups were won");
    }

    private static string Text(Dictionary<string, int> counts) => string.Join(", ", counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}"));

    /// <summary>First 16 bytes of SHA-256(scope, 0, the client's key), as the contract of the API says.</summary>
    internal static RequestKey KeyOf(Call call) =>
        RequestKey.Read(SHA256.HashData(Encoding.UTF8.GetBytes($"{(call.Kind == CallKind.Play ? "play" : "activity")}\0{call.Key}")));

    private void Expect(bool holds, string finding)
    {
        if (!holds)
        {
            Find(finding);
        }
    }

    private void Find(string finding)
    {
        lock (_findings)
        {
            if (_findings.Count < FindingsKept)
            {
                _findings.Add(finding);
            }
        }
    }
}
