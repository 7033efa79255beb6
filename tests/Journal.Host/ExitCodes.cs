namespace Jifen.Journal.Host;

internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The journal failed: the process ends at once and acknowledges nothing more.</summary>
    public const int FailStop = 70;

    /// <summary>The outcome of an append is not known.</summary>
    public const int Unknown = 71;
}
