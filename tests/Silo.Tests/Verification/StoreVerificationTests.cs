using Jifen.Silo.Journal.Sqlite;
using Jifen.Silo.Security;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Verification;
using Microsoft.Data.Sqlite;

namespace Jifen.Silo.Tests.Verification;

public sealed class StoreVerificationTests
{
    [Fact]
    public async Task A_store_that_was_played_on_holds_and_a_changed_byte_names_its_record()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        await PlayAsync(silo);
        Assert.True(await silo.StopAsync());
        SecretKeys keys = SecretKeyFile.OpenOrCreate(silo.Folder, storeExists: true);
        VerificationResult sound = Verify(silo.Folder, keys);
        Assert.Empty(sound.Faults);
        Assert.Equal(sound.Counts.Records, sound.Counts.Rederived);
        Assert.Equal(0, sound.Counts.Sealed);
        Assert.True(sound.Counts.Rows > 0);
        (int shard, long sequence) = await ChangeAsync(silo.Folder, "UPDATE journal SET body = REPLACE(body, '\"amount\":700', '\"amount\":701') WHERE position = $position");
        VerificationFault fault = Assert.Single(Verify(silo.Folder, keys).Faults);
        Assert.Equal((VerificationRule.Chain, shard, sequence), (fault.Rule, fault.Shard!.Value.Value, fault.Record.Value));
        Assert.Contains($"{sequence}", fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_keys_plays_are_counted_as_sealed_and_the_rest_holds()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        await PlayAsync(silo);
        Assert.True(await silo.StopAsync());
        VerificationResult result = Verify(silo.Folder, null);
        Assert.Empty(result.Faults);
        Assert.Equal(10, result.Counts.Sealed);
        Assert.Equal(result.Counts.Records, result.Counts.Rederived + result.Counts.Sealed);
    }

    [Fact]
    public async Task A_checkpoint_row_that_says_more_points_than_the_records_is_found()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        await PlayAsync(silo);
        Assert.True(await silo.StopAsync());
        await ChangeRowAsync(silo.Folder);
        Assert.Contains(Verify(silo.Folder, SecretKeyFile.OpenOrCreate(silo.Folder, true)).Faults, fault => fault.What.Contains("member:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_record_that_is_there_twice_is_found_though_no_chain_leads_to_it()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        await PlayAsync(silo);
        Assert.True(await silo.StopAsync());
        (_, long sequence) = await ChangeAsync(
            silo.Folder,
            $"INSERT INTO journal ({Schema.RecordColumns}) SELECT (SELECT max(position) FROM journal) + 1, {Schema.RecordColumns[(Schema.RecordColumns.IndexOf(',', StringComparison.Ordinal) + 1)..]} FROM journal WHERE position = $position");
        Assert.Contains(
            Verify(silo.Folder, null).Faults,
            fault => fault.Rule == VerificationRule.Position && fault.What.StartsWith($"Record {sequence} of shard ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_that_a_silo_has_open_is_not_verified()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        Assert.Throws<Silo.Journal.StoreRefusedException>(() => StoreVerification.Open(silo.Folder, null));
    }

    private static async Task PlayAsync(TestSilo silo)
    {
        for (int i = 0; i < 10; i++)
        {
            await silo.EnrolAsync($"v{i}");
            Assert.Equal(200, (await silo.EarnAsync($"v{i}", "a", 700 + (i * 1_000))).Status);
            Assert.Contains((await silo.PlayAsync($"v{i}", "p")).Status, (IEnumerable<int>)[200, 202]);
        }
    }

    private static VerificationResult Verify(string folder, SecretKeys? keys)
    {
        using StoreVerification verification = StoreVerification.Open(folder, keys);
        return verification.Run();
    }

    /// <summary>Changes the record of the activity of 700, as somebody with the database's password would.</summary>
    private static async Task<(int Shard, long Sequence)> ChangeAsync(string folder, string update)
    {
        await using SqliteConnection database = await OpenAsync(folder);
        await using SqliteCommand find = database.CreateCommand();
        find.CommandText = "SELECT position, shard, sequence FROM journal WHERE instr(body, '\"amount\":700') > 0 AND instr(body, '\"amount\":7000') = 0 LIMIT 1";
        await using SqliteDataReader found = await find.ExecuteReaderAsync();
        Assert.True(await found.ReadAsync());
        (long position, int shard, long sequence) = (found.GetInt64(0), found.GetInt32(1), found.GetInt64(2));
        await found.CloseAsync();
        await using SqliteCommand change = database.CreateCommand();
#pragma warning disable CA2100 // a literal of this class
        change.CommandText = update;
#pragma warning restore CA2100
        change.Parameters.AddWithValue("$position", position);
        Assert.Equal(1, await change.ExecuteNonQueryAsync());
        return (shard, sequence);
    }

    private static async Task ChangeRowAsync(string folder)
    {
        await using SqliteConnection database = await OpenAsync(folder);
        await using SqliteCommand change = database.CreateCommand();
        change.CommandText = "UPDATE grain SET state = REPLACE(state, '\"earned\":', '\"earned\":1') WHERE grain LIKE 'member:%'";
        Assert.NotEqual(0, await change.ExecuteNonQueryAsync());
    }

    private static async Task<SqliteConnection> OpenAsync(string folder)
    {
        SqliteConnection database = new($"Data Source={Path.Combine(folder, "jifen.db")};Pooling=False");
        await database.OpenAsync();
        return database;
    }
}
