using System.Globalization;
using Jifen.Bench.Standings;
using Jifen.Grains.Leaderboard;
using Jifen.Silo.Hosting;
using Jifen.Silo.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jifen.Bench.Boards;

/// <summary>
/// A board of a whole silo, asked through its shards' loops: <c>boards [MILLIONS]...</c>, 1 million members unless told otherwise. The
/// silo is started on a store whose checkpoints hold the members, so the start is a recovery.
/// </summary>
internal static class BoardsBench
{
    private const string Board = "ever";
    private const int RoundCount = 7;
    private const int RanksPerRound = 3_000;

    public static async Task<int> RunAsync(string[] options)
    {
        foreach (string size in options.Length > 0 ? options : ["1"])
        {
            string folder = Directory.CreateTempSubdirectory("jifen-bench-").FullName;
            try
            {
                await MeasureAsync((int)(decimal.Parse(size, CultureInfo.InvariantCulture) * 1_000_000), new() { DataFolder = folder, QuietDemo = true });
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return 0;
    }

    private static async Task MeasureAsync(int members, SiloOptions options)
    {
        await using (SiloEngine made = await StartAsync(options))
        {
            await InForceAsync(made);
        }

        Fill(options, members);
        Table.Head(string.Create(CultureInfo.InvariantCulture, $"a silo of {options.ShardCount} shards, a board of {members:N0} members"));
        SiloEngine? silo = null;
        Table.Row("start of the silo, recovery included, s", await Rounds.SecondsAsync(async () => silo = await StartAsync(options)));
        await using SiloEngine engine = silo!;
        ulong seed = 0;
        _ = await EachAsync(() => engine.Boards.StandingAsync(Board, null, Member(ref seed, members), 5));
        Table.Row("rank, us", await EachAsync(() => engine.Boards.StandingAsync(Board, null, Member(ref seed, members), 0)));
        Table.Row("rank and five neighbours to each side, us", await EachAsync(() => engine.Boards.StandingAsync(Board, null, Member(ref seed, members), 5)));
        Table.Row("top 20, us", await EachAsync(() => engine.Boards.PageAsync(Board, null, null, 20, new(null))));
        Console.WriteLine();
    }

    private static MemberKey Member(ref ulong seed, int members) => Population.Member((int)(Population.Mixed(seed++) % (ulong)members));

    private static async Task<Cost> EachAsync<T>(Func<ValueTask<T?>> ask)
        where T : class
    {
        List<Cost> costs = [];
        for (int round = 0; round <= RoundCount; round++)
        {
            costs.Add(await Rounds.SecondsAsync(async () =>
            {
                for (int i = 0; i < RanksPerRound; i++)
                {
                    _ = await ask() ?? throw new InvalidOperationException("The board is not there.");
                }
            }) * (1e6 / RanksPerRound));
        }

        return Rounds.MedianOf(costs[1..]);
    }

    private static async Task<SiloEngine> StartAsync(SiloOptions options)
    {
        SiloEngine engine = SiloEngine.Start(options, new(), NullLoggerFactory.Instance);
        await engine.ReadyAsync(default);
        return engine;
    }

    /// <summary>Waits until every slice of the board has begun.</summary>
    private static async Task InForceAsync(SiloEngine engine)
    {
        while (await engine.Boards.PageAsync(Board, null, null, 1, new(null)) is null)
        {
            await Task.Delay(50);
        }
    }

    /// <summary>Writes the rows that a checkpoint would have written.</summary>
    private static void Fill(SiloOptions options, int members)
    {
        var store = SiloStore.Open(options, new());
        using IJournal journal = store.Journal;
        ShardId[] shards = [.. Enumerable.Range(0, options.ShardCount).Select(shard => new ShardId(shard))];
        Dictionary<ShardId, ShardHead> heads = journal.TakeOver(shards, "bench").ToDictionary(head => head.Shard);
        ILookup<ShardId, int> dealt = Enumerable.Range(0, members).ToLookup(number => Placement.Of(Population.Member(number), options.ShardCount));
        foreach (ShardId shard in shards)
        {
            ShardHead head = heads[shard];
            journal.Append([
                new ShardAppend
                {
                    Shard = shard,
                    Epoch = head.Epoch,
                    ControlGeneration = journal.ReadControl().Generation,
                    Previous = head.Hash,
                    Records = [],
                    Grains = RowsOf(dealt[shard], head.Floor),
                },
            ]);
        }
    }

    private static GrainRow[] RowsOf(IEnumerable<int> numbers, Sequence asOf)
    {
        BoardSlice slice = new(BoardSlice.IdOf(Board, PeriodKey.AllTime));
        Dictionary<string, BoardPart> parts = [];
        foreach (Place place in numbers.Select(Population.Start))
        {
            string id = BoardPart.IdOf(slice, place.Member);
            if (!parts.TryGetValue(id, out BoardPart? part))
            {
                parts.Add(id, part = new(id, slice));
            }

            part.Fold(new BoardScored(place.Score), new(default, asOf, place.Reached, place.Member, null));
        }

        return [.. parts.Values.Select(part => new GrainRow(part.Id, null, asOf, null, part.Save()))];
    }
}
