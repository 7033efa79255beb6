using Microsoft.AspNetCore.Components;

namespace Jifen.Dashboard.Live;

/// <summary>What ops wants to hear of, newest first; members by their mask.</summary>
public partial class FeedPanel
{
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<LiveNotice> Notices { get; set; } = [];
}
