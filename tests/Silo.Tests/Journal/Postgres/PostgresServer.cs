using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Jifen.Silo.Tests.Journal.Postgres;

/// <summary>
/// A PostgreSQL server of these tests alone, in a temporary folder and on a free loopback port, from Debian's packages. It is durable as
/// in production. Each test gets a schema of its own, or a database.
/// </summary>
public sealed partial class PostgresServer
{
    public const string Collection = "PostgreSQL";

    /// <summary>Another server, for tests of clusters beside those of one store.</summary>
    public const string ClusterCollection = "PostgreSQL of clusters";

    /// <summary>A third one, for what callers see of clusters, beside how clusters live.</summary>
    public const string AnySiloCollection = "PostgreSQL of any silo";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"jifen-postgres-{Guid.NewGuid():N}");
    private readonly string _binaries = FindBinaries();
    private string _addresses = "127.0.0.1";
    private int _names;

    public int Port { get; private set; }

    /// <summary>Settings beside those of all tests, such as <c>archive_mode=on</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Where archived parts of the write-ahead log may lie; the server's own account can write here.</summary>
    public string Archive => $"{_folder}/archive";

    public async Task InitializeAsync()
    {
        await CreateFolderAsync();
        await AsServerAsync("initdb", "-D", $"{_folder}/data", "-A", "trust", "-U", "jifen", "-E", "UTF8", "--locale=C", "--no-sync");
        await StartAsync();
    }

    /// <summary>Starts the server, on the port it had before if it had one.</summary>
    public async Task StartAsync()
    {
        for (int attempt = 1; Port == 0; attempt++)
        {
            int port = FreePort();
            try
            {
                await StartAtAsync(port);
                Port = port;
                return;
            }
            catch (InvalidOperationException) when (attempt < 5)
            {
                // Somebody else may have taken the port meanwhile.
            }
        }

        await StartAtAsync(Port);
    }

    /// <summary>Starts the server anew so that it is also reached at another address of this machine, from its network.</summary>
    public async Task ListenAlsoAsync(string address, string network)
    {
        await File.AppendAllTextAsync($"{_folder}/data/pg_hba.conf", $"host all all {network} trust\n");
        _addresses = $"127.0.0.1,{address}";
        await AsServerAsync("pg_ctl", "-D", $"{_folder}/data", "-m", "fast", "-w", "stop");
        await StartAsync();
    }

    /// <summary>Takes a base backup while the server runs, with the log that makes it whole.</summary>
    /// <returns>Its folder.</returns>
    public async Task<string> BackUpAsync()
    {
        string into = $"{_folder}/{NextName()}";
        await AsServerAsync("pg_basebackup", "-h", "127.0.0.1", "-p", $"{Port}", "-U", "jifen", "-D", into, "-X", "stream", "-c", "fast");
        return into;
    }

    /// <summary>Starts another server on a copy of a base backup, on a port of its own.</summary>
    /// <param name="archive">Parts of the log that it goes on with after the backup, or null.</param>
    public static async Task<PostgresServer> RestoreAsync(string backup, string? archive)
    {
        PostgresServer server = new() { Settings = archive is null ? [] : [$"restore_command=cp {archive}/%f %p"] };
        await server.CreateFolderAsync();
        await RunAsync("cp", "-a", backup, $"{server._folder}/data");
        if (archive is not null)
        {
            await File.WriteAllTextAsync($"{server._folder}/data/recovery.signal", "");
        }

        await server.StartAsync();
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        while (Scalar<bool>(server.To("postgres"), "SELECT pg_is_in_recovery()"))
        {
            await Task.Delay(50, patience.Token);
        }

        return server;
    }

    /// <summary>Ends all server processes at once, as a crash would.</summary>
    public Task CrashAsync() => AsServerAsync("pg_ctl", "-D", $"{_folder}/data", "-m", "immediate", "-w", "stop");

    public async Task DisposeAsync()
    {
        string server = File.ReadLines($"{_folder}/data/postmaster.pid").First();
        try
        {
            await CrashAsync();
        }
        catch (InvalidOperationException)
        {
            // No server may outlive its tests, whatever kept pg_ctl from stopping it.
            await RunAsync("kill", "-QUIT", server);
            throw;
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A connection string of a database and, where one is named, a schema of it.</summary>
    public string To(string database, string? schema = null) => To(Port, database, schema);

    public static string To(int port, string database, string? schema) =>
        $"Host=127.0.0.1;Port={port};Username=jifen;Database={database};Timeout=5;SSL Mode=Disable;GSS Encryption Mode=Disable;Server Compatibility Mode=NoTypeLoading"
        + (schema is null ? "" : $";Search Path={schema}");

    /// <summary>A new schema in the database <c>postgres</c>: much faster than a database.</summary>
    public string CreateSchema()
    {
        string name = NextName();
        Execute(To("postgres"), $"CREATE SCHEMA {name}");
        return name;
    }

    /// <summary>A new database, empty or a copy of another that nobody has open.</summary>
    public string CreateDatabase(string copyOf = "template0")
    {
        string name = NextName();
        Execute(To("postgres"), $"CREATE DATABASE {name} TEMPLATE {copyOf}");
        return name;
    }

    public static void Execute(string connection, string sql)
    {
        using NpgsqlConnection alone = new(connection + ";Pooling=false");
        alone.Open();
        using NpgsqlCommand command = new(sql, alone);
        command.ExecuteNonQuery();
    }

    public static T Scalar<T>(string connection, string sql)
    {
        using NpgsqlConnection alone = new(connection + ";Pooling=false");
        alone.Open();
        using NpgsqlCommand command = new(sql, alone);
        return (T)command.ExecuteScalar()!;
    }

    private Task StartAtAsync(int port) => AsServerAsync(
        "pg_ctl", "-D", $"{_folder}/data", "-l", $"{_folder}/log", "-w", "-t", "120", "-o",
        $"-p {port} -c listen_addresses={_addresses} -c unix_socket_directories={_folder} -c max_connections=100 -c deadlock_timeout=200ms "
        + $"-c recovery_init_sync_method=syncfs{string.Concat(Settings.Select(setting => $" -c '{setting}'"))}", "start");

    private async Task CreateFolderAsync()
    {
        Directory.CreateDirectory(Archive);
        if (Environment.UserName == "root")
        {
            await RunAsync("chown", "-R", "postgres", _folder);
        }
    }

    private string NextName() => $"test{Interlocked.Increment(ref _names).ToString(CultureInfo.InvariantCulture)}";

    private static string FindBinaries() =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql") : [])
            .Select(version => Path.Combine(version, "bin")).Where(folder => File.Exists(Path.Combine(folder, "initdb")))
            .OrderByDescending(folder => folder, StringComparer.Ordinal).FirstOrDefault()
        ?? throw new InvalidOperationException("PostgreSQL is not installed: run ./test, which installs it, or install Debian's package postgresql.");

    private Task AsServerAsync(string program, params string[] arguments)
    {
        string file = Path.Combine(_binaries, program);
        return Environment.UserName == "root" ? RunAsync("runuser", ["-u", "postgres", "--", file, .. arguments]) : RunAsync(file, arguments);
    }

    /// <remarks>The server keeps the output of what started it open, so its end cannot be waited for through a pipe.</remarks>
    internal static async Task RunAsync(string file, params string[] arguments)
    {
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", file, .. arguments]) { WorkingDirectory = Path.GetTempPath() })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{file} {string.Join(' ', arguments)}: exit {process.ExitCode}");
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
