namespace Jifen.Silo.Demo;

/// <summary>
/// Draws of one step of the demo: the same store, ownership and step give the same draws. SplitMix64; for play, not for prizes.
/// </summary>
internal struct DemoDraw(ulong seed)
{
    private ulong _state = seed;

    /// <param name="store">Names the store; it is made once and kept in it.</param>
    public static DemoDraw Of(Guid store, Epoch epoch, long step)
    {
        Span<byte> id = stackalloc byte[16];
        store.TryWriteBytes(id);
        DemoDraw mixed = new(BitConverter.ToUInt64(id) ^ BitConverter.ToUInt64(id[8..]));
        mixed._state ^= mixed.Next() + (ulong)epoch.Value;
        mixed._state ^= mixed.Next() + (ulong)step;
        return mixed;
    }

    /// <summary>0 to <paramref name="below"/> - 1.</summary>
    public int Below(int below) => (int)(Next() % (ulong)below);

    public bool Chance(int percent) => Below(100) < percent;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    private ulong Next()
    {
        unchecked
        {
            ulong mixed = _state += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
