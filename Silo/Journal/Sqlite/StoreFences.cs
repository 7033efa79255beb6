namespace Jifen.Silo.Journal.Sqlite;

/// <summary>
/// Epochs and control state, kept in memory as long as no other connection changes the store and read again when one did. Used by the
/// writing thread inside its transaction.
/// </summary>
internal sealed class StoreFences(Database database, JournalReader reader, RowWriter rows)
{
    private readonly Statement _version = database.Prepare("PRAGMA data_version");
    private readonly Dictionary<ShardId, Epoch> _epochs = [];
    private ControlState? _control;
    private long _seen;

    /// <summary>The control state at the beginning of the transaction.</summary>
    public ControlState ReadControl()
    {
        long version = ReadVersion();
        if (_control is null || version != _seen)
        {
            _seen = version;
            _epochs.Clear();
            _control = reader.ReadControl().Control;
        }

        return _control;
    }

    /// <summary>Epoch of a shard; valid after <see cref="ReadControl"/> in the same transaction.</summary>
    public Epoch EpochOf(ShardId shard)
    {
        if (!_epochs.TryGetValue(shard, out Epoch epoch))
        {
            epoch = rows.ReadEpoch(shard);
            _epochs.Add(shard, epoch);
        }

        return epoch;
    }

    /// <summary>This transaction changes them; the next one reads them again.</summary>
    public void Forget() => _control = null;

    private long ReadVersion()
    {
        using Statement.Execution use = _version.Use();
        _version.Step();
        return _version.Integer(0);
    }
}
