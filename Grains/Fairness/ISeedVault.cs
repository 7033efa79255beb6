namespace Jifen.Grains.Fairness;

/// <summary>Opens the wrapped seeds that the journal carries. The key that opens them lies outside the database.</summary>
public interface ISeedVault
{
    /// <summary>Writes the seed of a period in clear. Called on each play, by several threads at once: it neither blocks nor allocates once a seed is known.</summary>
    /// <param name="wrapped">As the journal holds it. It opens only under the lottery and period that it was made for.</param>
    /// <param name="seed">Takes 32 bytes.</param>
    /// <exception cref="SeedSealedException">It is damaged, belongs elsewhere, or its key is not here: nothing can be drawn or verified with it.</exception>
    void Unwrap(string lottery, string period, string wrapped, Span<byte> seed);
}

/// <summary>A wrapped seed does not open. The message names lottery and period, never key or seed.</summary>
public sealed class SeedSealedException(string message, Exception? inner = null) : Exception(message, inner);
