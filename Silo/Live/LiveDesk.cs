using Jifen.Grains.Catalogue;
using Jifen.Silo.Cluster;
using Jifen.Silo.Hosting;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Live;

/// <summary>
/// Takes a picture of the cluster at the turn of every second. What is counted comes from the tallies that the shards fold and keep, so it is
/// the journal's through restarts; a picture costs each shard one small read.
/// </summary>
#pragma warning disable CA1001 // the semaphore has no wait handle until somebody asks for one
internal sealed class LiveDesk : ILiveDesk
#pragma warning restore CA1001
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SiloEngine _engine;
    private readonly TimeProvider _time;
    private readonly ShardGathering _gathering;
    private readonly RecentLatency _commands;
    private readonly RecentLatency _durable;
    private readonly CommitMeter _commits;
    private readonly ProcessWatch _process;
    private readonly SizeWatch _size;
    private readonly StockWatch _stock = new();
    private readonly SecondsRing _seconds = new();
    private readonly ShardRows _shards;
    private readonly ClusterWatch? _cluster;
    private readonly SemaphoreSlim _taking = new(1);
    private IReadOnlyList<InvariantFigures> _invariants = [];
    private TaskCompletionSource<LiveFrame> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LiveFrame _now;
    private SiloStatus? _status;

    public LiveDesk(SiloEngine engine, NoticeFeed notices)
    {
        (_engine, _time, Feed) = (engine, engine.Seams.Time, notices);
        _gathering = new(engine.Calls, engine.Shards, notices, _time);
        _shards = new(engine.Shards, _gathering);
        _cluster = engine.Cluster is null ? null : new(engine.Cluster.Membership, notices, _time);
        _commits = new(engine.Clock);
        _commands = new(engine.Calls.Latency);
        _durable = new(_commits.Latency);
        _process = new(engine.Cluster?.Name ?? Environment.MachineName, engine.Clock, engine.Live, _time);
        _size = new(engine.Journal, _time);
        engine.Shards.BatchWritten += _commits.Written;
        _now = Picture(_time.GetUtcNow(), 1);
        engine.Cluster?.Membership.Status = () => Volatile.Read(ref _status);
    }

    public NoticeFeed Feed { get; }

    public LiveFrame Now => Volatile.Read(ref _now);

    public IReadOnlyList<LiveSecond> Seconds => _seconds.All;

    public IReadOnlyList<LiveNotice> Notices => Feed.Newest;

    public async Task<LiveFrame> NextAsync(LiveFrame seen, CancellationToken cancel)
    {
        Task<LiveFrame> next = Volatile.Read(ref _next).Task;
        LiveFrame now = Now;
        return now == seen ? await next.WaitAsync(cancel).ConfigureAwait(false) : now;
    }

    /// <summary>Takes the first picture; what the store held before counts as nothing new.</summary>
    public Task BeginAsync() => TakeAsync();

    /// <summary>Takes pictures until the end.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            TimeSpan past = new(_time.GetUtcNow().Ticks % TimeSpan.TicksPerSecond);
            try
            {
                await Task.Delay(Second - past, _time, cancel).ConfigureAwait(false);
                await TakeAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Journal.JournalException)
            {
                // The store is away for now: the picture of this second is left out.
                continue;
            }
        }
    }

    /// <summary>Takes one picture, after those that others are taking.</summary>
    internal async Task<LiveFrame> TakeAsync()
    {
        await _taking.WaitAsync().ConfigureAwait(false);
        try
        {
            return await TakeOneAsync().ConfigureAwait(false);
        }
        finally
        {
            _taking.Release();
        }
    }

    private async Task<LiveFrame> TakeOneAsync()
    {
        bool whole = await _gathering.LookAsync().ConfigureAwait(false);
        DateTimeOffset at = _time.GetUtcNow();
        if (whole)
        {
            _invariants = InvariantWall.Of(_gathering.Views, _gathering.Treasuries, at);
        }

        LiveFrame frame = Picture(at, SecondsSince(_now.Second.At, at));
        _seconds.Add(frame.Second);
        TaskCompletionSource<LiveFrame> told = _next;
        Volatile.Write(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously));
        Volatile.Write(ref _now, frame);
        Volatile.Write(ref _status, Status(frame));
        told.TrySetResult(frame);
        return frame;
    }

    private static int SecondsSince(DateTimeOffset older, DateTimeOffset at) => (int)Math.Clamp((Whole(at) - Second - older).TotalSeconds, 1, SecondsRing.Kept);

    private static DateTimeOffset Whole(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));

    private LiveFrame Picture(DateTimeOffset at, int seconds)
    {
        IReadOnlyList<ShardView> views = _gathering.Views;
        ClusterPicture? cluster = _cluster?.Now;
        FigureSums sums = FigureSums.Of(views);
        LiveSecond second = sums.Since(FigureSums.Of(_shards.Former(views)), _now is null ? Whole(at) - Second : _now.Second.At.AddSeconds(seconds));
        FigureSums begun = FigureSums.Of(_shards.First(views));
        IReadOnlyList<ShardFigures> shards = _shards.Take(views, cluster);
        Stamp now = Stamp.From(at);
        Programme programme = _engine.Programmes.InForce(now) ?? Programme.Empty;
        return new(
            at, sums.Totals, second, _commands.Advance(seconds), _durable.Advance(seconds), Journal(seconds), _process.Now(), shards,
            CampaignStandings.Of(programme, Paused(views), now), _stock.Of(programme, views, _gathering.Treasuries, at),
            _stock.BudgetsOf(programme, views, _gathering.Treasuries, at), _invariants,
            sums.RefusalsSince(begun))
        {
            Silos = cluster?.Silos(shards) ?? [],
        };
    }

    private JournalFigures Journal(int seconds)
    {
        RecentCommits commits = _commits.Advance(seconds);
        return new(
            _gathering.Views.Sum(v => v.Loop.Durable.Value), _size.Now(), commits.Mean, commits.Largest, commits.PerSecond);
    }

    /// <remarks>The shard that keeps the catalogue knows of a pause first.</remarks>
    private IReadOnlyList<string> Paused(IReadOnlyList<ShardView> views)
    {
        ShardId home = _engine.Shards.Of(CatalogueGrain.GrainId);
        return views.FirstOrDefault(v => v.Shard == home)?.Paused ?? [];
    }

    /// <summary>What other silos get to see of this one.</summary>
    private SiloStatus Status(LiveFrame frame) => new(
        frame.Process, frame.Commands,
        [.. _engine.Shards.All.Where(shard => shard.Fault is not (null or OwnershipLostException)).Select(shard => shard.Shard.Value)]);
}
