using System.Text.Json.Nodes;
using Jifen.Silo.Hosting;
using Jifen.Silo.Shards;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Journal.Postgres;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>Three whole silos in this process on one store in PostgreSQL, each with shards of its own.</summary>
public sealed class SiloTrio : IAsyncDisposable
{
    public const int Shards = 12;

    /// <summary>Replaced whole, because callers go on while silos come and go.</summary>
    private volatile TestSilo[] _silos = [];
    private readonly SkippedTime _time = new();
    private int _joined;

    private SiloTrio(string connection) => Connection = connection;

    /// <summary>The store that they share: its databases, one a line.</summary>
    public string Connection { get; }

    public IReadOnlyList<TestSilo> Silos => _silos;

    public TestSilo this[int silo] => _silos[silo];

    /// <summary>Starts the silos one after the other and waits until each has its shards and knows those of the others.</summary>
    public static Task<SiloTrio> StartAsync(PostgresServer server, Func<int, SiloSeams>? seams = null, Func<int, SiloOptions, SiloOptions>? with = null) =>
        StartAsync([server.To("postgres", server.CreateSchema())], seams, with);

    /// <inheritdoc cref="StartAsync(PostgresServer, Func{int, SiloSeams}?, Func{int, SiloOptions, SiloOptions}?)"/>
    /// <param name="databases">The databases of the store, in their order.</param>
    public static async Task<SiloTrio> StartAsync(
        IReadOnlyList<string> databases, Func<int, SiloSeams>? seams = null, Func<int, SiloOptions, SiloOptions>? with = null)
    {
        SiloTrio trio = new(string.Join('\n', databases));
        try
        {
            for (int silo = 0; silo < 3; silo++)
            {
                await trio.JoinAsync(seams?.Invoke(silo), options => with?.Invoke(trio._silos.Length, options) ?? options);
            }

            await trio.SettledAsync();
            return trio;
        }
        catch
        {
            await trio.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts one silo more.</summary>
    public async Task<TestSilo> JoinAsync(SiloSeams? seams = null, Func<SiloOptions, SiloOptions>? with = null)
    {
        string name = $"silo-{_joined++}";
        seams ??= new();
        TestSilo silo = await TestSilo.StartAsync(seams.Time == TimeProvider.System ? seams with { Time = _time } : seams, Shards, limits: TestSilo.Unbound with { GatherWithin = TimeSpan.FromSeconds(10), PositionWait = TimeSpan.FromSeconds(10) }, with: options =>
        {
            SiloOptions changed = options with
            {
                Postgres = Connection,
                ClusterSecret = PostgresSiloTests.Secret,
                Cluster = options.Cluster with { Name = name },
            };
            return with?.Invoke(changed) ?? changed;
        });
        _silos = [.. _silos, silo];
        return silo;
    }

    /// <summary>Stops a silo, which hands its shards over, or forgets one that was stopped before.</summary>
    public async Task LeaveAsync(TestSilo silo)
    {
        _silos = [.. _silos.Where(other => other != silo)];
        await silo.DisposeAsync();
    }

    /// <summary>Waits until every shard runs on one silo, each silo has some, and all know where each is.</summary>
    public async Task SettledAsync()
    {
        long begun = TimeProvider.System.GetTimestamp();
        while (!IsSettled)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromMinutes(2), $"not settled: {string.Join(" | ", _silos.Select(Told))}");
            await Task.Delay(20);
        }
    }

    /// <summary>The silo on which a shard runs.</summary>
    public TestSilo OwnerOf(ShardId shard) => _silos.Single(silo => silo.Host.Engine.Shards.Find(shard) is not null);

    public ShardId ShardOf(string member) => Placement.Of(_silos[0].Host.Engine.MemberKeys.Of(member), Shards);

    /// <summary>A member whose shard runs on a silo.</summary>
    public string MemberOn(TestSilo silo, string prefix) =>
        Enumerable.Range(0, int.MaxValue).Select(number => $"{prefix}{number}").First(member => OwnerOf(ShardOf(member)) == silo);

    /// <summary>Members on every shard, the first of each.</summary>
    public IReadOnlyList<string> MembersOfAllShards(string prefix) =>
        [.. Enumerable.Range(0, 1_000).Select(number => $"{prefix}{number}").DistinctBy(ShardOf).OrderBy(ShardOf).Take(Shards)];

    /// <summary>Publishes the demo programme, changed, at one silo and waits until it is in force everywhere.</summary>
    public static async Task PublishAsync(TestSilo at, Action<JsonNode> change)
    {
        JsonNode draft = JsonNode.Parse(TestSilo.Programme())!;
        change(draft);
        TestSilo.Answer published = await at.SendAsync(HttpMethod.Put, "/v1/catalogue", draft.ToJsonString(), null, TestSilo.BootstrapKey);
        Assert.True(published.Status == 200, published.Body);
        await at.InForceAsync(published.Json.GetProperty("version").GetInt64());
    }

    /// <summary>All records of a shard, from the store.</summary>
    public IReadOnlyList<JournalRecord> Records(ShardId shard) => _silos[0].Host.Engine.Journal.ReadRecords(shard, new(1), int.MaxValue);

    public async ValueTask DisposeAsync()
    {
        foreach (TestSilo silo in _silos)
        {
            await silo.DisposeAsync();
        }
    }

    private bool IsSettled
    {
        get
        {
            int[] counts = [.. _silos.Select(silo => silo.Host.Engine.Shards.All.Count(shard => shard.IsRunning))];
            return counts.All(count => count > 0) && counts.Sum() == Shards
                && _silos.All(silo => silo.Host.Engine.Cluster!.Membership.IsSettled && Enumerable.Range(0, Shards).All(shard => Knows(silo, new(shard))));
        }
    }

    private static string Told(TestSilo silo)
    {
        Silo.Cluster.Membership membership = silo.Host.Engine.Cluster!.Membership;
        return $"{membership.Self} settled {membership.IsSettled} has {string.Join(' ', silo.Host.Engine.Shards.All.Select(shard => $"{shard.Shard}.{shard.IsRunning}"))} "
            + $"knows {string.Join(' ', Enumerable.Range(0, Shards).Select(shard => membership.Map.Find(new(shard)).Silo))}";
    }

    /// <summary>Whether a silo knows that a shard is another's, or its own.</summary>
    public static bool Knows(TestSilo silo, ShardId shard, TestSilo owner) =>
        silo.Host.Engine.Cluster!.Membership.Map.Find(shard).Silo == owner.Host.Engine.Cluster!.Membership.Self;

    private bool Knows(TestSilo silo, ShardId shard) =>
        _silos.Where(one => one.Host.Engine.Shards.Find(shard) is not null).ToArray() is [TestSilo owner] && Knows(silo, shard, owner);
}

/// <summary>Silos for a class of tests that keep to members of their own and to the number of silos.</summary>
public sealed class SiloTrioFixture(PostgresServer server) : IAsyncLifetime
{
    private readonly CountedKeys _counted = new();

    public SiloTrio Trio { get; private set; } = null!;

    /// <summary>What plays and activities were recorded, at all silos together.</summary>
    public CountedKeys Counted => _counted;

    public async Task InitializeAsync() => Trio = await SiloTrio.StartAsync(server, _ => new() { Observers = [_counted] });

    public async Task DisposeAsync() => await Trio.DisposeAsync();
}

/// <summary>Counts the keys of records that answer a play or an activity.</summary>
public sealed class CountedKeys : IRecordObserver
{
    private readonly Dictionary<(MemberKey, RequestKey), int> _keys = [];
    private readonly Lock _gate = new();

    /// <summary>How often each key of these members was recorded.</summary>
    public IReadOnlyList<int> Of(IReadOnlySet<MemberKey> members)
    {
        lock (_gate)
        {
            return [.. _keys.Where(counted => members.Contains(counted.Key.Item1)).Select(counted => counted.Value)];
        }
    }

    public void Durable(JournalRecord record, RecordBody body)
    {
        if (record is { Member: { } member, Key: { } key } && body.Input is Play or ReportActivity)
        {
            lock (_gate)
            {
                _keys[(member, key)] = _keys.GetValueOrDefault((member, key)) + 1;
            }
        }
    }
}
