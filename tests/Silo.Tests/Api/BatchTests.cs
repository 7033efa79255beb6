using System.Text.Json;
using System.Text.Json.Nodes;

namespace Jifen.Silo.Tests.Api;

public sealed class BatchTests(SiloFixture fixture) : IClassFixture<SiloFixture>
{
    private const string Path = "/v1/activities/batch";

    private readonly TestSilo _silo = fixture.Silo;

    [Fact]
    public async Task Each_item_has_the_answer_that_it_would_get_alone_in_the_order_of_the_items()
    {
        await _silo.EnrolAsync("batch-a");
        await _silo.EnrolAsync("batch-b");
        string[] items =
        [
            Item("b1", "batch-a", 1_000), Item("b2", "batch-b", 2_000), Item("b3", "batch-a", 3_000),
            """{"id":"b4","memberId":"batch-a","kind":"purchase","at":"2020-01-01T00:00:00Z","amount":1}""",
            Item("b5", "nobody", 100), """{"id":"b6","memberId":"batch-a","surplus":1}""", """{"id":"b7","id":"b7"}""", "7", Item("b8", "a b", 1),
        ];
        var answer = await _silo.PostAsync(Path, Batch(items));
        Assert.Equal(200, answer.Status);
        JsonElement[] answers = [.. answer.Json.GetProperty("items").EnumerateArray()];
        Assert.Equal((10, 10), (answers[0].GetProperty("points").GetInt64(), answers[0].GetProperty("available").GetInt64()));
        Assert.Equal((20, 20), (answers[1].GetProperty("points").GetInt64(), answers[1].GetProperty("available").GetInt64()));
        Assert.Equal((30, 40), (answers[2].GetProperty("points").GetInt64(), answers[2].GetProperty("available").GetInt64()));
        Assert.Equal(
            ["409 too_late", "404 unknown_member", "400 malformed", "400 malformed", "400 malformed", "422 invalid"],
            answers[3..].Select(item => $"{item.GetProperty("status").GetInt32()} {item.GetProperty("code").GetString()}"));
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal((await _silo.PostAsync("/v1/activities", items[i])).Body, answers[i].GetRawText());
        }

        long before = await fixture.CommandsAsync();
        Assert.Equal(answer.Json.GetProperty("items")[2].GetRawText(), (await _silo.PostAsync(Path, Batch(items))).Json.GetProperty("items")[2].GetRawText());
        Assert.Equal(before, await fixture.CommandsAsync());
    }

    [Fact]
    public async Task A_thousand_items_are_all_recorded_once_and_one_more_is_refused_whole()
    {
        string[] members = [.. Enumerable.Range(0, 20).Select(i => $"many-{i}")];
        foreach (string member in members)
        {
            await _silo.EnrolAsync(member);
        }

        string[] items = [.. Enumerable.Range(0, 1_000).Select(i => Item($"t{i}", members[i % 20], 100))];
        long before = await fixture.CommandsAsync();
        Assert.Equal("422 invalid", Told(await _silo.PostAsync(Path, Batch([.. items, items[0]]))));
        Assert.Equal(before, await fixture.CommandsAsync());
        var answer = await _silo.PostAsync(Path, Batch(items));
        Assert.Equal(
            items.Select(item => JsonNode.Parse(item)!["id"]!.GetValue<string>()),
            answer.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
        Assert.Equal(before + 1_000, await fixture.CommandsAsync());
        Assert.All(await Task.WhenAll(members.Select(member => _silo.GetAsync($"/v1/members/{member}"))), member =>
            Assert.Equal(50, member.Json.GetProperty("points").GetProperty("available").GetInt64()));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"items":{}}""")]
    [InlineData("""{"items":[],"more":1}""")]
    [InlineData("""{"items":[]}{}""")]
    [InlineData("""{"items":[1""")]
    [InlineData("""{"items":[[[[[[[[[]]]]]]]]]}""")]
    public async Task What_is_no_batch_is_refused_whole(string body) => Assert.Equal("400 malformed", Told(await _silo.PostAsync(Path, body)));

    [Fact]
    public async Task An_empty_batch_has_an_empty_answer_and_one_beyond_its_bytes_is_refused()
    {
        Assert.Equal("""{"items":[]}""", (await _silo.PostAsync(Path, Batch([]))).Body);
        Assert.Equal("413 too_large", Told(await _silo.SendAsync(
            HttpMethod.Post, Path, Batch([$"\"{new string('x', 1024 * 1024)}\""]), null, TestSilo.BootstrapKey, ("Expect", "100-continue"))));
    }

    private static string Told(TestSilo.Answer answer) => $"{answer.Status} {answer.Code}";

    private static string Batch(IEnumerable<string> items) => $$"""{"items":[{{string.Join(',', items)}}]}""";

    private static string Item(string id, string member, long amount) =>
        $$"""{"id":"{{id}}","memberId":"{{member}}","kind":"purchase","at":"{{TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}}","amount":{{amount}}}""";
}
