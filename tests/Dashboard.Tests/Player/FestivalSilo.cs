using Jifen.Dashboard.Tests.Browser;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>One silo with the whole play festival and guests, and without simulated players.</summary>
public sealed class FestivalSilo : IAsyncLifetime
{
    public ServedSilo Silo { get; private set; } = null!;

    public async Task InitializeAsync() => Silo = await ServedSilo.StartAsync(options => options with { Template = "play-festival" });

    public async Task DisposeAsync() => await Silo.DisposeAsync();
}
