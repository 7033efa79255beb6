using Jifen.Silo.Tests.Api;
using static Jifen.Silo.Tests.Imports.TestImports;

namespace Jifen.Silo.Tests.Imports;

public sealed class ImportTests(SiloFixture fixture) : IClassFixture<SiloFixture>
{
    private readonly TestSilo _silo = fixture.Silo;

    [Fact]
    public async Task Lines_are_decided_as_calls_are_and_a_repeated_one_counts_once()
    {
        await _silo.EnrolAsync("lines-a");
        string first = Activity("l1", "lines-a", 1_000);
        string id = await DoneAsync(_silo, Lines(first, "", Activity("l2", "lines-a", 2_000), first, "   ", first));

        Assert.Equal("4 read, 2 accepted, 2 repeated, 0 refused", await CountsAsync(_silo, id));
        Assert.Equal(30, await AvailableAsync("lines-a"));
        var again = await _silo.PostAsync("/v1/activities", first);
        Assert.Equal((200, true, 10L), (again.Status, again.Replayed, again.Json.GetProperty("points").GetInt64()));
        Assert.False(File.Exists(Path.Combine(_silo.Folder, "imports", id, "source")));
    }

    [Fact]
    public async Task Each_refused_line_is_reported_with_its_number_its_id_and_the_reason()
    {
        await _silo.EnrolAsync("refused-a");
        string id = await DoneAsync(_silo, Lines(
            "{\"id\":\"r1\",", Activity("r2", "nobody"), Activity("r3", "refused-a", at: "2020-01-01T00:00:00Z"), Activity("r4", "refused-a"),
            Activity("r5", "refused-a", more: $",\"merchant\":\"{new string('x', 20_000)}\""), Activity("r6", "refused-a", more: ",\"surplus\":1"),
            Activity("r7", "refused-a", -1), Activity("r8", "a b"), "7", Activity("r4", "refused-a", 200), Activity("r10", "refused-a", at: "2190-01-01T00:00:00Z")));

        Assert.Equal("11 read, 1 accepted, 0 repeated, 10 refused", await CountsAsync(_silo, id));
        Assert.Equal(
            [
                "1 r1: malformed at $", "2 r2: unknown_member", "3 r3: too_late", "5 : too_large", "6 r6: malformed at $.surplus", "7 r7: invalid at amount",
                "8 r8: invalid at memberId", "9 : malformed at $", "10 r4: key_reused", "11 r10: from_the_future",
            ],
            await RefusalsAsync(_silo, id));
    }

    [Fact]
    public async Task Columns_are_the_fields_that_the_map_says()
    {
        await _silo.EnrolAsync("csv-1");
        await _silo.EnrolAsync("csv-2");
        string today = Now()[..10];
        string file = $""""
            household_key,BASKET_ID,DAY,PRODUCT_ID,SALES_VALUE,COMMODITY,note
            csv-1,700,{today},9,12.50,"dairy, fresh",
            csv-1,700,{today} 00:01:00,10,0.99,bread,"two
            lines, and a ""quote"""
            csv-2,701,{today},9,3,dairy,
            csv-3,702,{today},9,1.255,dairy,
            csv-1,703,{today},9,1
            csv-1,704,{today},9,5,dairy,"not closed
            csv-2,705,{today},9,1,dairy,

            """";
        string map = Uri.EscapeDataString("household_key=memberId,BASKET_ID+PRODUCT_ID=id,DAY=at,SALES_VALUE=total,COMMODITY=category,PRODUCT_ID=sku,'purchase'=kind");
        string id = await DoneAsync(_silo, file, $"?map={map}", Csv);

        Assert.Equal("7 read, 4 accepted, 0 repeated, 3 refused", await CountsAsync(_silo, id));
        Assert.Equal(["6 702-9: invalid at total", "7 : malformed", "8 : malformed"], await RefusalsAsync(_silo, id));
        Assert.Equal((12, 4), (await AvailableAsync("csv-1"), await AvailableAsync("csv-2")));
        Assert.Contains("\"cause\":\"700-9\"", (await _silo.GetAsync("/v1/members/csv-1/history")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n", "", "the column \"a\" is no field; say by a map what it is, or leave it out")]
    [InlineData("a,b\n", "c=id", "the file has no column \"c\"")]
    [InlineData("a,b\n", "a=who", "\"a=who\" names no field")]
    [InlineData("a,b\n", "a=id,b=id", "id is named twice")]
    [InlineData("id,id\n", "", "there are two columns \"id\"")]
    public async Task A_map_that_does_not_fit_is_refused_and_nothing_is_kept(string file, string map, string why)
    {
        int before = Directory.GetDirectories(Folder).Length;
        var answer = await _silo.ImportAsync(file, map.Length == 0 ? "" : $"?map={Uri.EscapeDataString(map)}", null, Csv);
        Assert.Equal((422, $"map: {why}."), (answer.Status, answer.Json.GetProperty("detail").GetString()));
        Assert.Equal(before, Directory.GetDirectories(Folder).Length);
    }

    [Fact]
    public async Task History_of_any_age_is_seen_and_gives_nothing()
    {
        await _silo.EnrolAsync("history-a");
        string id = await DoneAsync(_silo, Lines(Activity("h1", "history-a", 99_900, "2001-02-03T04:05:06Z"), Activity("h2", "history-a", 99_900)), "?history=true");

        Assert.Equal("2 read, 2 accepted, 0 repeated, 0 refused", await CountsAsync(_silo, id));
        Assert.Equal(0, await AvailableAsync("history-a"));
        Assert.Equal(
            ["history h2", "history h1", "enrolled "],
            (await _silo.GetAsync("/v1/members/history-a/history")).Json.GetProperty("items").EnumerateArray()
                .Select(item => $"{item.GetProperty("kind").GetString()} {(item.TryGetProperty("cause", out var cause) ? cause.GetString() : "")}"));
        Assert.Equal(422, (await _silo.PostAsync("/v1/activities", Activity("h2", "history-a", 99_900))).Status);
    }

    [Fact]
    public async Task Members_are_opened_once_with_lots_tier_and_counters()
    {
        await _silo.EnrolAsync("opened-b");
        string[] lines =
        [
            """{"id":"opened-a","tier":"金卡","lots":[{"points":70},{"points":30,"expires":"2190-01-01T00:00:00+08:00"}],"counters":{"activities":{"purchase":4},"plays":2,"wins":1}}""",
            """{"id":"opened-b","lots":[{"points":5}]}""", """{"id":"opened-c","lots":[{"points":5,"expires":"2020-01-01T00:00:00Z"}]}""", """{"id":"opened-d","points":5}""",
        ];
        string id = await DoneAsync(_silo, Lines(lines), "?kind=members");
        Assert.Equal("4 read, 2 accepted, 0 repeated, 2 refused", await CountsAsync(_silo, id));
        Assert.Equal(["3 opened-c: invalid at lots[0].expires", "4 opened-d: malformed at $.points"], await RefusalsAsync(_silo, id));
        var member = (await _silo.GetAsync("/v1/members/opened-a")).Json;
        Assert.Equal(("金卡", 100), (member.GetProperty("tier").GetString(), member.GetProperty("points").GetProperty("available").GetInt32()));
        Assert.Equal(5, await AvailableAsync("opened-b"));

        string again = await DoneAsync(_silo, Lines(lines[0], lines[1].Replace("5", "6", StringComparison.Ordinal)), "?kind=members");
        Assert.Equal("2 read, 0 accepted, 1 repeated, 1 refused", await CountsAsync(_silo, again));
        Assert.Equal((100, 5), (await AvailableAsync("opened-a"), await AvailableAsync("opened-b")));
    }

    [Fact]
    public async Task Members_come_from_columns_too()
    {
        string id = await DoneAsync(
            _silo, "client,bonus,until,level,orders\nrow-a,40,2190-01-01,gold,7\nrow-b,,,,\n",
            $"?kind=members&offset=%2B08:00&map={Uri.EscapeDataString("client=id,bonus=points,until=expires,level=tier,orders=activities.purchase")}", Csv);
        Assert.Equal("2 read, 2 accepted, 0 repeated, 0 refused", await CountsAsync(_silo, id));
        Assert.Contains("\"expires\":\"2189-12-31T16:00:00+00:00\"", (await _silo.GetAsync("/v1/members/row-a")).Body, StringComparison.Ordinal);
        Assert.Contains("\"tier\":\"none\"", (await _silo.GetAsync("/v1/members/row-b")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_key_and_stream_are_one_import_and_another_stream_is_refused()
    {
        await _silo.EnrolAsync("keyed-a");
        string stream = Lines(Activity("k1", "keyed-a"));
        var first = await _silo.ImportAsync(stream, "", "import-key");
        var second = await _silo.ImportAsync(stream, "", "import-key");
        Assert.Equal((202, false, 202, true), (first.Status, first.Replayed, second.Status, second.Replayed));
        Assert.Equal(first.Body, second.Body);
        Assert.Equal("key_reused", (await _silo.ImportAsync(stream + stream, "", "import-key")).Code);
        Assert.Equal("key_reused", (await _silo.ImportAsync(stream, "?history=true", "import-key")).Code);
    }

    [Fact]
    public async Task What_is_no_stream_of_lines_is_refused()
    {
        Assert.Equal("415 unsupported_media", Told(await _silo.ImportAsync("{}", "", null, "application/json")));
        Assert.Equal("422 invalid", Told(await _silo.ImportAsync("{}", "?kind=members&history=true")));
        Assert.Equal("422 invalid", Told(await _silo.ImportAsync("{}", "?offset=8")));
        Assert.Equal("422 invalid", Told(await _silo.ImportAsync("{}", "?map=a=id")));
        Assert.Equal("400 malformed", Told(await _silo.ImportAsync("", "", null, Csv)));
        string id = await DoneAsync(_silo, "");
        Assert.Equal("0 read, 0 accepted, 0 repeated, 0 refused", await CountsAsync(_silo, id));
        Assert.Empty(await RefusalsAsync(_silo, id));
    }

    private string Folder => Path.Combine(_silo.Folder, "imports");

    private static string Told(TestSilo.Answer answer) => $"{answer.Status} {answer.Code}";

    private async Task<int> AvailableAsync(string member) =>
        (await _silo.GetAsync($"/v1/members/{member}")).Json.GetProperty("points").GetProperty("available").GetInt32();
}
