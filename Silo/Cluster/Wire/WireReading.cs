using System.Text.Json;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>Reads what another silo has sent.</summary>
internal static class WireReading
{
    public delegate T Reader<TState, T>(ReadOnlySpan<byte> bytes, TState state);

    /// <exception cref="WireUnreadableException">Whatever of the bytes the reader does not take.</exception>
    public static T Guarded<TState, T>(ReadOnlySpan<byte> bytes, TState state, Reader<TState, T> read)
    {
        try
        {
            return read(bytes, state);
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException or FormatException or InvalidOperationException or OverflowException
            or ArgumentException)
        {
            throw new WireUnreadableException(fault.Message, fault);
        }
    }
}
