using System.Numerics;
using System.Runtime.CompilerServices;

namespace Jifen.Grains.Leaderboard;

/// <summary>
/// An array that grows by chunks, so that growth neither copies what is there nor needs the space twice. Only the first chunk
/// is grown by copying, for slices of a few members to stay small.
/// </summary>
internal sealed class Chunked<T>
    where T : struct
{
    private const int ChunkBytes = 1 << 18;

    private static readonly int Shift = BitOperations.Log2((uint)(ChunkBytes / Unsafe.SizeOf<T>()));
    private static readonly int ChunkLength = 1 << Shift;
    private static readonly int Mask = ChunkLength - 1;

    private T[][] chunks = [[]];
    private int chunkCount = 1;

    public ref T this[int index] => ref chunks[index >> Shift][index & Mask];

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
