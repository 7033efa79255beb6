using System.Globalization;
using System.Net;
using System.Text.Json;
using Jifen.Process.Tests.Clients;
using Jifen.Process.Tests.Hosts;
using Jifen.Silo.Host;
using Jifen.Silo.Journal.Sqlite;
using Jifen.Silo.Security;
using Xunit.Abstractions;

namespace Jifen.Process.Tests.Imports;

/// <summary>Kills the silo in the middle of an import and asks whether anything was lost, repeated or counted wrong.</summary>
public sealed class ImportKillTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Told = 100;
    private static readonly TimeSpan LongestStop = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly HostPool _pool = new(1);
    private readonly ulong _seed = Environment.GetEnvironmentVariable("JIFEN_SEED") is { } text
        ? ulong.Parse(text, CultureInfo.InvariantCulture)
        : (ulong)TimeProvider.System.GetTimestamp();
    private StoreFolder _store = null!;

    public async Task InitializeAsync()
    {
        output.WriteLine($"seed {_seed}; again by JIFEN_SEED={_seed}");
        _store = await Festival.StoreAsync(_pool, Festival.Document, Enumerable.Range(0, Festival.Members).Select(Festival.Member));
    }

    public async Task DisposeAsync()
    {
        await _pool.DisposeAsync();
        _store.Dispose();
    }

    [Fact]
    public async Task An_import_that_is_killed_again_and_again_brings_each_activity_in_once_and_counts_exactly()
    {
        Dice dice = new(_seed);
        var file = ImportFile.Draw(dice, 20_000);
        (JsonElement done, int kills) = await RunAsync(file, dice, kills: 8, PlantedFault.None);

        Assert.Empty(Findings(file));
        Assert.Equal(
            (file.Lines, file.Activities.Count - Told, file.Lines - file.Refused.Count - file.Activities.Count + Told, file.Refused.Count),
            (Count(done, "read"), Count(done, "accepted"), Count(done, "repeated"), Count(done, "refused")));
        (int exit, string report) = await Programs.JifenAsync("verify", "--data", _store.Data);
        Assert.True(exit == 0, report);
        output.WriteLine($"{kills} kills");
        Assert.True(kills >= 3, $"only {kills} kills met the import");
    }

    [Theory]
    [InlineData(PlantedFault.CountedBeforeAnswered, "0 times")]
    [InlineData(PlantedFault.ImportedWithoutKeys, "2 times")]
    public async Task An_import_that_goes_ahead_of_its_answers_or_sends_no_keys_is_found_out(PlantedFault fault, string finding)
    {
        Dice dice = new(_seed);
        var file = ImportFile.Draw(dice, 4_000);
        await RunAsync(file, dice, kills: 3, fault);
        Assert.Contains(Findings(file), found => found.EndsWith(finding, StringComparison.Ordinal));
    }

    /// <summary>Reports some activities, begins the import, and kills the silo at random moments until it is done; then stops it.</summary>
    private async Task<(JsonElement Done, int Kills)> RunAsync(ImportFile file, Dice dice, int kills, PlantedFault fault)
    {
        using SiloClient silo = new(Festival.ServerKey);
        string path = "";
        int killed = 0;
        while (true)
        {
            SiloProcess host = _pool.Take();
            host.Obey(Festival.Order(_store) with { Fault = fault });
            silo.Address = await host.ReadyAsync();
            path = path.Length > 0 ? path : await BeginAsync(silo, file);
            if (killed == kills)
            {
                JsonElement done = await EndAsync(silo, path);
                await ReportIsWholeAsync(silo, path, file, fault);
                host.Stop();
                Assert.Equal(0, await host.EndAsync(LongestStop));
                return (done, killed);
            }

            await Task.Delay(dice.Between(20, 250));
            bool isDone = IsDone(await SeenAsync(silo, path));
            host.Kill();
            Assert.Equal(137, await host.EndAsync(LongestStop));
            (killed, kills) = isDone ? (killed, killed) : (killed + 1, kills);
        }
    }

    private static async Task<string> BeginAsync(SiloClient silo, ImportFile file)
    {
        foreach (string line in file.Text.Split('\n').Where(line => line.StartsWith("{\"id\":\"i", StringComparison.Ordinal)).Distinct().Take(Told))
        {
            await silo.SendAsync(HttpMethod.Post, "/v1/activities", line, HttpStatusCode.OK);
        }

        using HttpClient http = new() { BaseAddress = silo.Address };
        using HttpRequestMessage request = new(HttpMethod.Post, "/v1/imports") { Content = new StringContent(file.Text, null, "application/x-ndjson") };
        request.Headers.Authorization = new("Bearer", Festival.ServerKey);
        using HttpResponseMessage response = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return response.Headers.Location!.ToString();
    }

    private static Task<JsonElement> SeenAsync(SiloClient silo, string path) => silo.SendAsync(HttpMethod.Get, path, null, HttpStatusCode.OK);

    private static bool IsDone(JsonElement seen)
    {
        Assert.Equal(Count(seen, "read"), Count(seen, "accepted") + Count(seen, "repeated") + Count(seen, "refused"));
        return seen.GetProperty("state").GetString() == "done";
    }

    private static async Task<JsonElement> EndAsync(SiloClient silo, string path)
    {
        using CancellationTokenSource patience = new(Patience);
        while (true)
        {
            JsonElement seen = await SeenAsync(silo, path);
            if (IsDone(seen))
            {
                return seen;
            }

            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task ReportIsWholeAsync(SiloClient silo, string path, ImportFile file, PlantedFault fault)
    {
        if (fault == PlantedFault.None)
        {
            using HttpClient http = new() { BaseAddress = silo.Address };
            using HttpRequestMessage request = new(HttpMethod.Get, path + "/refusals");
            request.Headers.Authorization = new("Bearer", Festival.ServerKey);
            using HttpResponseMessage response = await http.SendAsync(request);
            string[] lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(file.Refused, lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("line").GetInt64()));
        }
    }

    /// <summary>Each activity is once in the journal, and each member has just the points of its activities.</summary>
    private List<string> Findings(ImportFile file)
    {
        Dictionary<string, int> times = new(StringComparer.Ordinal);
        Dictionary<MemberKey, long> points = [];
        foreach ((JournalRecord record, ReportActivity activity, ActivityRecorded recorded) in Counted())
        {
            times[activity.Id] = times.GetValueOrDefault(activity.Id) + 1;
            points[record.Member!.Value] = points.GetValueOrDefault(record.Member.Value) + recorded.Points.Value;
        }

        MemberKeys keys = new(SecretKeyFile.OpenOrCreate(_store.Data, storeExists: true));
        return
        [
            .. file.Activities.Keys.Where(id => times.GetValueOrDefault(id) != 1).Select(id => $"{id} is in the journal {Math.Min(2, times.GetValueOrDefault(id))} times"),
            .. times.Keys.Except(file.Activities.Keys).Select(id => $"{id} is in the journal, and in no file"),
            .. file.Activities.Values.GroupBy(one => one.Member).Where(member =>
                member.Sum(one => one.Points) != points.GetValueOrDefault(keys.Of(Festival.Member(member.Key)))).Select(member => $"member {member.Key} has other points"),
        ];
    }

    private List<(JournalRecord Record, ReportActivity Activity, ActivityRecorded Recorded)> Counted()
    {
        using SqliteJournal journal = SqliteStore.OpenReadOnly(_store.Data);
        List<(JournalRecord, ReportActivity, ActivityRecorded)> counted = [];
        for (int shard = 0; shard < journal.Identity.ShardCount; shard++)
        {
            Sequence next = new(1);
            while (journal.ReadRecords(new(shard), next, 1_024) is { Count: > 0 } page)
            {
                counted.AddRange(page.Select(record => (record, RecordCodec.Decode(record.Body.Span)))
                    .Where(one => one.Item2 is { Input: ReportActivity, Answer: ActivityRecorded })
                    .Select(one => (one.record, (ReportActivity)one.Item2.Input, (ActivityRecorded)one.Item2.Answer!)));
                next = page[^1].Sequence.Next;
            }
        }

        return counted;
    }

    private static long Count(JsonElement seen, string name) => seen.GetProperty(name).GetInt64();
}
