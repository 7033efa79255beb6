using Microsoft.AspNetCore.Components;

namespace Jifen.Dashboard.SignIn;

/// <summary>The form that lets staff in. Static: it works without scripts.</summary>
public partial class SignInPage
{
    [Parameter]
    public SignInRefusal Refusal { get; set; }

    /// <summary>The name that was given before.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    /// <summary>Path of this host to lead on to.</summary>
    [Parameter]
    public string To { get; set; } = "";

    /// <summary>How long it is closed, where it is.</summary>
    [Parameter]
    public TimeSpan Wait { get; set; }
}
