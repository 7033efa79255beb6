namespace Jifen.Process.Tests.Histories;

/// <summary>Operations of one history by their index, below <see cref="Room"/>.</summary>
public readonly record struct OperationSet(UInt128 Low, UInt128 High)
{
    public const int Room = 256;

    public bool Contains(int operation) => ((operation < 128 ? Low >> operation : High >> (operation - 128)) & 1) == 1;

    public OperationSet With(int operation) =>
        operation < 128 ? this with { Low = Low | (UInt128.One << operation) } : this with { High = High | (UInt128.One << (operation - 128)) };

    public bool Holds(OperationSet other) => (Low & other.Low) == other.Low && (High & other.High) == other.High;

    public int Count => (int)(UInt128.PopCount(Low) + UInt128.PopCount(High));
}
