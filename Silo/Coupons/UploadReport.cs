namespace Jifen.Silo.Coupons;

/// <summary>What became of an upload, by line.</summary>
internal sealed class UploadReport
{
    /// <summary>Lines that are named; more are counted only.</summary>
    public const int MostLines = 100;

    private readonly List<UploadLine> _lines = [];

    public long Added { get; set; }

    /// <summary>Lines whose code the pool has already.</summary>
    public long Repeated { get; private set; }

    public long Refused { get; private set; }

    /// <summary>The first lines that added nothing.</summary>
    public IReadOnlyList<UploadLine> Lines => _lines;

    /// <summary>Codes of the pool after the upload.</summary>
    public long Total { get; set; }

    public void Pass(long line, string why)
    {
        Repeated += why == CodeLineFaults.Repeated ? 1 : 0;
        Refused += why == CodeLineFaults.Repeated ? 0 : 1;
        if (_lines.Count < MostLines)
        {
            _lines.Add(new(line, why));
        }
    }
}

/// <param name="Number">From 1 on.</param>
/// <param name="Why">One of <see cref="CodeLineFaults"/>. The code itself is not repeated.</param>
internal readonly record struct UploadLine(long Number, string Why);
