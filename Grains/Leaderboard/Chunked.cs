using System.Numerics;

namespace Jifen.Grains.Leaderboard;

/// <summary>
/// An array that grows by chunks, so that growth neither copies what is there nor needs the space twice. Only the first chunk
/// is grown by copying, for slices of a few members to stay small.
/// </summary>
internal sealed class Chunked<T>
    where T : struct
{
    private const int Shift = 14;
    private const int ChunkLength = 1 << Shift;
    private const int Mask = ChunkLength - 1;

    private T[][] chunks = [[]];
    private int chunkCount = 1;

    public ref T this[int index] => ref chunks[index >> Shift][index & Mask];

    /// <summary>A run that lies in one chunk: its start is a multiple of its length's power of two.</summary>
    public Span<T> Run(int start, int length) => chunks[start >> Shift].AsSpan(start & Mask, length);

    public void EnsureLength(int length)
    {
        if (length <= ChunkLength && chunkCount == 1)
        {
            GrowFirst(length);
            return;
        }

        GrowFirst(ChunkLength);
        while (length > chunkCount << Shift)
        {
            AddChunk();
        }
    }

    private void GrowFirst(int length)
    {
        if (chunks[0].Length < length)
        {
            Array.Resize(ref chunks[0], (int)BitOperations.RoundUpToPowerOf2((uint)length));
        }
    }

    private void AddChunk()
    {
        if (chunkCount == chunks.Length)
        {
            Array.Resize(ref chunks, chunkCount * 2);
        }

        chunks[chunkCount++] = new T[ChunkLength];
    }
}
