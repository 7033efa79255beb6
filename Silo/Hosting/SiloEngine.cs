using Jifen.Grains.Catalogue;
using Jifen.Silo.Api;
using Jifen.Silo.Boards;
using Jifen.Silo.Demo;
using Jifen.Silo.Imports;
using Jifen.Silo.Journal;
using Jifen.Silo.Live;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Hosting;

/// <summary>
/// The silo without its HTTP surface: keys, store and shards, started in that order. What comes through <see cref="Calls"/> before the
/// shards are loaded waits for them.
/// </summary>
public sealed partial class SiloEngine : IAsyncDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan KeepEvery = TimeSpan.FromMilliseconds(250);

    private readonly SiloOptions _options;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource<Exception> _fault = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _keeping = Task.CompletedTask;
    private Task _watching = Task.CompletedTask;
    private Task _playing = Task.CompletedTask;
    private bool _stopped;

    private SiloEngine(SiloOptions options, SiloSeams seams, SiloStore store, ILogger log)
    {
        (_options, _log, Seams, Store) = (options, log, seams, store);
        Journal = seams.Journal(store.Journal);
        Programmes = new(new(), Journal);
        ServerKeys = new(store.Documents, seams.Time);
        Staff = new(store.Documents, seams.Time);
        MemberKeys = new(store.Keys);
        Tokens = new(store.Keys, MemberKeys, seams.Time);
        Mask = new(store.Keys);
        Live = new(options.Limits);
        NoticeFeed notices = new(Programmes, Mask, seams.Time, options.LargeEarning);
        Clock = new(seams.Time, store.NewestStamp());
        Shards = new(
            Journal, Clock, new(store.Keys), Programmes.Library, options.ShardLimits,
            [Programmes, Live, notices, .. seams.Observers], seams.FailStop, Stopped);
        IShards shards = seams.Shards(Shards);
        Calls = new(shards, options.Limits, seams.Time);
        Boards = new(shards, seams.Time, options.Limits.GatherWithin);
        Imports = new(options.DataFolder, options.Imports, MemberKeys, seams.Time, log);
        Publisher = new(Calls, Programmes.Library, Journal);
        Desk = new(this, notices);
    }

    public SiloSeams Seams { get; }

    public SiloStore Store { get; }

    public IJournal Journal { get; }

    public SiloClock Clock { get; }

    public LocalShards Shards { get; }

    public ShardCalls Calls { get; }

    public BoardReads Boards { get; }

    internal ImportQueue Imports { get; }

    public PublishedProgrammes Programmes { get; }

    public ProgrammePublisher Publisher { get; }

    public ServerKeys ServerKeys { get; }

    public StaffAccounts Staff { get; }

    public MemberKeys MemberKeys { get; }

    public PlayerTokens Tokens { get; }

    /// <summary>Hands durable records to the streams that are open.</summary>
    public LiveFeed Live { get; }

    /// <summary>Hides members from whoever looks at others.</summary>
    public MemberMask Mask { get; }

    /// <summary>What ops sees now.</summary>
    internal LiveDesk Desk { get; }

    public SiloReadiness Readiness { get; } = new();

    /// <summary>Whether the store is of the demo programme, and is not to be without it.</summary>
    public bool IsDemo => !_options.Empty && Journal.Identity.Programme == SiloOptions.DemoProgramme;

    /// <summary>Completes with the fault of the first shard that stops for good.</summary>
    public Task<Exception> Fault => _fault.Task;

    /// <summary>Opens or makes the store, takes its shards over and begins to load them.</summary>
    /// <exception cref="SiloRefusedException">A setting is refused.</exception>
    /// <exception cref="SecretKeysRefusedException">The keys are missing, exposed or damaged.</exception>
    /// <exception cref="JournalException">The store is refused or has gone back.</exception>
    public static SiloEngine Start(SiloOptions options, SiloSeams seams, ILogger<SiloEngine> log)
    {
        options.Check();
        SiloEngine engine = new(options, seams, SiloStore.Open(options, seams), log);
        engine.Shards.Start();
        engine.Shards.OpenAll($"silo {Environment.ProcessId}");
        engine._keeping = engine.KeepAsync();
        return engine;
    }

    /// <summary>Waits until every shard serves, and publishes the demo programme on a store that has none.</summary>
    /// <exception cref="SiloRefusedException">A shard could not be loaded.</exception>
    public async Task ReadyAsync(CancellationToken cancel)
    {
        while (!Shards.IsReady)
        {
            if (_fault.Task.IsCompleted)
            {
                Exception fault = await _fault.Task.ConfigureAwait(false);
                throw new SiloRefusedException($"A shard could not be loaded: {fault.Message}", $"分片无法加载：{fault.Message}", fault);
            }

            await Task.Delay(LookAgain, cancel).ConfigureAwait(false);
        }

        (VersionsView published, _) = await Calls.ReadAsync(
            Shards.Of(CatalogueGrain.GrainId), null, Position.None, new VersionsQuery()).ConfigureAwait(false);
        await Task.Run(() => Programmes.Load(published.Versions), cancel).ConfigureAwait(false);
        await BeginDemoAsync(cancel).ConfigureAwait(false);
        await Desk.BeginAsync().ConfigureAwait(false);
        _watching = Desk.RunAsync(_ending.Token);
        Imports.Start(Seams.Imports(new ImportCalls(Calls)));
        Readiness.Serves();
        _playing = IsDemo && !_options.QuietDemo ? PlayAsync() : Task.CompletedTask;
    }

    /// <summary>Finishes what was taken in and closes the store. False where it did not come to rest in time.</summary>
    public async Task<bool> StopAsync()
    {
        if (_stopped)
        {
            return true;
        }

        _stopped = true;
        Readiness.Ends("The silo is stopping.");
        await _ending.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_keeping, _watching, _playing).ConfigureAwait(false);
        await Imports.DisposeAsync().ConfigureAwait(false);
        Task drained = Shards.DrainAsync();
        bool atRest = await Task.WhenAny(drained, Task.Delay(_options.DrainWithin / 2)).ConfigureAwait(false) == drained;
        if (atRest)
        {
            Shards.Dispose();
            Journal.Dispose();
        }

        return atRest;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _ending.Dispose();
    }

    /// <summary>Simulated members come and go until the silo stops or the store is as large as a demo's may be.</summary>
    private async Task PlayAsync()
    {
        if (!await new DemoCrowd(this).RunAsync(_ending.Token).ConfigureAwait(false))
        {
            long bytes = Journal.ReadSize().UsedBytes;
            LogDemo(_log, bytes, DemoCrowd.LargestStore);
            Desk.Feed.DemoStopped(bytes);
        }
    }

    private async Task BeginDemoAsync(CancellationToken cancel)
    {
        if (IsDemo && Clock.InDoubt)
        {
            Clock.Accept();
        }

        if (IsDemo && Programmes.Newest is null)
        {
            await Publisher.PublishAsync(DemoProgramme.Document(), null, "demo").ConfigureAwait(false);
            await InForceAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until a first programme is in force on every shard: whoever calls a ready silo finds it.</summary>
    private async Task InForceAsync(CancellationToken cancel)
    {
        (InForceView View, RecordPlace Place)[] seen;
        do
        {
            await Task.Delay(LookAgain, cancel).ConfigureAwait(false);
            seen = await Calls.ReadAllAsync(Position.None, new InForceQuery()).ConfigureAwait(false);
        }
        while (!seen.All(shard => shard.View.Version > 0));
    }

    /// <summary>What must be looked at some times a second: the wall clock, and the files of the server keys and of the staff.</summary>
    private async Task KeepAsync()
    {
        using PeriodicTimer timer = new(KeepEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(_ending.Token).ConfigureAwait(false))
            {
                Clock.Check();
                RefreshKeys();
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private void RefreshKeys()
    {
        try
        {
            ServerKeys.Refresh();
            Staff.Refresh();
        }
        catch (Exception fault) when (fault is SecretKeysRefusedException or IOException)
        {
            LogKeys(_log, fault.Message);
        }
    }

    private void Stopped(ShardLoop shard, Exception fault)
    {
        LogStopped(_log, shard.Shard.Value, fault);
        Desk.Feed.Stopped(shard.Shard);
        Readiness.Ends($"Shard {shard.Shard} has stopped: {fault.GetType().Name}.");
        _fault.TrySetResult(fault);
    }

    [LoggerMessage(1, LogLevel.Critical, "Shard {Shard} has stopped for good")]
    private static partial void LogStopped(ILogger log, int shard, Exception fault);

    [LoggerMessage(3, LogLevel.Warning, "The store has {Bytes} bytes, the demo's bound is {Bound}: the simulated members stop / 存储已有 {Bytes} 字节，演示上限为 {Bound}：模拟玩家停止活动")]
    private static partial void LogDemo(ILogger log, long bytes, long bound);

    [LoggerMessage(2, LogLevel.Error, "The server keys or the staff were not read again: {Reason}")]
    private static partial void LogKeys(ILogger log, string reason);
}
