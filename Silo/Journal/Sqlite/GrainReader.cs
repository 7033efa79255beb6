namespace Jifen.Silo.Journal.Sqlite;

/// <summary>Reads checkpoint rows of one connection and checks the hash of each.</summary>
internal sealed class GrainReader(Database database)
{
    private const string Columns = "grain, member, as_of, due, state, hash";

    private readonly Statement _one = database.Prepare($"SELECT {Columns} FROM grain WHERE shard = ?1 AND grain = ?2");

    private readonly Statement _ofShard = database.Prepare(
        $"SELECT {Columns} FROM grain INDEXED BY grain_of_shard WHERE shard = ?1 AND member IS NULL ORDER BY grain");

    private readonly Statement _members = database.Prepare(
        $"SELECT {Columns} FROM grain WHERE shard = ?1 AND grain > ?2 AND grain < ?3 ORDER BY grain LIMIT ?4");

    private readonly Statement _names = database.Prepare("SELECT grain FROM grain WHERE shard = ?1 AND grain > ?2 ORDER BY grain LIMIT ?3");

    private readonly Statement _due = database.Prepare(
        "SELECT member FROM grain INDEXED BY grain_due WHERE shard = ?1 AND due <= ?2 AND due IS NOT NULL AND member IS NOT NULL ORDER BY due, member LIMIT ?3");

    public GrainRow? Read(ShardId shard, string grain)
    {
        using Statement.Execution use = _one.Use();
        return _one.Bind(1, shard.Value).BindText(2, grain).Step() ? Checked(_one, shard) : null;
    }

    public IReadOnlyList<GrainRow> ReadOfShard(ShardId shard)
    {
        using Statement.Execution use = _ofShard.Use();
        _ofShard.Bind(1, shard.Value);
        List<GrainRow> grains = [];
        while (_ofShard.Step())
        {
            grains.Add(Checked(_ofShard, shard));
        }

        return grains;
    }

    /// <summary>Names of the rows of all kinds after one, in order.</summary>
    public IReadOnlyList<string> ReadNames(ShardId shard, string after, int limit)
    {
        List<string> names = [];
        using Statement.Execution use = _names.Use();
        _names.Bind(1, shard.Value).BindText(2, after).Bind(3, limit);
        while (_names.Step())
        {
            names.Add(_names.Text(0));
        }

        return names;
    }

    /// <remarks>The names of members are as their keys: of one length, in the digits of base 16.</remarks>
    public IReadOnlyList<GrainRow> ReadMembers(ShardId shard, MemberKey? after, int limit)
    {
        List<GrainRow> members = [];
        using Statement.Execution use = _members.Use();
        _members.Bind(1, shard.Value).BindText(2, GrainRow.MemberAfter(after)).BindText(3, GrainRow.AfterMembers).Bind(4, limit);
        while (_members.Step())
        {
            members.Add(Checked(_members, shard));
        }

        return members;
    }

    public IReadOnlyList<MemberKey> ReadDueMembers(ShardId shard, Stamp until, int limit)
    {
        List<MemberKey> members = [];
        using Statement.Execution use = _due.Use();
        _due.Bind(1, shard.Value).Bind(2, until.Microseconds).Bind(3, limit);
        while (_due.Step())
        {
            members.Add(_due.TryMember(0, out MemberKey? member) && member is { } key
                ? key
                : throw new JournalDamagedException($"The due index of shard {shard} is damaged: it names no member."));
        }

        return members;
    }

    private static GrainRow Checked(Statement row, ShardId shard)
    {
        bool whole = row.TryMember(1, out MemberKey? member) & row.TryHash(5, out Hash256 hash);
        Stamp? due = row.IsNull(3) ? null : new Stamp(row.Integer(3));
        GrainRow grain = new(row.Text(0), member, new(row.Integer(2)), due, row.Bytes(4).ToArray());
        return whole && GrainRowHash.Of(shard, grain) == hash
            ? grain
            : throw new JournalDamagedException($"Checkpoint row {grain.Grain} of shard {shard} does not carry the hash of its content.");
    }
}
