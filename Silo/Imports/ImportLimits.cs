namespace Jifen.Silo.Imports;

/// <summary>Bounds of imports, settings by these names under <c>imports</c>.</summary>
public sealed record ImportLimits
{
    /// <summary>Bytes of one stream.</summary>
    public long StreamBytes { get; init; } = 10_000_000_000;

    /// <summary>Bytes of a line, or of a row with all its quoted line ends.</summary>
    public int LineBytes { get; init; } = 16 * 1024;

    /// <summary>Imports that are being sent or are not done.</summary>
    public int Open { get; init; } = 4;

    /// <summary>Imports that are done and still known.</summary>
    public int Kept { get; init; } = 1_000;

    /// <summary>How long an import that is done, its report and its idempotency key are known.</summary>
    public TimeSpan KeptFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Lines under way at once, of all imports together.</summary>
    public int BatchLines { get; init; } = 256;

    /// <summary>Share of the time, in percent, in which an import may have lines under way; it rests for the others.</summary>
    public int SharePercent { get; init; } = 50;

    /// <summary>Bytes of the disk that streams leave free, for the journal.</summary>
    public long ReserveBytes { get; init; } = 256L * 1024 * 1024;
}
