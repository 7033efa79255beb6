namespace Jifen.Grains.Fairness;

/// <summary>Opens the wrapped seeds of lottery periods. Safe for threads.</summary>
public interface ISeedVault
{
    /// <summary>Writes the 32 bytes of the seed.</summary>
    void Unwrap(string lottery, string period, string wrapped, Span<byte> seed);
}
