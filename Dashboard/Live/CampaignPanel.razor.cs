using System.Security.Claims;
using Jifen.Dashboard.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Radzen;

namespace Jifen.Dashboard.Live;

/// <summary>Campaigns and games with their state; who may operate pauses them here.</summary>
public sealed partial class CampaignPanel : IDisposable
{
    private static readonly TimeSpan Told = TimeSpan.FromSeconds(6);

    private readonly CancellationTokenSource _leaving = new();
    private bool _mayOperate;

    [Parameter]
    [EditorRequired]
    public IReadOnlyList<CampaignFigures> Campaigns { get; set; } = [];

    [Inject]
    private ICampaignDesk Desk { get; set; } = null!;

    [Inject]
    private IAuthorizationService Access { get; set; } = null!;

    [Inject]
    private AuthenticationStateProvider Session { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private NotificationService Notices { get; set; } = null!;

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync() => _mayOperate = await OperatorAsync() is not null;

    private static string When(CampaignFigures campaign) => campaign switch
    {
        { Standing: CampaignStanding.Live or CampaignStanding.Paused, Closes: { } closes } => LiveTexts.Closes.With(Figures.Day(closes)),
        { Opens: { } opens } => LiveTexts.Opens.With(Figures.Day(opens)),
        _ => "",
    };

    private static string NameOf(CampaignFigures campaign, bool pause) =>
        (pause ? LiveTexts.PauseOf : LiveTexts.ResumeOf).With(LiveSentences.Of(campaign.Name));

    /// <summary>The person's name where it may operate now, else null. What the page shows is no proof.</summary>
    private async Task<string?> OperatorAsync()
    {
        ClaimsPrincipal person = (await Session.GetAuthenticationStateAsync()).User;
        return (await Access.AuthorizeAsync(person, null, StaffPolicies.Operate)).Succeeded ? person.Identity?.Name : null;
    }

    private async Task AskAsync(CampaignFigures campaign, bool pause)
    {
        object? reason = await Dialogs.OpenAsync<PauseDialog>(
            NameOf(campaign, pause),
            new() { [nameof(PauseDialog.Pause)] = pause },
            new() { ShowClose = false, Width = "min(30rem, calc(100vw - 2rem))", AutoFocusFirstElement = true, CloseDialogOnEsc = true });
        if (reason is string given)
        {
            await SetAsync(campaign, pause, given);
        }
    }

    private async Task SetAsync(CampaignFigures campaign, bool pause, string reason)
    {
        if (await OperatorAsync() is not { } person)
        {
            _mayOperate = false;
            Tell(NotificationSeverity.Error, LiveTexts.NotAllowed);
            return;
        }

        try
        {
            await Desk.SetPausedAsync(campaign.Target, pause, $"staff:{person}", reason, _leaving.Token);
            Tell(NotificationSeverity.Success, (pause ? LiveTexts.Done : LiveTexts.Undone).With(LiveSentences.Of(campaign.Name)));
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // the edge to a person: whatever went wrong is told, and the campaign's state says what holds
        catch (Exception)
#pragma warning restore CA1031
        {
            Tell(NotificationSeverity.Error, LiveTexts.Failed);
        }
    }

    private void Tell(NotificationSeverity severity, string text) => Notices.Notify(severity, text, duration: Told.TotalMilliseconds);
}
