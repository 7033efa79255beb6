using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Radzen;

namespace Jifen.Dashboard.Shell;

/// <summary>A part of a page in which staff change something: whether a person may is asked anew each time, and what became of it is told.</summary>
public abstract class StaffComponent : ComponentBase, IDisposable
{
    private static readonly TimeSpan Told = TimeSpan.FromSeconds(6);

    private readonly CancellationTokenSource _leaving = new();

    [Inject]
    private IAuthorizationService Access { get; set; } = null!;

    [Inject]
    private AuthenticationStateProvider Session { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private NotificationService Notices { get; set; } = null!;

    /// <summary>Cancelled when the person leaves the page.</summary>
    protected CancellationToken Leaving => _leaving.Token;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _leaving.Cancel();
            _leaving.Dispose();
        }
    }

    /// <summary>The person's name where the policy lets it now, else null. What the page shows is no proof.</summary>
    /// <param name="policy">One of <see cref="StaffPolicies"/>.</param>
    protected async Task<string?> PersonAsync(string policy)
    {
        ClaimsPrincipal person = (await Session.GetAuthenticationStateAsync()).User;
        return (await Access.AuthorizeAsync(person, null, policy)).Succeeded ? person.Identity?.Name : null;
    }

    /// <summary>What the person gives in a dialog; null where it goes back.</summary>
    protected async Task<object?> AskAsync<TDialog>(string title, Dictionary<string, object?> parameters)
        where TDialog : ComponentBase =>
        await Dialogs.OpenAsync<TDialog>(title, parameters, new() { ShowClose = false, Width = "min(30rem, calc(100vw - 2rem))", AutoFocusFirstElement = true, CloseDialogOnEsc = true });

    /// <summary>Does what the person asks for, and says so where it fails.</summary>
    protected async Task TryAsync(Func<Task> act, string failed)
    {
        try
        {
            await act();
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // the edge to a person: whatever went wrong is told, and the page says what holds
        catch (Exception)
#pragma warning restore CA1031
        {
            Tell(NotificationSeverity.Error, failed);
        }
    }

    protected void Tell(NotificationSeverity severity, string text) => Notices.Notify(severity, text, duration: Told.TotalMilliseconds);
}
