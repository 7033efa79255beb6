using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Jifen.Silo.Hosting;
using Jifen.Silo.Api;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jifen.Bench.Spins;

/// <summary>A silo in this process whose members may play as often as they like: the demo's wheel without its daily limit.</summary>
internal sealed class SpinTown : IAsyncDisposable
{
    public const string Lottery = "lucky-wheel";

    /// <summary>Members that take turns.</summary>
    public const int Members = 4_096;

    /// <summary>Minor units; a point each 100.</summary>
    private const long FirstPurchase = 1_000_000_000_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("jifen-bench-").FullName;

    private SpinTown(SiloOptions options) => Options = options with { DataFolder = _folder };

    public SiloOptions Options { get; }

    public static string NameOf(int member) => string.Create(CultureInfo.InvariantCulture, $"m{member}");

    /// <summary>A town without a silo yet: its store begins with the wheel.</summary>
    public static SpinTown Found(SiloOptions? options = null) => new((options ?? new()) with { Empty = true, Programme = SiloOptions.DemoProgramme });

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

    private static byte[] Programme()
    {
        JsonNode programme = JsonNode.Parse(DemoProgramme.Document())!;
        programme["campaigns"]![1]!["lotteries"]![0]!.AsObject().Remove("limits");
        return Encoding.UTF8.GetBytes(programme.ToJsonString());
    }
}
