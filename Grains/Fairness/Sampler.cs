namespace Jifen.Grains.Fairness;

/// <summary>Turns uniform words into uniform numbers of another range, without bias: what does not divide evenly is rejected.</summary>
public static class Sampler
{
    /// <summary>
    /// Takes a word of <paramref name="bits"/> uniform bits. The 2^bits mod <paramref name="total"/> lowest words are rejected, so
    /// that each number has the same count of words left; the rest gives <c>word mod total</c>.
    /// </summary>
    /// <param name="bits">Width of the word, 1 to 64. Outcomes use 64; a narrow one can be enumerated whole.</param>
    /// <param name="total">How many numbers there are, 1 to 2^bits.</param>
    /// <param name="number">From 0 to <paramref name="total"/> - 1.</param>
    /// <returns>False where the word is rejected: take the next.</returns>
    public static bool TryTake(ulong word, int bits, long total, out long number)
    {
        ulong range = (ulong)total;
        number = (long)(word % range);
        return word >= RejectedBelow(bits, range);
    }

    /// <remarks>2^64 does not fit a word; 2^64 - total leaves the same remainder.</remarks>
    private static ulong RejectedBelow(int bits, ulong range) =>
        bits == 64 ? unchecked(0UL - range) % range : (1UL << bits) % range;
}
