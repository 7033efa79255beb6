using Jifen.Silo.Api;
using Jifen.Silo.Imports;
using Jifen.Silo.Journal.Postgres;
using Jifen.Silo.Shards;
using Jifen.Silo.Templates;

namespace Jifen.Silo.Hosting;

/// <summary>Settings of a silo: command line, then <c>JIFEN_…</c> in the environment, then <c>appsettings.json</c>.</summary>
public sealed record SiloOptions
{
    /// <summary>Port of the HTTP surface; 0 takes a free one.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>Address to listen on. One that others can reach needs <see cref="BehindProxy"/>.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>A proxy in front speaks HTTPS with the clients.</summary>
    public bool BehindProxy { get; init; }

    /// <summary>Folder of the database, the witness and the keys.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>
    /// Connection string of the PostgreSQL database that holds the store, or of several that hold it together, one a line and in their order;
    /// null keeps it in the data folder. It may hold a password.
    /// </summary>
    public string? Postgres { get; init; }

    /// <summary>The databases that hold the store; none where it is in the data folder.</summary>
    public IReadOnlyList<string> Databases => Lines(Postgres);

    /// <summary>
    /// What all silos of a cluster share and nobody else knows: at least <see cref="Security.ClusterSecret.Shortest"/> characters. Needed where the
    /// store is in PostgreSQL.
    /// </summary>
    public string? ClusterSecret { get; init; }

    /// <summary>How other silos are spoken with, where the store is in PostgreSQL.</summary>
    public ClusterOptions Cluster { get; init; } = new();

    /// <summary>No demo programme and no simulated players.</summary>
    public bool Empty { get; init; }

    /// <summary>Demo programme without simulated players.</summary>
    public bool QuietDemo { get; init; }

    /// <summary>Programme of the store; null is that of the store, or of its template where there is none.</summary>
    public string? Programme { get; init; }

    /// <summary>Template that a new store begins with, and its programme; null is <see cref="ProgrammeTemplates.Standard"/>.</summary>
    public string? Template { get; init; }

    /// <summary>Shards of a store that is made now; an existing one keeps its number.</summary>
    public int ShardCount { get; init; } = 64;

    /// <summary>The first server key, with all scopes; at least <see cref="ShortestBootstrapKey"/> characters.</summary>
    public string? BootstrapKey { get; init; }

    public const int ShortestBootstrapKey = 32;

    /// <summary>How long a stop may take: half of it for calls under way, half for the store to come to rest.</summary>
    public TimeSpan DrainWithin { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Log lines as JSON instead of text.</summary>
    public bool JsonLog { get; init; }

    /// <summary>Points of one activity from which on staff are told of it.</summary>
    public int LargeEarning { get; init; } = 2_000;

    /// <summary>New guests an hour that the player page of the demo makes; 0 for none. Another programme never has guests.</summary>
    public int DemoGuests { get; init; } = 600;

    /// <summary>Origins whose pages may call this silo, such as <c>https://app.example</c>.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    public ApiLimits Limits { get; init; } = new();

    public ShardLimits ShardLimits { get; init; } = new();

    public ImportLimits Imports { get; init; } = new();

    /// <summary>Programme of the store as the settings say it, or null where they leave it to the store.</summary>
    internal string? ProgrammeGiven => Programme ?? Template;

    /// <exception cref="SiloRefusedException">A setting cannot be used; it is named.</exception>
    public void Check()
    {
        Refuse(Port is < 0 or > 65_535, "port", "it is not 0 to 65535", "不在 0 到 65535 之间");
        Refuse(!System.Net.IPAddress.TryParse(Address, out System.Net.IPAddress? address), "address", "it is no IP address", "不是 IP 地址");
        Refuse(
            !System.Net.IPAddress.IsLoopback(address!) && !BehindProxy, "address",
            "others can reach it and the silo speaks no HTTPS; put a proxy in front and set --behind-proxy",
            "该地址可从外部访问，而本服务不提供 HTTPS；请在前面放置代理并设置 --behind-proxy");
        Refuse(
            Postgres is not null && !(Databases.Count > 0 && Databases.All(PostgresStore.IsConnection)), "postgres",
            "it is no connection string, or one of its lines is none", "不是连接字符串，或其中有一行不是");
        Refuse(
            BootstrapKey is { Length: < ShortestBootstrapKey }, "bootstrap-key",
            $"it is shorter than {ShortestBootstrapKey} characters", $"少于 {ShortestBootstrapKey} 个字符");
        foreach ((string whose, Rate rate) in new[] { ("member", Limits.MemberRate), ("key", Limits.KeyRate), ("address", Limits.AddressRate) })
        {
            Refuse(rate.PerSecond < 1, $"limits:{whose}-rate", "it is below 1", "小于 1");
            Refuse(rate.Burst is < 1 or > 1_000_000, $"limits:{whose}-burst", "it is not 1 to 1000000", "不在 1 到 1000000 之间");
        }

        string templates = string.Join(", ", ProgrammeTemplates.Names);
        Refuse(Template is not null && !ProgrammeTemplates.Names.Contains(Template), "template", $"it is none of {templates}", $"不是以下之一：{templates}");
        Refuse(
            Template is not null && Programme is not null && Programme != Template, "template", "the programme given is another one's",
            "与所给的计划名不一致");
        Refuse(DemoGuests is < 0 or > 1_000_000, "demo:guests", "it is not 0 to 1000000", "不在 0 到 1000000 之间");
        Refuse(!Origins.All(IsOrigin), "origins", "one is no origin such as https://app.example", "其中有的不是 https://app.example 这样的来源");
        Refuse(Limits.Heartbeat <= TimeSpan.Zero, "limits:heartbeat-seconds", "it is below 1", "小于 1");
        Refuse(Limits.MemberStreamRecords < 1, "limits:member-stream-records", "it is below 1", "小于 1");
        Refuse(Limits.StaffStreamRecords < 1, "limits:staff-stream-records", "it is below 1", "小于 1");
        Refuse(Limits.RatePartitions < 1, "limits:rate-partitions", "it is below 1", "小于 1");
        Refuse(LargeEarning < 1, "large-earning", "it is below 1", "小于 1");
        CheckImports();
        CheckCluster();
        Refuse(ShardCount is < 1 or > 4_096, "shards", "it is not 1 to 4096", "不在 1 到 4096 之间");
    }

    /// <summary>The lines of a setting that may name several databases.</summary>
    internal static IReadOnlyList<string> Lines(string? setting) =>
        setting?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private void CheckImports()
    {
        Refuse(Imports.StreamBytes < 1, "imports:stream-bytes", "it is below 1", "小于 1");
        Refuse(Imports.LineBytes is < 256 or > 1_048_576, "imports:line-bytes", "it is not 256 to 1048576", "不在 256 到 1048576 之间");
        Refuse(Imports.BatchLines is < 1 or > 4_096, "imports:batch-lines", "it is not 1 to 4096", "不在 1 到 4096 之间");
        Refuse(Imports.SharePercent is < 1 or > 100, "imports:share-percent", "it is not 1 to 100", "不在 1 到 100 之间");
        Refuse(Imports.Open < 1, "imports:open", "it is below 1", "小于 1");
        Refuse(Imports.Kept < 1, "imports:kept", "it is below 1", "小于 1");
        Refuse(Imports.KeptFor < TimeSpan.FromDays(7), "imports:kept-days", "it is below 7", "小于 7");
    }

    private void CheckCluster()
    {
        Refuse(
            Postgres is not null && ClusterSecret is not { Length: >= Security.ClusterSecret.Shortest }, "cluster-secret",
            $"a store in PostgreSQL needs JIFEN_CLUSTER_SECRET, the same for all its silos and at least {Security.ClusterSecret.Shortest} characters",
            $"使用 PostgreSQL 存储须设置 JIFEN_CLUSTER_SECRET：所有服务相同，至少 {Security.ClusterSecret.Shortest} 个字符");
        Refuse(Cluster.Port is < 0 or > 65_535, "silo-port", "it is not 0 to 65535", "不在 0 到 65535 之间");
        Refuse(Cluster.Name is { Length: < 1 or > 64 }, "silo-name", "it is not 1 to 64 characters", "不是 1 到 64 个字符");
        Refuse(Cluster.Address is { } address && !System.Net.IPAddress.TryParse(address, out _), "silo-address", "it is no IP address", "不是 IP 地址");
        Refuse(
            Cluster.Url is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out Uri? reached) && reached.Scheme is "http" or "https"), "silo-url",
            "it is no URL such as http://10.0.0.7:5081", "不是 http://10.0.0.7:5081 这样的 URL");
        CheckTls();
    }

    private void CheckTls()
    {
        (string Name, string? File)[] files =
            [("silo-certificate", Cluster.Certificate), ("silo-certificate-key", Cluster.CertificateKey), ("silo-trust", Cluster.Trust)];
        string given = string.Join(", ", files.Where(file => file.File is not null).Select(file => file.Name));
        foreach ((string name, string? file) in files)
        {
            Refuse(given.Length > 0 && file is null, name, $"it is missing beside {given}", $"已设置 {given}，却缺少它");
        }

        Refuse(
            given.Length > 0 && Cluster.Url is { } url && new Uri(url).Scheme != Uri.UriSchemeHttps, "silo-url",
            "silos speak TLS with each other, so it begins with https://", "服务之间使用 TLS，须以 https:// 开头");
        _ = Cluster.ReadTls();
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? origin) && origin.Scheme is "https" or "http" && origin.GetLeftPart(UriPartial.Authority) == text
        && origin.UserInfo.Length == 0;

    private static void Refuse(bool refused, string setting, string why, string chinese)
    {
        if (refused)
        {
            throw new SiloRefusedException($"The setting {setting} is refused: {why}.", $"设置 {setting} 被拒绝：{chinese}。");
        }
    }
}

/// <summary>The silo does not start. The message is for the operator and holds no secret.</summary>
public sealed class SiloRefusedException(string message, string chinese, Exception? inner = null) : Exception(message, inner)
{
    public string ChineseMessage { get; } = chinese;
}
