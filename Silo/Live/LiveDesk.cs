using Jifen.Grains.Catalogue;
using Jifen.Silo.Hosting;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Live;

/// <summary>
/// Takes a picture of the silo at the turn of every second. What is counted comes from the tallies that the shards fold and keep, so it is
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
    private readonly StockWatch _stock = new();
    private readonly SecondsRing _seconds = new();
    private readonly long[] _answered;
    private readonly SemaphoreSlim _taking = new(1);
    private FigureSums _begun = FigureSums.Of([]);
    private FigureSums _sums = FigureSums.Of([]);
    private IReadOnlyList<InvariantFigures> _invariants = [];
    private TaskCompletionSource<LiveFrame> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LiveFrame _now;

    public LiveDesk(SiloEngine engine, NoticeFeed notices)
    {
        (_engine, _time, Feed) = (engine, engine.Seams.Time, notices);
        _gathering = new(engine.Calls, _time);
        _commits = new(engine.Clock);
        _commands = new(engine.Calls.Latency);
        _durable = new(_commits.Latency);
        _process = new(Environment.MachineName, engine.Clock, engine.Live, _time);
        _answered = new long[engine.Shards.Count];
        engine.Shards.BatchWritten += _commits.Written;
        _now = Picture(_time.GetUtcNow(), 1);
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
    public async Task BeginAsync()
    {
        await _gathering.LookAsync().ConfigureAwait(false);
        _begun = _sums = FigureSums.Of(_gathering.Views);
        NoteAnswered();
        await TakeAsync().ConfigureAwait(false);
    }

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
        told.TrySetResult(frame);
        return frame;
    }

    private static int SecondsSince(DateTimeOffset older, DateTimeOffset at) => (int)Math.Clamp((Whole(at) - Second - older).TotalSeconds, 1, SecondsRing.Kept);

    private static DateTimeOffset Whole(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));

    private LiveFrame Picture(DateTimeOffset at, int seconds)
    {
        IReadOnlyList<ShardView> views = _gathering.Views;
        FigureSums sums = FigureSums.Of(views);
        LiveSecond second = sums.Since(_sums, _now is null ? Whole(at) - Second : _now.Second.At.AddSeconds(seconds));
        _sums = sums;
        Stamp now = Stamp.From(at);
        Programme programme = _engine.Programmes.InForce(now) ?? Programme.Empty;
        return new(
            at, sums.Totals, second, _commands.Advance(seconds), _durable.Advance(seconds), Journal(seconds), _process.Now(), Shards(views),
            CampaignStandings.Of(programme, Paused(views), now), _stock.Of(programme, views, _gathering.Treasuries, at),
            _stock.BudgetsOf(programme, views, _gathering.Treasuries, at), _invariants,
            sums.RefusalsSince(_begun));
    }

    private JournalFigures Journal(int seconds)
    {
        RecentCommits commits = _commits.Advance(seconds);
        return new(
            _gathering.Views.Sum(v => v.Loop.Durable.Value), _engine.Journal.ReadSize().UsedBytes, commits.Mean, commits.Largest, commits.PerSecond);
    }

    /// <remarks>The shard that keeps the catalogue knows of a pause first.</remarks>
    private IReadOnlyList<string> Paused(IReadOnlyList<ShardView> views)
    {
        ShardId home = _engine.Shards.Of(CatalogueGrain.GrainId);
        return views.FirstOrDefault(v => v.Shard == home)?.Paused ?? [];
    }

    private ShardFigures[] Shards(IReadOnlyList<ShardView> views)
    {
        ShardFigures[] figures = [.. views.Select(Of)];
        NoteAnswered();
        return figures;
    }

    private ShardFigures Of(ShardView view)
    {
        ShardLoop? loop = _engine.Shards.Find(view.Shard);
        return new(
            view.Shard, loop is { IsRunning: true, Fault: null }, view.Loop.Durable, _engine.Shards.MailboxOf(view.Shard), view.Loop.Parked + (int)view.Waiting, view.Loop.Members,
            view.Loop.Head.Value - view.Loop.Floor.Value, view.Tally.Commands - _answered[view.Shard.Value]);
    }

    private void NoteAnswered()
    {
        foreach (ShardView view in _gathering.Views)
        {
            _answered[view.Shard.Value] = view.Tally.Commands;
        }
    }
}
