using Microsoft.AspNetCore.Components;

namespace Jifen.Dashboard.Live;

/// <summary>The first thing to look at: whether anything is wrong, and what.</summary>
public partial class Health
{
    [Parameter]
    [EditorRequired]
    public LiveFrame Frame { get; set; } = null!;

    /// <summary>No new picture came in time.</summary>
    [Parameter]
    public bool Stale { get; set; }

    private List<string> Troubles
    {
        get
        {
            int stopped = Frame.Shards.Count(shard => !shard.Serving);
            (bool Is, string What)[] all =
            [
                (Stale, LiveTexts.Stale.With(Figures.Clock(Frame.At))),
                (stopped > 0, LiveTexts.ShardsStopped.With(stopped, Frame.Shards.Count)),
                (Frame.Process.ClockDoubt, LiveTexts.ClockDoubt),
            ];
            return
            [
                .. all.Where(trouble => trouble.Is).Select(trouble => trouble.What),
                .. Frame.Silos.Where(silo => silo.Standing == SiloStanding.Dead).Select(silo => LiveTexts.SiloDead.With(silo.Name)),
                .. Frame.Invariants.Where(sum => !sum.Holds).Select(sum => $"{LiveSentences.Invariant(sum.Name)}: {LiveTexts.Broken}"),
            ];
        }
    }
}
