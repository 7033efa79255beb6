using Jifen.Dashboard.Shell;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace Jifen.Dashboard.Live;

/// <summary>Campaigns and games with their state; who may operate pauses them here.</summary>
public sealed partial class CampaignPanel
{
    private bool _mayOperate;

    [Parameter]
    [EditorRequired]
    public IReadOnlyList<CampaignFigures> Campaigns { get; set; } = [];

    [Inject]
    private ICampaignDesk Desk { get; set; } = null!;

    protected override async Task OnInitializedAsync() => _mayOperate = await PersonAsync(StaffPolicies.Operate) is not null;

    private static string When(CampaignFigures campaign) => campaign switch
    {
        { Standing: CampaignStanding.Live or CampaignStanding.Paused, Closes: { } closes } => LiveTexts.Closes.With(Figures.Day(closes)),
        { Opens: { } opens } => LiveTexts.Opens.With(Figures.Day(opens)),
        _ => "",
    };

    private static string NameOf(CampaignFigures campaign, bool pause) =>
        (pause ? LiveTexts.PauseOf : LiveTexts.ResumeOf).With(LiveSentences.Of(campaign.Name));

    private async Task AskAsync(CampaignFigures campaign, bool pause)
    {
        object? reason = await AskAsync<PauseDialog>(NameOf(campaign, pause), new() { [nameof(PauseDialog.Pause)] = pause });
        if (reason is string given)
        {
            await SetAsync(campaign, pause, given);
        }
    }

    private async Task SetAsync(CampaignFigures campaign, bool pause, string reason)
    {
        if (await PersonAsync(StaffPolicies.Operate) is not { } person)
        {
            _mayOperate = false;
            Tell(NotificationSeverity.Error, LiveTexts.NotAllowed);
            return;
        }

        await TryAsync(
            async () =>
            {
                await Desk.SetPausedAsync(campaign.Target, pause, $"staff:{person}", reason, Leaving);
                Tell(NotificationSeverity.Success, (pause ? LiveTexts.Done : LiveTexts.Undone).With(LiveSentences.Of(campaign.Name)));
            },
            LiveTexts.Failed);
    }
}
