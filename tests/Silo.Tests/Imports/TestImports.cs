using System.Globalization;
using System.Text.Json;
using Jifen.Silo.Tests.Api;

namespace Jifen.Silo.Tests.Imports;

/// <summary>Words for importing.</summary>
internal static class TestImports
{
    public const string NdJson = "application/x-ndjson";
    public const string Csv = "text/csv";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Begun = Now();

    public static Task<TestSilo.Answer> ImportAsync(this TestSilo silo, string stream, string query = "", string? key = null, string media = NdJson) =>
        silo.SendAsync(HttpMethod.Post, $"/v1/imports{query}", stream, key, TestSilo.BootstrapKey, media: media);

    /// <summary>Sends a stream and waits until it is worked through.</summary>
    /// <returns>The id of the import.</returns>
    public static async Task<string> DoneAsync(TestSilo silo, string stream, string query = "", string media = NdJson)
    {
        var answer = await silo.ImportAsync(stream, query, null, media);
        Assert.True(answer.Status == 202, answer.Body);
        string id = answer.Json.GetProperty("id").GetString()!;
        await EndAsync(silo, id);
        return id;
    }

    /// <summary>Waits until an import is done and returns what is told of it.</summary>
    public static async Task<JsonElement> EndAsync(TestSilo silo, string id)
    {
        using CancellationTokenSource patience = new(Patience);
        while (true)
        {
            JsonElement seen = await SeenAsync(silo, id);
            if (seen.GetProperty("state").GetString() == "done")
            {
                return seen;
            }

            await Task.Delay(5, patience.Token);
        }
    }

    public static async Task<JsonElement> SeenAsync(TestSilo silo, string id)
    {
        var answer = await silo.GetAsync($"/v1/imports/{id}");
        Assert.Equal(200, answer.Status);
        JsonElement seen = answer.Json;
        Assert.Equal(Count(seen, "read"), Count(seen, "accepted") + Count(seen, "repeated") + Count(seen, "refused"));
        return seen;
    }

    public static string Counts(JsonElement seen) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Count(seen, "read")} read, {Count(seen, "accepted")} accepted, {Count(seen, "repeated")} repeated, {Count(seen, "refused")} refused");

    public static async Task<string> CountsAsync(TestSilo silo, string id) => Counts(await SeenAsync(silo, id));

    /// <summary>Lines of the report: line, id, code and field.</summary>
    public static async Task<string[]> RefusalsAsync(TestSilo silo, string id)
    {
        var answer = await silo.GetAsync($"/v1/imports/{id}/refusals");
        Assert.Equal(200, answer.Status);
        return [.. answer.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Refusal)];
    }

    /// <summary>An activity, with the same words each time it is told: one without an instant was when the tests began.</summary>
    public static string Activity(string id, string member, long amount = 100, string? at = null, string more = "") =>
        $$"""{"id":"{{id}}","memberId":"{{member}}","kind":"purchase","at":"{{at ?? Begun}}","amount":{{amount}}{{more}}}""";

    public static string Now() => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Lines(params IEnumerable<string> lines) => string.Join('\n', lines) + "\n";

    private static string Refusal(string line)
    {
        JsonElement refused = JsonDocument.Parse(line).RootElement;
        JsonElement reason = refused.GetProperty("reason");
        Assert.NotEqual("", reason.GetProperty("en").GetString());
        Assert.NotEqual(reason.GetProperty("en").GetString(), reason.GetProperty("zh").GetString());
        string? field = refused.TryGetProperty("field", out JsonElement named) ? $" at {named.GetString()}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{refused.GetProperty("line").GetInt64()} {refused.GetProperty("id").GetString()}: {refused.GetProperty("code").GetString()}{field}");
    }

    private static long Count(JsonElement seen, string name) => seen.GetProperty(name).GetInt64();
}
