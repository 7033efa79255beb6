using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Jifen.Silo.Api;
using Jifen.Silo.Hosting;
using Jifen.Silo.Templates;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jifen.Bench.Spins;

/// <summary>A silo in this process whose members may play as often as they like: a template's wheel without its daily limit.</summary>
internal sealed class SpinTown : IAsyncDisposable
{
    public const string Lottery = "lucky-wheel";

    public const string Deck = "lucky-cards";

    private const string Template = "starter";

    /// <summary>Members that take turns.</summary>
    public const int Members = 4_096;

    /// <summary>Minor units; a point each 100.</summary>
    private const long FirstPurchase = 1_000_000_000_000;

    /// <summary>Kind of activity that moves all five challenges.</summary>
    public const string Visit = "visit";

    private const string Challenges = """
        [
          { "id": "three-a-week", "kind": "count", "name": { "en": "C", "zh": "C" }, "period": "week", "qualifies": { "kinds": ["visit"] }, "times": 3, "reward": { "points": 5 } },
          { "id": "month-sum", "kind": "sum", "name": { "en": "S", "zh": "S" }, "period": "month", "qualifies": { "kinds": ["visit"] }, "amount": 10000, "reward": { "points": 9 } },
          { "id": "every-tenth", "kind": "ladder", "name": { "en": "L", "zh": "L" }, "period": "campaign", "qualifies": { "kinds": ["visit"] }, "every": 10,
            "reward": { "tickets": { "lottery": "lucky-wheel", "count": 1 } } },
          { "id": "both-shops", "kind": "set", "name": { "en": "B", "zh": "B" }, "period": { "rolling": 7 }, "qualifies": { "kinds": ["visit"] },
            "of": { "merchants": ["east", "west"] }, "reward": { "points": 2 } },
          { "id": "daily", "kind": "streak", "name": { "en": "D", "zh": "D" }, "qualifies": { "kinds": ["visit"] }, "days": 7, "freezes": 2,
            "rewards": [{ "day": 1, "points": 1 }, { "day": 7, "points": 64 }] }
        ]
        """;

    /// <summary>More cards than a run deals, of the odds of the demo's.</summary>
    private const string Cards = """
        { "id": "lucky-cards", "kind": "scratch", "name": { "en": "K", "zh": "K" }, "cost": { "points": 20 }, "expires": { "days": 30 },
          "cards": [
            { "id": "points-100", "label": { "en": "P", "zh": "P" }, "color": "#f97316", "count": 1000000, "prize": { "kind": "points", "points": 100 } },
            { "id": "points-10", "label": { "en": "Q", "zh": "Q" }, "color": "#f59e0b", "count": 40000000, "prize": { "kind": "points", "points": 10 } },
            { "id": "luck", "label": { "en": "L", "zh": "L" }, "color": "#64748b", "count": 59000000, "prize": null }] }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("jifen-bench-").FullName;

    private SpinTown(SiloOptions options) => Options = options with { DataFolder = _folder };

    public SiloOptions Options { get; }

    public static string NameOf(int member) => string.Create(CultureInfo.InvariantCulture, $"m{member}");

    /// <summary>A key as those that silos make of what clients send: all its bits differ from those before.</summary>
    public static RequestKey FreshKey() => new(BinaryPrimitives.ReadUInt128BigEndian(RandomNumberGenerator.GetBytes(16)));

    /// <summary>A town without a silo yet: its store begins with the wheel.</summary>
    public static SpinTown Found(SiloOptions? options = null) => new((options ?? new()) with { Empty = true, Programme = Template });

    public async Task<SiloEngine> StartEngineAsync()
    {
        SiloEngine engine = SiloEngine.Start(Options, new(), NullLoggerFactory.Instance);
        await engine.ReadyAsync(default);
        return engine;
    }

    /// <summary>Publishes the wheel, enrols members and gives each points enough for the run.</summary>
    public static async Task<MemberKey[]> PopulateAsync(SiloEngine engine, int count = Members, int first = 0)
    {
        _ = await engine.Publisher.PublishAsync(Programme(), null, "bench");
        MemberKey[] members = [.. Enumerable.Range(first, count).Select(number => engine.MemberKeys.Of(NameOf(number)))];
        await Task.WhenAll(members.Select(member => WelcomeAsync(engine, member)));
        return members;
    }

    /// <summary>One play, to show what the answer looks like.</summary>
    public static async Task<Played> PlayAsync(SiloEngine engine, MemberKey member) =>
        (Played)(await engine.Calls.DecideAsync(engine.Calls.Of(member), new Play(member, Lottery, "lucky"), member, new(2))).Answer;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Enrols a member and, once its shard has the programme, reports a purchase that pays for all its plays.</summary>
    private static async Task WelcomeAsync(SiloEngine engine, MemberKey member)
    {
        ShardId shard = engine.Calls.Of(member);
        _ = await engine.Calls.DecideAsync(shard, new Enrol(member), member, null);
        while (!await TryReportAsync(engine, shard, member))
        {
            await Task.Delay(20);
        }
    }

    private static async Task<bool> TryReportAsync(SiloEngine engine, ShardId shard, MemberKey member)
    {
        ReportActivity purchase = new(member, "welcome", "purchase", Stamp.From(TimeProvider.System.GetUtcNow()), FirstPurchase, null, null, null);
        try
        {
            _ = await engine.Calls.DecideAsync(shard, purchase, member, new(UInt128.One));
            return true;
        }
        catch (ProblemException early) when (early.Problem.Kind.Code == RejectionCodes.TryAgain)
        {
            return false;
        }
    }

    /// <remarks>Visits move the five challenges and earn nothing by rules; the purchases that pay for plays move none.</remarks>
    private static byte[] Programme()
    {
        JsonNode programme = JsonNode.Parse(ProgrammeTemplates.Document(Template))!;
        programme["campaigns"]![1]!["lotteries"]![0]!.AsObject().Remove("limits");
        programme["campaigns"]![1]!["lotteries"]!.AsArray().Add(JsonNode.Parse(Cards));
        programme["campaigns"]![1]!["challenges"] = JsonNode.Parse(Challenges);
        return Encoding.UTF8.GetBytes(programme.ToJsonString());
    }
}
