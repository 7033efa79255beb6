using System.Runtime.CompilerServices;
using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;
using Npgsql;

namespace Jifen.Silo.Tests.Journal.Postgres;

/// <summary>What a store demands of its server, and how its tables come to be.</summary>
[Collection(PostgresServer.Collection)]
public sealed class PostgresStoreTests(PostgresServer server)
{
    [Theory]
    [InlineData("synchronous_commit", "off")]
    [InlineData("synchronous_commit", "local")]
    [InlineData("synchronous_commit", "remote_write")]
    [InlineData("fsync", "off")]
    [InlineData("full_page_writes", "off")]
    public void A_setting_that_weakens_durability_is_refused_by_name(string setting, string value)
    {
        string connection = server.To("postgres", server.CreateSchema());
        PostgresStore.Establish(connection, JournalContract.Identity);
        try
        {
            Set($"ALTER SYSTEM SET {setting} = '{value}'");
            string words = Assert.Throws<StoreRefusedException>(() => Open(connection)).Message;
            Assert.Contains($"{setting} = ", words, StringComparison.Ordinal);
            Assert.Contains($"it is {value}:", words, StringComparison.Ordinal);
            Assert.Throws<StoreRefusedException>(() => PostgresStore.Establish(connection, JournalContract.Identity));
        }
        finally
        {
            Set($"ALTER SYSTEM RESET {setting}");
        }

        Open(connection).Dispose();
    }

    [Fact]
    public async Task The_server_looks_after_every_client_also_on_a_connection_that_was_used_before()
    {
        PostgresAddress address = new(server.To("postgres"), PostgresTestedStore.Limits with { Readers = 1 });
        using NpgsqlConnection alone = address.OpenAlone();
        Assert.Equal("2 1 3", Watch(alone));
        await using NpgsqlDataSource pool = address.OpenPool();
        for (int use = 0; use < 2; use++)
        {
            using NpgsqlConnection pooled = pool.OpenConnection();
            Assert.Equal("2 1 3", Watch(pooled));
        }

        await using NpgsqlConnection awaited = await pool.OpenConnectionAsync();
        Assert.Equal("2 1 3", Watch(awaited));
        await using NpgsqlConnection awaitedAlone = await address.OpenAloneAsync(CancellationToken.None);
        Assert.Equal("2 1 3", Watch(awaitedAlone));
        using NpgsqlConnection plain = new(server.To("postgres") + ";Pooling=false");
        plain.Open();
        Assert.NotEqual("2 1 3", Watch(plain));

        static string Watch(NpgsqlConnection opened)
        {
            using NpgsqlCommand command = new("SELECT concat_ws(' ', current_setting('tcp_keepalives_idle'), current_setting('tcp_keepalives_interval'), current_setting('tcp_keepalives_count'))", opened);
            return (string)command.ExecuteScalar()!;
        }
    }

    [Fact]
    public async Task Connections_of_their_own_leave_no_source_behind()
    {
        PostgresAddress address = new(server.To("postgres"), PostgresTestedStore.Limits);
        using NpgsqlConnection opened = address.OpenAlone();
        await using NpgsqlConnection awaited = await address.OpenAloneAsync(CancellationToken.None);

        Assert.Throws<ObjectDisposedException>(() => SourceOf(opened).OpenConnection());
        Assert.Throws<ObjectDisposedException>(() => SourceOf(awaited).OpenConnection());

        [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_NpgsqlDataSource")]
        static extern NpgsqlDataSource SourceOf(NpgsqlConnection connection);
    }

    [Fact]
    public void A_setting_of_the_role_alone_is_refused_too()
    {
        string schema = server.CreateSchema();
        PostgresStore.Establish(server.To("postgres", schema), JournalContract.Identity);
        string careless = server.To("postgres", schema) + ";Options=-c synchronous_commit=off";
        Assert.Contains("synchronous_commit", Assert.Throws<StoreRefusedException>(() => Open(careless)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_is_not_logged_is_refused_by_name()
    {
        string connection = server.To("postgres", server.CreateSchema());
        PostgresStore.Establish(connection, JournalContract.Identity);
        PostgresServer.Execute(connection, "ALTER TABLE grain SET UNLOGGED");
        Assert.Contains("The table grain", Assert.Throws<StoreRefusedException>(() => Open(connection)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_of_another_encoding_is_refused()
    {
        PostgresServer.Execute(server.To("postgres"), "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1'");
        Assert.Contains("UTF8", Assert.Throws<StoreRefusedException>(() => PostgresStore.Establish(server.To("latin"), JournalContract.Identity)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silos_that_start_at_once_make_one_store()
    {
        string connection = server.To("postgres", server.CreateSchema());
        StoreIdentity[] established = await Task.WhenAll(Enumerable.Range(0, 4).Select(silo =>
            Task.Run(() => PostgresStore.Establish(connection, JournalContract.Identity with { StoreId = Guid.NewGuid() }))));
        Assert.Single(established.Distinct());
        Assert.Equal(established[0], PostgresStore.Find(connection));
        Assert.Equal(Migration.All.Count, PostgresServer.Scalar<long>(connection, "SELECT count(*) FROM schema_version"));
    }

    [Fact]
    public void Tables_of_a_later_version_are_refused()
    {
        string connection = server.To("postgres", server.CreateSchema());
        PostgresStore.Establish(connection, JournalContract.Identity);
        PostgresServer.Execute(connection, "INSERT INTO schema_version VALUES (999, '', now())");
        Assert.Contains("version 999", Assert.Throws<StoreRefusedException>(() => Open(connection)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_made_by_another_text_are_refused()
    {
        string connection = server.To("postgres", server.CreateSchema());
        PostgresStore.Establish(connection, JournalContract.Identity);
        PostgresServer.Execute(connection, "UPDATE schema_version SET hash = '\\x00'");
        Assert.Contains("another text", Assert.Throws<StoreRefusedException>(() => Open(connection)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_fails_leaves_nothing_and_gives_the_lock_back()
    {
        string connection = server.To("postgres", server.CreateSchema()) + ";Pooling=false";
        Assert.Throws<PostgresException>(() => Migrate(connection, new(1, "CREATE TABLE a (x int)"), new(2, "CREATE TABLE b (x int); SELECT 1 / 0")));
        Assert.Equal((1L, true), (PostgresServer.Scalar<long>(connection, "SELECT count(*) FROM schema_version"), PostgresServer.Scalar<bool>(connection, "SELECT to_regclass('b') IS NULL")));
        Migrate(connection, new(1, "CREATE TABLE a (x int)"), new(2, "CREATE TABLE b (x int)"), new(3, "ALTER TABLE b ADD y int"));
        Assert.Equal(3, PostgresServer.Scalar<int>(connection, "SELECT max(version) FROM schema_version"));
    }

    /// <summary>The trap that the connection of its own avoids: closed into its pool, a connection keeps its session's lock.</summary>
    [Fact]
    public void Under_a_pooled_connection_the_lock_is_seen_to_stay()
    {
        string schema = server.CreateSchema();
        string pooled = server.To("postgres", schema) + ";Pooling=true;Application Name=pooled";
        Migrate(pooled);
        Assert.Equal(1, LocksOf("pooled"));
        NpgsqlConnection.ClearAllPools();
        Migrate(server.To("postgres", schema) + ";Pooling=false;Application Name=alone");
        Assert.Equal(0, LocksOf("alone"));
    }

    [Fact]
    public void Another_programme_number_of_shards_or_pepper_is_refused()
    {
        string connection = server.To("postgres", server.CreateSchema());
        PostgresStore.Establish(connection, JournalContract.Identity);
        Assert.Throws<StoreRefusedException>(() => Open(connection, new("carnival", "pepper-check")));
        Assert.Throws<StoreRefusedException>(() => Open(connection, new("festival", "another")));
        Assert.Throws<StoreRefusedException>(() => Open(connection, new("festival", "pepper-check", 8)));
        Assert.Throws<StoreRefusedException>(() => Open(server.To("postgres", server.CreateSchema())));
        Assert.Throws<StoreRefusedException>(() => Open(server.To("nowhere")));
        Assert.Null(PostgresStore.Find(server.To("postgres", server.CreateSchema())));
    }

    private static PostgresJournal Open(string connection, StoreExpectation? expectation = null)
    {
        using TempFolder folder = new();
        return PostgresStore.Open(connection, folder["witness"], expectation ?? PostgresTestedStore.Expectation, TimeProvider.System);
    }

    private static void Migrate(string connection, params Migration[] steps)
    {
        using NpgsqlConnection alone = new(connection);
        alone.Open();
        SchemaMigration.Run(alone, "test", steps);
    }

    private long LocksOf(string application) => PostgresServer.Scalar<long>(
        server.To("postgres"), $"SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' AND application_name = '{application}'");

    private void Set(string sql)
    {
        PostgresServer.Execute(server.To("postgres"), sql);
        DateTime before = PostgresServer.Scalar<DateTime>(server.To("postgres"), "SELECT pg_conf_load_time()");
        PostgresServer.Execute(server.To("postgres"), "SELECT pg_reload_conf()");
        Assert.True(SpinWait.SpinUntil(() => PostgresServer.Scalar<DateTime>(server.To("postgres"), "SELECT pg_conf_load_time()") > before, TimeSpan.FromMinutes(2)));
    }
}
