using Jifen.Dashboard.Tests.Browser;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>One silo for a class of tests; each of them plays as a guest of its own.</summary>
public sealed class PlayedSilo : IAsyncLifetime
{
    public ServedSilo Silo { get; private set; } = null!;

    public async Task InitializeAsync() => Silo = await ServedSilo.StartAsync();

    public async Task DisposeAsync() => await Silo.DisposeAsync();
}
