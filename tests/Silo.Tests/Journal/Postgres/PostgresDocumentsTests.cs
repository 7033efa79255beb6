using System.Text;
using System.Xml.Linq;
using Jifen.Silo.Journal.Postgres;
using Jifen.Silo.Security;

namespace Jifen.Silo.Tests.Journal.Postgres;

/// <summary>Keys and staff that silos share in a database.</summary>
[Collection(PostgresServer.Collection)]
public sealed class PostgresDocumentsTests(PostgresServer server)
{
    private readonly string _connection = server.To("postgres", server.CreateSchema());

    [Fact]
    public void Of_many_silos_that_start_at_once_one_makes_the_keys_and_all_use_them()
    {
        string[] checks = new string[4];
        Parallel.For(0, checks.Length, i =>
        {
            using PostgresDocuments documents = Open();
            checks[i] = SharedSecretKeys.OpenOrCreate(documents, storeExists: false).PepperCheck;
        });

        Assert.Single(checks.Distinct());
    }

    [Fact]
    public void Keys_that_are_missing_beside_a_store_are_not_made_anew()
    {
        using PostgresDocuments documents = Open();

        Assert.Equal(
            SecretKeysRefusal.Missing, Assert.Throws<SecretKeysRefusedException>(() => SharedSecretKeys.OpenOrCreate(documents, storeExists: true)).Refusal);
        Assert.Null(SharedSecretKeys.Find(documents));
    }

    [Fact]
    public void Nothing_of_them_can_be_read_in_the_database_or_with_another_secret()
    {
        using PostgresDocuments documents = Open();
        SecretKeys keys = SharedSecretKeys.OpenOrCreate(documents, storeExists: false);

        Assert.Equal(
            0, PostgresServer.Scalar<long>(_connection, $"SELECT count(*) FROM shared_document WHERE position('{Convert.ToHexStringLower(keys.Pepper)}' in encode(sealed, 'escape')) > 0"));
        using PostgresDocuments stranger = new(_connection, new("another secret of the tests, as long"));
        Assert.Equal(SecretKeysRefusal.Sealed, Assert.Throws<SecretKeysRefusedException>(() => SharedSecretKeys.Find(stranger)).Refusal);
    }

    [Fact]
    public void Changes_of_several_holders_are_all_kept()
    {
        Parallel.For(0, 4, i =>
        {
            using PostgresDocuments documents = Open();
            ServerKeys keys = new(documents, TimeProvider.System);
            for (int n = 0; n < 10; n++)
            {
                keys.Create($"key {i} {n}", ["activities"]);
            }
        });

        using PostgresDocuments all = Open();
        Assert.Equal(40, new ServerKeys(all, TimeProvider.System).All.Count);
    }

    [Fact]
    public void What_one_silo_changes_another_has_after_its_next_look()
    {
        using PostgresDocuments one = Open();
        using PostgresDocuments two = Open();
        ServerKeys here = new(one, TimeProvider.System);
        ServerKeys there = new(two, TimeProvider.System);
        (ServerKey key, string text) = here.Create("new", ["activities"]);

        there.Refresh();
        Assert.Null(there.Find(text));
        two.Look();
        there.Refresh();
        Assert.NotNull(there.Find(text));
        here.Revoke(key.Id);
        two.Look();
        there.Refresh();
        Assert.Null(there.Find(text));
    }

    [Fact]
    public void Only_one_of_many_first_starts_leaves_a_password()
    {
        int left = 0;
        Parallel.For(0, 4, _ =>
        {
            using PostgresDocuments documents = Open();
            new StaffAccounts(documents, TimeProvider.System).BeginWith("admin", StaffAccounts.NewPassword(), () => Interlocked.Increment(ref left));
        });

        Assert.Equal(1, left);
    }

    [Fact]
    public void A_cookie_key_that_one_silo_made_is_known_to_all()
    {
        using PostgresDocuments one = Open();
        using PostgresDocuments two = Open();
        new SharedCookieKeys(one).StoreElement(XElement.Parse("""<key id="1" />"""), "one");
        new SharedCookieKeys(one).StoreElement(XElement.Parse("""<key id="2" />"""), "two");
        two.Look();

        Assert.Equal(["1", "2"], new SharedCookieKeys(two).GetAllElements().Select(key => key.Attribute("id")!.Value));
    }

    [Fact]
    public void A_turn_that_writes_nothing_changes_nothing()
    {
        using PostgresDocuments documents = Open();
        ISharedDocument document = documents.Open("note");
        using (document.TakeTurn())
        {
            document.Write(Encoding.UTF8.GetBytes("kept"));
        }

        using (document.TakeTurn())
        {
        }

        List<string> read = [];
        documents.Open("note").ReadNew(content => read.Add(Encoding.UTF8.GetString(content)));
        Assert.Equal(["kept"], read);
    }

    private PostgresDocuments Open() => new(_connection, new(PostgresSiloTests.Secret));
}
