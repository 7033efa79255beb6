namespace Jifen.Silo.Tests.Journal.Postgres;

/// <summary>A server for all tests that name its collection.</summary>
public sealed partial class PostgresServer : IAsyncLifetime;

[CollectionDefinition(PostgresServer.Collection)]
public sealed class PostgresTests : ICollectionFixture<PostgresServer>;

[CollectionDefinition(PostgresServer.ClusterCollection)]
public sealed class PostgresClusterTests : ICollectionFixture<PostgresServer>;

[CollectionDefinition(PostgresServer.AnySiloCollection)]
public sealed class PostgresAnySiloTests : ICollectionFixture<PostgresServer>;
