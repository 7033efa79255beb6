using Microsoft.AspNetCore.Components;
using Radzen;

namespace Jifen.Dashboard.Live;

/// <summary>Asks why; closes with the reason, or with nothing where the person thinks better of it.</summary>
public partial class PauseDialog
{
    private readonly PauseReason _given = new();

    /// <summary>To pause; else to let it go on.</summary>
    [Parameter]
    public bool Pause { get; set; }

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    private void Close() => Dialogs.Close(_given.Reason.Trim());

    private void Cancel() => Dialogs.Close();
}

/// <summary>What the form of a pause holds.</summary>
internal sealed class PauseReason
{
    /// <summary>Characters that the journal keeps.</summary>
    public const int Longest = 256;

    public string Reason { get; set; } = "";
}
