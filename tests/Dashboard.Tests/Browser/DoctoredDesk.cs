using Jifen.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Jifen.Dashboard.Tests.Browser;

/// <summary>Stands between a silo's desk and the page: what goes by may be altered or held back.</summary>
public sealed class DoctoredDesk(ILiveDesk desk) : ILiveDesk
{
    private volatile LiveFrame? _held;
    private volatile Func<LiveFrame, LiveFrame> _alter = static frame => frame;

    /// <summary>The silo whose desk this then is.</summary>
    public static SiloSeams Seams { get; } = new()
    {
        Build = static builder => builder.Services.AddSingleton<ILiveDesk>(static services => new DoctoredDesk(services.GetRequiredService<SiloEngine>().Desk)),
    };

    public LiveFrame Now => _held ?? _alter(desk.Now);

    public IReadOnlyList<LiveSecond> Seconds => desk.Seconds;

    public IReadOnlyList<LiveNotice> Notices => desk.Notices;

    public static DoctoredDesk Of(ServedSilo silo) => (DoctoredDesk)silo.Host.Services.GetRequiredService<ILiveDesk>();

    /// <summary>Shows every picture from now on with this change.</summary>
    public void Alter(Func<LiveFrame, LiveFrame> change) => _alter = change;

    /// <summary>No newer picture comes until <see cref="Release"/>.</summary>
    public LiveFrame Hold() => _held = Now;

    public void Release() => _held = null;

    public async Task<LiveFrame> NextAsync(LiveFrame seen, CancellationToken cancel)
    {
        LiveFrame now;
        while ((now = Now).At <= seen.At)
        {
            await desk.NextAsync(desk.Now, cancel);
        }

        return now;
    }
}
