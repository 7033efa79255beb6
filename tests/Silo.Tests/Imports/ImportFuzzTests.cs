using System.Text;
using Jifen.Silo.Api;
using Jifen.Silo.Imports;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Journal;

namespace Jifen.Silo.Tests.Imports;

/// <summary>Streams changed at random: each line is taken or refused, and nothing else ever happens.</summary>
public sealed class ImportFuzzTests(SiloFixture fixture) : IClassFixture<SiloFixture>
{
    private const int Mutations = 2_000;

    private readonly TestSilo _silo = fixture.Silo;

    [Theory]
    [InlineData("", TestImports.NdJson, """{"id":"f1","memberId":"import-fuzz","kind":"purchase","at":"2026-11-21T00:00:00+08:00","amount":100,"lines":[{"sku":"s","category":"c","quantity":1,"amount":100,"tags":["t"]}]}""")]
    [InlineData("?history=true", TestImports.NdJson, """{"id":"f1","memberId":"import-fuzz","kind":"purchase","at":"0001-01-01T00:00:00Z","amount":100}""")]
    [InlineData("?kind=members", TestImports.NdJson, """{"id":"fuzz-m","tier":"gold","lots":[{"points":5,"expires":"2190-01-01T00:00:00Z"}],"counters":{"activities":{"purchase":4},"plays":2,"wins":1}}""")]
    [InlineData("", TestImports.Csv, "f1,import-fuzz,purchase,2026-11-21,100,\"a, b\",3,x|y")]
    [InlineData("?kind=members", TestImports.Csv, "fuzz-c,5,2190-01-01,gold,3,1,2")]
    public async Task Mutated_lines_are_each_taken_or_refused(string query, string media, string line)
    {
        await _silo.PostAsync("/v1/members", """{"id":"import-fuzz"}""");
        bool isCsv = media == TestImports.Csv;
        string header = !isCsv ? "" : query.Length == 0 ? "id,memberId,kind,at,amount,category,quantity,tags\n" : "id,points,expires,tier,plays,wins,activities.purchase\n";
        List<byte> stream = [.. Encoding.UTF8.GetBytes(header)];
        for (int number = 0; number < Mutations; number++)
        {
            stream.AddRange(FuzzTests.Mutate(Encoding.UTF8.GetBytes(line), new((ulong)number * 6_151)));
            stream.Add((byte)'\n');
        }

        using ByteArrayContent content = new([.. stream]);
        content.Headers.ContentType = new(media);
        using HttpRequestMessage request = new(HttpMethod.Post, $"/v1/imports{query}") { Content = content };
        request.Headers.Authorization = new("Bearer", TestSilo.BootstrapKey);
        using HttpResponseMessage response = await _silo.Client.SendAsync(request);
        string id = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
        var done = await TestImports.EndAsync(_silo, id);
        Assert.Equal(done.GetProperty("refused").GetInt64(), (await TestImports.RefusalsAsync(_silo, id)).Length);
        Assert.Equal(stream.Count, done.GetProperty("bytesRead").GetInt64());
        Assert.True(_silo.Host.Engine.Shards.IsReady);
    }

    [Fact]
    public void A_mutated_map_or_header_is_bound_or_refused()
    {
        using TempFolder folder = new();
        byte[] map = Encoding.UTF8.GetBytes("household=memberId,day+basket=id,'purchase'=kind,sales=total");
        byte[] header = Encoding.UTF8.GetBytes("household,day,basket,\"sales\",at");
        for (int number = 0; number < Mutations; number++)
        {
            SeededDraw draw = new((ulong)number * 3_571);
            string path = Path.Combine(folder.Path, "header");
            File.WriteAllBytes(path, FuzzTests.Mutate(header, draw));
            ImportOrder order = new("", ImportKind.Activities, ImportFormat.Csv, false, Encoding.UTF8.GetString(FuzzTests.Mutate(map, draw)), "+00:00", 0, "", default, "");
            try
            {
                LineForm.Open(order, path, 1_024, _silo.Host.Engine.MemberKeys, out _);
            }
            catch (ProblemException refused)
            {
                Assert.InRange(refused.Problem.Kind.Status, 400, 499);
            }
        }
    }
}
