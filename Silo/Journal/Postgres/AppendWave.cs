namespace Jifen.Silo.Journal.Postgres;

/// <summary>
/// Chains of different shards that one statement judges and writes. A batch goes in waves, each seeing what those before it did, because
/// a shard may append again under a generation that was raised in between. Nearly every batch is one wave.
/// </summary>
internal sealed class AppendWave
{
    private readonly Dictionary<ShardId, AppendChain> _chains = [];
    private bool _isClosed;

    public IReadOnlyCollection<AppendChain> Chains => _chains.Values;

    public ControlState? RaisesControl => _isClosed ? _chains.Values.Single().First.RaisesControl : null;

    /// <summary>Identity of the wave in the store; not 0.</summary>
    public long Mark { get; } = RandomNumber.Next();

    public static IReadOnlyList<AppendWave> Of(IReadOnlyList<ShardAppend> batch)
    {
        List<AppendWave> waves = [];
        for (int index = 0; index < batch.Count; index++)
        {
            if (waves is not [.., { } last] || !last.TryAdd(index, batch[index]))
            {
                AppendWave wave = new();
                wave.TryAdd(index, batch[index]);
                waves.Add(wave);
            }
        }

        return waves;
    }

    /// <remarks>What raises the control generation is a wave of its own.</remarks>
    private bool TryAdd(int index, ShardAppend append)
    {
        if (_isClosed || (append.RaisesControl is not null && _chains.Count > 0))
        {
            return false;
        }

        if (_chains.TryGetValue(append.Shard, out AppendChain? chain))
        {
            return chain.TryAdd(index, append);
        }

        _chains.Add(append.Shard, new(index, append));
        _isClosed = append.RaisesControl is not null;
        return true;
    }
}
