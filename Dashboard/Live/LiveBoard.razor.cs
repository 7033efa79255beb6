using System.Security.Claims;
using Jifen.Dashboard.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Jifen.Dashboard.Live;

/// <summary>The whole live page: shows each new picture of the silo as it comes, and says so when none comes.</summary>
public sealed partial class LiveBoard : IAsyncDisposable
{
    /// <summary>Pictures come each second; after this long without one the page says that its figures are old.</summary>
    private static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _leaving = new();
    private readonly IReadOnlyList<(string Title, IReadOnlyList<FlowLine> Lines)> _flows =
    [
        (LiveTexts.Activities, [new("activities", LiveTexts.Activities, "tone-a", static s => s.Activities)]),
        (LiveTexts.Plays, [new("plays", LiveTexts.Plays, "tone-b", static s => s.Plays)]),
        (LiveTexts.Prizes, [new("prizes", LiveTexts.Prizes, "tone-c", static s => s.Prizes)]),
        (LiveTexts.Points,
        [
            new("points-in", LiveTexts.In, "tone-d", static s => s.PointsIn), new("points-out", LiveTexts.Out, "tone-e", static s => s.PointsOut),
        ]),
    ];

    private LiveFrame _frame = null!;
    private IReadOnlyList<LiveSecond> _seconds = [];
    private IReadOnlyList<LiveNotice> _notices = [];
    private string? _here;
    private bool _stale;
    private Task _following = Task.CompletedTask;

    [Inject]
    private ILiveDesk Desk { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private IAuthorizationService Access { get; set; } = null!;

    [Inject]
    private AuthenticationStateProvider Session { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _following;
        _leaving.Dispose();
    }

    protected override void OnInitialized() => Show(Desk.Now);

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _following = FollowAsync();
        }
    }

    private async Task FollowAsync()
    {
        ClaimsPrincipal person = (await Session.GetAuthenticationStateAsync()).User;
        while (!_leaving.IsCancellationRequested)
        {
            bool came = await CameAsync();
            if (_leaving.IsCancellationRequested)
            {
                return;
            }

            if (!(await Access.AuthorizeAsync(person, null, StaffPolicies.See)).Succeeded)
            {
                await InvokeAsync(() => Navigation.NavigateTo("/sign-in", forceLoad: true));
                return;
            }

            await InvokeAsync(() =>
            {
                (_stale, LiveFrame frame) = (!came, Desk.Now);
                Show(frame);
                StateHasChanged();
            });
        }
    }

    /// <summary>Waits for a picture newer than the one that is shown; false where none came in time.</summary>
    private async Task<bool> CameAsync()
    {
        using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(_leaving.Token);
        Task late = Task.Delay(StaleAfter, Time, waiting.Token);
        Task<LiveFrame> next = Desk.NextAsync(_frame, waiting.Token);
        Task first = await Task.WhenAny(next, late);
        await waiting.CancelAsync();
        return first == next;
    }

    private void Show(LiveFrame frame)
    {
        (_frame, _seconds, _notices) = (frame, Desk.Seconds, Desk.Notices);
        _here = frame.Silos.Count == 0 ? null : LiveTexts.HereLead;
    }
}
