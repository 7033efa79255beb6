using Jifen.Silo.Hosting;
using Jifen.Silo.Journal;
using Jifen.Silo.Tests.Journal;

namespace Jifen.Silo.Tests.Api;

public sealed class HostFaultTests
{
    [Fact]
    public async Task A_disk_that_fails_a_sync_ends_the_process_and_acknowledges_nothing()
    {
        TaskCompletionSource<JournalException> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        FailingJournal? disk = null;
        await using TestSilo silo = await TestSilo.StartAsync(
            new() { Journal = journal => disk = new(journal), FailStop = fault => ended.TrySetResult(fault) }, drainWithin: TimeSpan.FromSeconds(1));
        await silo.EnrolAsync("alice");
        disk!.Fails = true;
        Task<TestSilo.Answer> unanswered = silo.EarnAsync("alice", "a", 100);
        Assert.IsType<JournalFailedException>(await ended.Task);
        Assert.False(unanswered.IsCompleted);
        Assert.False(await silo.Host.StopAsync());
    }

    [Theory]
    [InlineData("0.0.0.0", false)]
    [InlineData("::", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("elsewhere", true)]
    public async Task An_address_that_others_reach_is_refused_without_a_proxy(string address, bool behindProxy)
    {
        using TempFolder folder = new();
        SiloOptions options = new() { Port = 0, DataFolder = folder["data"], Address = address, BehindProxy = behindProxy };
        await Assert.ThrowsAsync<SiloRefusedException>(() => SiloHost.StartAsync(options));
        Assert.False(Directory.Exists(folder["data"]));
    }

    [Fact]
    public async Task A_short_bootstrap_key_is_refused()
    {
        using TempFolder folder = new();
        SiloOptions options = new() { Port = 0, DataFolder = folder["data"], BootstrapKey = new('x', 31) };
        await Assert.ThrowsAsync<SiloRefusedException>(() => SiloHost.StartAsync(options));
    }

    [Fact]
    public async Task Without_a_bootstrap_key_one_is_made_and_left_to_its_owner_alone()
    {
        using TempFolder folder = new();
        SiloOptions options = new() { Port = 0, DataFolder = folder["data"], ShardCount = 2 };
        await using SiloHost host = await SiloHost.StartAsync(options);
        string key = (await File.ReadAllTextAsync(host.BootstrapKeyFile!)).Trim();
        Assert.StartsWith("jfk_", key, StringComparison.Ordinal);
        Assert.NotNull(host.Engine.ServerKeys.Find(key));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(host.BootstrapKeyFile!));
        }

        Assert.DoesNotContain(key, await File.ReadAllTextAsync(Path.Combine(folder["data"], "server-keys.json")), StringComparison.Ordinal);
    }
}
