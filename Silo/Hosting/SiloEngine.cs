using Jifen.Grains.Catalogue;
using Jifen.Silo.Api;
using Jifen.Silo.Boards;
using Jifen.Silo.Demo;
using Jifen.Silo.Imports;
using Jifen.Silo.Journal;
using Jifen.Silo.Live;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;
using Jifen.Silo.Templates;

namespace Jifen.Silo.Hosting;

/// <summary>
/// The silo without its HTTP surface: keys, store and shards, started in that order. What comes through <see cref="Calls"/> before the
/// shards are loaded waits for them.
/// </summary>
public sealed partial class SiloEngine : IAsyncDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan KeepEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LookAtSharedEvery = TimeSpan.FromMilliseconds(750);

    private readonly SiloOptions _options;
    private readonly ILogger _log;
    private readonly ProgrammeFollower _follower;
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource<Exception> _fault = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _keeping = Task.CompletedTask;
    private Task _watching = Task.CompletedTask;
    private Task _playing = Task.CompletedTask;
    private bool _stopped;

    private SiloEngine(SiloOptions options, SiloSeams seams, SiloStore store, ILoggerFactory logs)
    {
        (_options, _log, Seams, Store) = (options, logs.CreateLogger<SiloEngine>(), seams, store);
        Journal = seams.Journal(store.Journal);
        Programmes = new(new(), Journal);
        Codes = new(Journal, store.Keys);
        Addresses = new(Journal, store.Keys);
        ServerKeys = new(store.Documents, seams.Time);
        Staff = new(store.Documents, seams.Time);
        MemberKeys = new(store.Keys);
        Tokens = new(store.Keys, MemberKeys, seams.Time);
        Mask = new(store.Keys);
        Live = new(options.Limits);
        Records = Follower(logs.CreateLogger<RecordFollower>());
        NoticeFeed notices = new(Programmes, Mask, seams.Time, options.LargeEarning);
        Clock = new(seams.Time, store.NewestStamp());
        Shards = new(
            Journal, Clock, new(store.Keys), Programmes.Library, options.ShardLimits,
            [Programmes, (IRecordObserver?)Records ?? Live, notices, .. seams.Observers], seams.FailStop, Stopped, notices);
        Cluster = store.Shared is null ? null : new(store, Journal, Shards, options, seams, logs);
        IShards shards = seams.Shards((IShards?)Cluster?.Router ?? Shards);
        Calls = new(shards, options.Limits, seams.Time) { Heads = store.Journal is ISharedJournal all ? new(all.ReadSequences) : null };
        _follower = new(Programmes, Calls);
        Calls.Knows = _follower.KnowsAsync;
        Boards = new(shards, seams.Time, options.Limits.GatherWithin);
        Friends = new(shards, seams.Time, options.Limits.GatherWithin);
        Imports = new(options.DataFolder, options.Imports, MemberKeys, seams.Time, _log);
        Publisher = new(Calls, Programmes, Journal);
        Desk = new(this, notices);
    }

    public SiloSeams Seams { get; }

    public SiloStore Store { get; }

    public IJournal Journal { get; }

    public SiloClock Clock { get; }

    public LocalShards Shards { get; }

    /// <summary>The silo's part in its cluster; null where it has the store for itself.</summary>
    internal ClusterSilo? Cluster { get; }

    public ShardCalls Calls { get; }

    public BoardReads Boards { get; }

    internal FriendReads Friends { get; }

    internal ImportQueue Imports { get; }

    /// <summary>The texts of coupon codes.</summary>
    internal Coupons.CodeStore Codes { get; }

    /// <summary>Where the goods of members go.</summary>
    internal Orders.AddressStore Addresses { get; }

    public PublishedProgrammes Programmes { get; }

    public ProgrammePublisher Publisher { get; }

    public ServerKeys ServerKeys { get; }

    public StaffAccounts Staff { get; }

    public MemberKeys MemberKeys { get; }

    public PlayerTokens Tokens { get; }

    /// <summary>Hands durable records to the streams that are open.</summary>
    public LiveFeed Live { get; }

    /// <summary>Brings records of other silos to them; null where there are none.</summary>
    internal RecordFollower? Records { get; }

    /// <summary>Hides members from whoever looks at others.</summary>
    public MemberMask Mask { get; }

    /// <summary>What ops sees now.</summary>
    internal LiveDesk Desk { get; }

    public SiloReadiness Readiness { get; } = new();

    /// <summary>Whether the store is of a template's programme, and is not to be without it.</summary>
    public bool IsDemo => !_options.Empty && ProgrammeTemplates.Names.Contains(Journal.Identity.Programme);

    /// <summary>Completes with the fault of the first shard that stops for good.</summary>
    public Task<Exception> Fault => _fault.Task;

    /// <summary>Opens or makes the store. Where the silo has it for itself, takes its shards over and begins to load them.</summary>
    /// <exception cref="SiloRefusedException">A setting is refused.</exception>
    /// <exception cref="SecretKeysRefusedException">The keys are missing, exposed or damaged.</exception>
    /// <exception cref="JournalException">The store is refused or has gone back.</exception>
    public static SiloEngine Start(SiloOptions options, SiloSeams seams, ILoggerFactory logs)
    {
        options.Check();
        SiloEngine engine = new(options, seams, SiloStore.Open(options, seams), logs);
        engine.Shards.Start();
        if (engine.Cluster is null)
        {
            engine.Shards.OpenAll($"silo {Environment.ProcessId}");
        }

        engine.Records?.Start();
        engine._keeping = Task.WhenAll(engine.KeepAsync(), engine.LookAtSharedAsync());
        return engine;
    }

    /// <summary>Joins the cluster, if there is one, and begins to take shards.</summary>
    /// <param name="address">Where other silos reach this one.</param>
    /// <exception cref="JournalException">The store was not reached.</exception>
    public void Join(Uri address) => Cluster?.Join(address);

    /// <summary>Hands the shards over to other silos, where there is a cluster; what comes meanwhile is sent on to them.</summary>
    public async Task LeaveAsync()
    {
        if (Cluster is not null)
        {
            await Task.WhenAny(Cluster.Membership.LeaveAsync(), Task.Delay(_options.DrainWithin / 2)).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until every shard that is here serves, and publishes the demo programme on a store that has none.</summary>
    /// <exception cref="SiloRefusedException">A shard could not be loaded.</exception>
    public async Task ReadyAsync(CancellationToken cancel)
    {
        while (!(Cluster?.Membership.IsSettled ?? Shards.IsReady))
        {
            if (_fault.Task.IsCompleted)
            {
                Exception fault = await _fault.Task.ConfigureAwait(false);
                throw new SiloRefusedException($"A shard could not be loaded: {fault.Message}", $"分片无法加载：{fault.Message}", fault);
            }

            await Task.Delay(LookAgain, cancel).ConfigureAwait(false);
        }

        await ServedAsync(_follower.LoadAsync, cancel).ConfigureAwait(false);
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
        await EndedAsync(_keeping, _watching, _playing).ConfigureAwait(false);
        await Imports.DisposeAsync().ConfigureAwait(false);
        await LeaveAsync().ConfigureAwait(false);
        if (Records is not null)
        {
            await Records.DisposeAsync().ConfigureAwait(false);
        }

        if (Cluster is not null)
        {
            await Cluster.DisposeAsync().ConfigureAwait(false);
        }

        Task drained = Shards.DrainAsync();
        bool atRest = await Task.WhenAny(drained, Task.Delay(_options.DrainWithin / 2)).ConfigureAwait(false) == drained;
        if (atRest)
        {
            Shards.Dispose();
            Journal.Dispose();
        }

        return atRest;
    }

    /// <summary>Waits for what runs beside the shards. A fault that ended one of them before keeps nothing from a proper stop.</summary>
    private async Task EndedAsync(params Task[] beside)
    {
        foreach (Task task in beside)
        {
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (task.Exception is { } fault)
            {
                LogEnded(_log, fault.InnerException!);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _ending.Dispose();
    }

    /// <summary>Simulated members come and go until the silo stops or the store is as large as a demo's may be.</summary>
    private async Task PlayAsync()
    {
        bool room = true;
        while (room && !_ending.IsCancellationRequested)
        {
            room = !IsHome || await new DemoCrowd(this).RunAsync(_ending.Token).ConfigureAwait(false);
            await Task.Delay(KeepEvery, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!room)
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

        if (IsDemo && Programmes.Newest is null && IsHome)
        {
            await Publisher.PublishAsync(ProgrammeTemplates.Document(Journal.Identity.Programme), null, "demo").ConfigureAwait(false);
            await InForceAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Where other silos write too, live streams follow what they write.</summary>
    private RecordFollower? Follower(ILogger<RecordFollower> log)
    {
        if (Store.Journal is not ISharedJournal all)
        {
            return null;
        }

        RecordFollower follower = new(Live, Journal, all.ReadSequences, shard => Shards.Find(shard) is not null, Seams.Time, log);
        Live.Begins = follower.BeginAsync;
        return follower;
    }

    /// <summary>Whether the catalogue's shard runs here: of many silos one keeps the demo.</summary>
    private bool IsHome => Shards.Find(Shards.Of(CatalogueGrain.GrainId)) is not null;

    /// <summary>Asks until what is asked is served: other silos of the cluster may just be coming, or going.</summary>
    private async Task ServedAsync(Func<Task> ask, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await ask().ConfigureAwait(false);
                return;
            }
            catch (ProblemException) when (Cluster is not null)
            {
                await Task.Delay(LookAgain, cancel).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits until a first programme is in force on every shard: whoever calls a ready silo finds it.</summary>
    private async Task InForceAsync(CancellationToken cancel)
    {
        (InForceView View, RecordPlace Place)[] seen;
        do
        {
            await Task.Delay(LookAgain, cancel).ConfigureAwait(false);
            seen = [];
            await ServedAsync(async () => seen = await Calls.ReadAllAsync(Position.None, new InForceQuery()).ConfigureAwait(false), cancel).ConfigureAwait(false);
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

    /// <summary>What other silos have changed in the keys and the staff.</summary>
    private async Task LookAtSharedAsync()
    {
        while (Store.Shared is { } shared && !_ending.IsCancellationRequested)
        {
            await Task.Delay(LookAtSharedEvery, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await Task.Run(shared.Look).ConfigureAwait(false);
            }
            catch (JournalException fault)
            {
                LogShared(_log, fault.Message);
            }
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

    /// <remarks>
    /// In a cluster one shard that cannot go on does not take the others of its silo along: it stays where it is, for elsewhere it would
    /// meet the same fault. Every silo hears of it by the next beats, this one too.
    /// </remarks>
    private void Stopped(ShardLoop shard, Exception fault)
    {
        Cluster?.Membership.Stopped(shard, fault);
        if (Cluster is not null && fault is OwnershipLostException)
        {
            return;
        }

        LogStopped(_log, shard.Shard.Value, fault);
        if (Cluster is not null)
        {
            return;
        }

        Desk.Feed.Stopped(shard.Shard);
        Readiness.Ends($"Shard {shard.Shard} has stopped: {fault.GetType().Name}.");
        _fault.TrySetResult(fault);
    }

    [LoggerMessage(5, LogLevel.Warning, "What silos share was not read again: {Reason} / 未能重新读取各节点共享的内容：{Reason}")]
    private static partial void LogShared(ILogger log, string reason);

    [LoggerMessage(4, LogLevel.Error, "A task beside the shards had ended before its time / 分片之外的一项任务提前结束")]
    private static partial void LogEnded(ILogger log, Exception fault);

    [LoggerMessage(1, LogLevel.Critical, "Shard {Shard} has stopped for good")]
    private static partial void LogStopped(ILogger log, int shard, Exception fault);

    [LoggerMessage(3, LogLevel.Warning, "The store has {Bytes} bytes, the demo's bound is {Bound}: the simulated members stop / 存储已有 {Bytes} 字节，演示上限为 {Bound}：模拟玩家停止活动")]
    private static partial void LogDemo(ILogger log, long bytes, long bound);

    [LoggerMessage(2, LogLevel.Error, "The server keys or the staff were not read again: {Reason}")]
    private static partial void LogKeys(ILogger log, string reason);
}
