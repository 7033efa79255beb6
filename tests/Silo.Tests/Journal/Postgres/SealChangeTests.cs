using Jifen.Silo.Hosting;
using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;
using Jifen.Silo.Security;
using Jifen.Silo.Tests.Api;

namespace Jifen.Silo.Tests.Journal.Postgres;

/// <summary>The secret of a cluster changes while its silos are stopped.</summary>
[Collection(PostgresServer.Collection)]
public sealed class SealChangeTests(PostgresServer server)
{
    private const string Next = "the next secret of the tests, as long";

    private readonly string _connection = server.To("postgres", server.CreateSchema());

    [Fact]
    public async Task A_stopped_silo_goes_on_with_the_new_secret_its_keys_and_members_and_the_old_one_is_refused()
    {
        await using TestSilo silo = await TestSilo.StartAsync(with: With(PostgresSiloTests.Secret));
        await silo.EnrolAsync("anna");
        string running = Assert.Throws<StoreRefusedException>(() => SealChange.Run(_connection, new(PostgresSiloTests.Secret), new(Next))).Message;
        Assert.StartsWith("The secret cannot change while silos run: ", running, StringComparison.Ordinal);
        Assert.True(await silo.StopAsync());

        IReadOnlyList<string> changed = SealChange.Run(_connection, new(PostgresSiloTests.Secret), new(Next));

        Assert.Equal(["dashboard-keys.xml", "keys.json", "server-keys.json", "staff.json"], changed);
        SecretKeysRefusedException refused = await Assert.ThrowsAsync<SecretKeysRefusedException>(() => silo.StartAgainAsync(with: With(PostgresSiloTests.Secret)));
        Assert.Equal(SecretKeysRefusal.Sealed, refused.Refusal);
        await silo.StartAgainAsync(with: With(Next));
        Assert.Equal(200, (await silo.EarnAsync("anna", "a1", 700)).Status);
        Assert.True(await silo.StopAsync());
    }

    [Fact]
    public void With_a_wrong_secret_nothing_changes_not_even_the_documents_that_it_opens()
    {
        using PostgresDocuments documents = new(_connection, new(PostgresSiloTests.Secret));
        Write(documents, "b", [2]);
        using PostgresDocuments others = new(_connection, new(Next));
        Write(others, "a", [1]);

        Assert.Throws<SecretKeysRefusedException>(() => SealChange.Run(_connection, new(Next), new("one more secret of the tests, long")));

        Assert.Equal([2], Read(PostgresSiloTests.Secret, "b"));
        Assert.Equal([1], Read(Next, "a"));
    }

    private Func<SiloOptions, SiloOptions> With(string secret) => options => options with { Postgres = _connection, ClusterSecret = secret };

    private static void Write(PostgresDocuments documents, string name, byte[] content)
    {
        ISharedDocument document = documents.Open(name);
        using IDisposable turn = document.TakeTurn();
        document.Write(content);
    }

    private byte[]? Read(string secret, string name)
    {
        using PostgresDocuments documents = new(_connection, new(secret));
        byte[]? read = null;
        documents.Open(name).ReadNew(content => read = content);
        return read;
    }
}
