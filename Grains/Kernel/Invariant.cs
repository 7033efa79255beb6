using System.Diagnostics.CodeAnalysis;

namespace Jifen.Grains.Kernel;

/// <summary>Assertions that stay on in production. One that fails stops the shard before anything is written.</summary>
public static class Invariant
{
    /// <exception cref="InvariantBrokenException">The condition does not hold.</exception>
    public static void Holds([DoesNotReturnIf(false)] bool condition, string what)
    {
        if (!condition)
        {
            throw new InvariantBrokenException(what);
        }
    }
}

/// <summary>Something that cannot be has been seen. Nothing more may be decided on the state that showed it.</summary>
public sealed class InvariantBrokenException(string what) : Exception(what);
