using System.Globalization;
using Jifen.Silo.Api;
using Jifen.Silo.Imports;

namespace Jifen.Silo.Hosting;

/// <summary>Reads the settings of a silo from where they may stand.</summary>
public static class SiloSettings
{
    public const string EnvironmentPrefix = "JIFEN_";

    /// <summary>Settings of the environment and of <c>appsettings.json</c> in the working folder; the command line goes over them.</summary>
    public static IConfiguration Read(IReadOnlyDictionary<string, string?> commandLine) => new ConfigurationBuilder()
        .AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true)
        .AddInMemoryCollection(FromEnvironment())
        .AddInMemoryCollection(commandLine)
        .Build();

    /// <exception cref="SiloRefusedException">A value has not the form it must have.</exception>
    public static SiloOptions Options(IConfiguration settings)
    {
        SiloOptions standard = new();
        return standard with
        {
            Port = Number(settings, "port", standard.Port),
            Address = settings["address"] ?? standard.Address,
            BehindProxy = Truth(settings, "behind-proxy"),
            DataFolder = settings["data"] ?? standard.DataFolder,
            Postgres = settings["postgres"],
            ClusterSecret = settings["cluster-secret"],
            Cluster = new()
            {
                Name = settings["silo-name"],
                Port = Number(settings, "silo-port", standard.Cluster.Port),
                Address = settings["silo-address"],
                Url = settings["silo-url"],
                Certificate = settings["silo-certificate"],
                CertificateKey = settings["silo-certificate-key"],
                Trust = settings["silo-trust"],
                WarmsUp = !Truth(settings, "no-warm-up"),
            },
            Empty = Truth(settings, "empty"),
            QuietDemo = Truth(settings, "quiet-demo"),
            Programme = settings["programme"],
            Template = settings["template"],
            ShardCount = Number(settings, "shards", standard.ShardCount),
            BootstrapKey = settings["bootstrap-key"],
            JsonLog = Truth(settings, "json-log"),
            DrainWithin = TimeSpan.FromSeconds(Number(settings, "drain-seconds", (int)standard.DrainWithin.TotalSeconds)),
            LargeEarning = Number(settings, "large-earning", standard.LargeEarning),
            DemoGuests = Number(settings, "demo:guests", standard.DemoGuests),
            Origins = settings["origins"]?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? standard.Origins,
            Limits = Limits(settings.GetSection("limits"), standard.Limits),
            Imports = Imports(settings.GetSection("imports"), standard.Imports),
        };
    }

    private static ApiLimits Limits(IConfigurationSection settings, ApiLimits standard) => standard with
    {
        BodyBytes = Number(settings, "body-bytes", standard.BodyBytes),
        BatchBytes = Number(settings, "batch-bytes", standard.BatchBytes),
        BatchItems = Number(settings, "batch-items", standard.BatchItems),
        HeaderBytes = Number(settings, "header-bytes", standard.HeaderBytes),
        Headers = Number(settings, "headers", standard.Headers),
        HeaderTime = TimeSpan.FromSeconds(Number(settings, "header-seconds", (int)standard.HeaderTime.TotalSeconds)),
        Connections = Number(settings, "connections", standard.Connections),
        PageItems = Number(settings, "page-items", standard.PageItems),
        PageRecords = Number(settings, "page-records", standard.PageRecords),
        MemberRate = Rate(settings, "member", standard.MemberRate),
        KeyRate = Rate(settings, "key", standard.KeyRate),
        AddressRate = Rate(settings, "address", standard.AddressRate),
        Streams = Number(settings, "streams", standard.Streams),
        MemberStreams = Number(settings, "member-streams", standard.MemberStreams),
        StaffStreams = Number(settings, "staff-streams", standard.StaffStreams),
        MemberStreamRecords = Number(settings, "member-stream-records", standard.MemberStreamRecords),
        StaffStreamRecords = Number(settings, "staff-stream-records", standard.StaffStreamRecords),
        Heartbeat = TimeSpan.FromSeconds(Number(settings, "heartbeat-seconds", (int)standard.Heartbeat.TotalSeconds)),
        RatePartitions = Number(settings, "rate-partitions", standard.RatePartitions),
        Circuits = Number(settings, "circuits", standard.Circuits),
        CircuitMessageBytes = Number(settings, "circuit-message-bytes", standard.CircuitMessageBytes),
        CircuitAway = TimeSpan.FromSeconds(Number(settings, "circuit-away-seconds", (int)standard.CircuitAway.TotalSeconds)),
        StaffSession = TimeSpan.FromMinutes(Number(settings, "staff-session-minutes", (int)standard.StaffSession.TotalMinutes)),
    };

    private static ImportLimits Imports(IConfigurationSection settings, ImportLimits standard) => standard with
    {
        StreamBytes = Long(settings, "stream-bytes", standard.StreamBytes),
        LineBytes = Number(settings, "line-bytes", standard.LineBytes),
        Open = Number(settings, "open", standard.Open),
        Kept = Number(settings, "kept", standard.Kept),
        KeptFor = TimeSpan.FromDays(Number(settings, "kept-days", (int)standard.KeptFor.TotalDays)),
        BatchLines = Number(settings, "batch-lines", standard.BatchLines),
        SharePercent = Number(settings, "share-percent", standard.SharePercent),
        ReserveBytes = Long(settings, "reserve-bytes", standard.ReserveBytes),
    };

    private static Rate Rate(IConfiguration settings, string whose, Rate standard) =>
        new(Number(settings, $"{whose}-rate", standard.PerSecond), Number(settings, $"{whose}-burst", standard.Burst));

    /// <summary><c>JIFEN_QUIET_DEMO</c> is <c>quiet-demo</c>; two underscores part a section: <c>JIFEN_LIMITS__BODY_BYTES</c>.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> FromEnvironment()
    {
        foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            if (entry.Key is string name && name.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
            {
                string key = name[EnvironmentPrefix.Length..].ToLowerInvariant().Replace("__", ":", StringComparison.Ordinal).Replace('_', '-');
                yield return new(key, entry.Value as string);
            }
        }
    }

    private static int Number(IConfiguration settings, string name, int standard) =>
        Long(settings, name, standard) is <= int.MaxValue and var number
            ? (int)number
            : throw new SiloRefusedException($"The setting {name} is refused: it is too large.", $"设置 {name} 被拒绝：数值过大。");

    private static long Long(IConfiguration settings, string name, long standard)
    {
        string? text = settings[name];
        if (text is null)
        {
            return standard;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new SiloRefusedException($"The setting {name} is refused: it is no whole number.", $"设置 {name} 被拒绝：不是整数。");
    }

    private static bool Truth(IConfiguration settings, string name) => settings[name] switch
    {
        null or "false" or "False" or "0" => false,
        "" or "true" or "True" or "1" => true,
        _ => throw new SiloRefusedException($"The setting {name} is refused: it is neither true nor false.", $"设置 {name} 被拒绝：应为 true 或 false。"),
    };
}
