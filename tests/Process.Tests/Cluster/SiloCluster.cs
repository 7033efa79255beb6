using System.Globalization;
using Jifen.Process.Tests.Audit;
using Jifen.Process.Tests.Clients;
using Jifen.Process.Tests.Hosts;
using Jifen.Silo.Host;
using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;
using Jifen.Silo.Security;
using Jifen.Silo.Tests.Journal.Postgres;

namespace Jifen.Process.Tests.Cluster;

/// <summary>Silos in processes of their own, on one store. Each keeps its folder and its name through its lives.</summary>
public sealed class SiloCluster : IAuditedStore, IAsyncDisposable
{
    private const string Secret = "a secret of the tests, long enough";
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(60);

    private readonly string[] _databases;
    private readonly int _shards;
    private readonly SiloNetwork? _network;
    private readonly PlantedFault _fault;
    private readonly Func<HostOrder, HostOrder> _with;
    private readonly StoreFolder _folder = new();
    private readonly SiloProcess?[] _silos;
    private readonly Uri?[] _addresses;
    private readonly Uri?[] _homes;
    private readonly List<string> _faults = [];

    private SiloCluster(HostPool pool, string[] databases, int silos, int shards, SiloNetwork? network, PlantedFault fault, Func<HostOrder, HostOrder>? with)
    {
        (Pool, _databases, _shards, _network, _fault, _with) = (pool, databases, shards, network, fault, with ?? (static order => order));
        _silos = new SiloProcess?[silos];
        _addresses = new Uri?[silos];
        _homes = new Uri?[silos];
    }

    /// <summary>Where silos that are started come from.</summary>
    public HostPool Pool { get; set; }

    /// <summary>Silos that are started from now on warm up before they join the others.</summary>
    public bool WarmsUp { get; set; }

    /// <summary>Bytes that each silo has in memory now.</summary>
    public IReadOnlyList<long> Memory => [.. _silos.OfType<SiloProcess>().Select(silo => silo.Memory)];

    /// <summary>Speaks with all silos that are up.</summary>
    public SiloClient Client { get; } = new(Festival.ServerKey);

    /// <summary>Where the test's own files lie.</summary>
    public string Folder => _folder.Path;

    public int Silos => _silos.Length;

    public int Shards => _shards;

    /// <summary>The databases of the store, in their order.</summary>
    public IReadOnlyList<string> Databases => _databases;

    /// <summary>One silo lives apart, and may complain while it is cut off.</summary>
    public bool IsCut => _network is not null;

    /// <summary>What silos logged as errors.</summary>
    public IReadOnlyList<string> Faults => [.. _faults, .. _silos.OfType<SiloProcess>().SelectMany(silo => silo.Faults)];

    /// <summary>What the silos have written to their logs.</summary>
    public string Logs => string.Join('\n', _silos.Select((silo, number) => $"silo {number}:\n{string.Join('\n', silo?.Errors ?? [])}"));

    private string Postgres => string.Join('\n', _databases);

    public SecretKeys Keys
    {
        get
        {
            using PostgresDocuments documents = new(_databases[0], new(Secret));
            return SharedSecretKeys.Find(documents)!;
        }
    }

    /// <summary>Starts the silos at once, publishes the programme and enrols its members.</summary>
    /// <param name="network">In which the first silo lives, apart from the others; null where all live side by side.</param>
    /// <param name="fault">That every silo has.</param>
    /// <param name="databases">In how many databases the store lies.</param>
    /// <param name="with">Has the last word on the order of each silo.</param>
    public static async Task<SiloCluster> StartAsync(
        HostPool pool, PostgresServer server, int silos, string document, int shards = 16, SiloNetwork? network = null, PlantedFault fault = PlantedFault.None,
        int databases = 1, Func<HostOrder, HostOrder>? with = null)
    {
        string[] connections = [.. Enumerable.Range(0, databases).Select(_ => server.To(server.CreateDatabase()))];
        connections = network is null ? connections : Array.ConvertAll(connections, connection => connection.Replace("127.0.0.1", SiloNetwork.Here, StringComparison.Ordinal));
        SiloCluster cluster = new(pool, connections, silos, shards, network, fault, with);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, silos).Select(cluster.StartAsync));
            await Festival.OpenAsync(cluster.Client, document, Enumerable.Range(0, Festival.Members).Select(Festival.Member));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts one silo, and waits until it serves.</summary>
    public async Task StartAsync(int number)
    {
        bool apart = _network is not null && number == 0;
        SiloProcess silo = apart ? _network!.Start() : Pool.Take();
        _silos[number] = silo;
        silo.Obey(_with(new()
        {
            Folder = Path.Combine(_folder.Path, $"silo{number}"),
            Key = Festival.ServerKey,
            Programme = Festival.Programme,
            Shards = _shards,
            Postgres = Postgres,
            ClusterSecret = Secret,
            Name = $"silo-{number}",
            Port = _homes[number]?.Port ?? 0,
            Address = _network is null ? "127.0.0.1" : apart ? SiloNetwork.There : SiloNetwork.Here,
            CheckpointMilliseconds = 1_000,
            WarmsUp = WarmsUp,
            Fault = _fault,
        }));
        try
        {
            _homes[number] = await silo.ReadyAsync();
            Address(number, _homes[number]);
        }
        catch (Exception ended) when (ended is InvalidOperationException or TimeoutException)
        {
            throw new InvalidOperationException(Logs, ended);
        }
    }

    /// <summary>SIGKILL; nobody calls the silo any more.</summary>
    public async Task KillAsync(int number)
    {
        SiloProcess silo = Forget(number);
        silo.Kill();
        Assert.Equal(137, await silo.EndAsync(LongestStop));
        _faults.AddRange(silo.Faults);
    }

    /// <summary>SIGTERM; the silo hands over what it has.</summary>
    public async Task StopAsync(int number)
    {
        SiloProcess silo = Forget(number);
        silo.Stop();
        int exit = await silo.EndAsync(LongestStop);
        Assert.True(exit == 0, $"silo {number} ended with {exit}: {string.Join('\n', silo.Errors)}");
        _faults.AddRange(silo.Faults);
    }

    /// <summary>SIGSTOP; nobody calls the silo any more.</summary>
    public void Pause(int number)
    {
        Address(number, null);
        _silos[number]!.Pause();
    }

    /// <summary>SIGCONT; it is called again, at the address it had.</summary>
    public void Resume(int number, Uri address)
    {
        _silos[number]!.Resume();
        Address(number, address);
    }

    public Uri AddressOf(int number) => _addresses[number]!;

    /// <summary>Where the silos are whenever they are up: each comes back at the address it had.</summary>
    public IReadOnlyList<Uri> Homes => [.. _homes.OfType<Uri>()];

    public JournalCount Count()
    {
        using ISharedJournal journal = SpreadStore.OpenReadOnly(_databases);
        return JournalCount.Of(journal);
    }

    public Task<(int Exit, string Output)> VerifyAsync() => CommandAsync(_databases, "verify");

    /// <summary>Runs a command on the store, as somebody who names these databases.</summary>
    public static Task<(int Exit, string Output)> CommandAsync(IEnumerable<string> databases, params string[] arguments) => Programs.JifenWithAsync(
        new() { ["JIFEN_POSTGRES"] = string.Join('\n', databases), ["JIFEN_CLUSTER_SECRET"] = Secret }, arguments);

    /// <summary>The shards that a silo owns now, as the store says it.</summary>
    public IReadOnlySet<int> ShardsOf(int number)
    {
        string sql = $"SELECT coalesce(string_agg(o.shard::text, ','), '') FROM owner AS o JOIN silo AS s ON s.id = o.owner WHERE s.name = 'silo-{number}' AND s.gone IS NULL";
        return _databases.SelectMany(database => PostgresServer.Scalar<string>(database, sql).Split(',', StringSplitOptions.RemoveEmptyEntries))
            .Select(shard => int.Parse(shard, CultureInfo.InvariantCulture)).ToHashSet();
    }

    /// <summary>A member whose shard the silo has now, or any where it has none with members.</summary>
    public string MemberOf(int number)
    {
        MemberKeys keys = new(Keys);
        IReadOnlySet<int> shards = ShardsOf(number);
        return Enumerable.Range(0, Festival.Members).Select(Festival.Member)
            .FirstOrDefault(member => shards.Contains(Placement.Of(keys.Of(member), Shards).Value)) ?? Festival.Member(0);
    }

    /// <summary>Waits until a silo owns shards again.</summary>
    public async Task HasShardsAsync(int number)
    {
        using CancellationTokenSource patience = new(LongestStop);
        while (ShardsOf(number).Count == 0)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Waits until a silo says that it serves.</summary>
    public async Task ServesAsync(int number)
    {
        using HttpClient http = new() { Timeout = LongestStop };
        using CancellationTokenSource patience = new(LongestStop);
        while (!(await http.GetAsync(new Uri(AddressOf(number), "/health/ready"), patience.Token)).IsSuccessStatusCode)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (SiloProcess silo in _silos.OfType<SiloProcess>())
        {
            silo.Kill();
            await silo.DisposeAsync();
        }

        Client.Dispose();
        _folder.Dispose();
    }

    private SiloProcess Forget(int number)
    {
        Address(number, null);
        SiloProcess silo = _silos[number]!;
        _silos[number] = null;
        return silo;
    }

    private void Address(int number, Uri? address)
    {
        _addresses[number] = address;
        Call();
    }

    private void Call() => Client.Addresses = [.. _addresses.OfType<Uri>()];
}
