namespace Jifen.Silo.Journal.Sqlite;

/// <summary>Reads the (member, sequence) index of one connection.</summary>
internal sealed class MemberIndexReader(Database database)
{
    private readonly Statement _key = database.Prepare("SELECT max(sequence) FROM member_index WHERE member = ?1 AND key = ?2");

    private readonly Statement _index = database.Prepare(
        "SELECT sequence, key FROM member_index WHERE member = ?1 AND sequence < ?2 ORDER BY sequence DESC LIMIT ?3");

    private readonly Statement _indexed = database.Prepare("SELECT 1 FROM member_index WHERE member = ?1 AND sequence = ?2 AND key IS ?3");

    /// <summary>Newest record of the member with this key, or none.</summary>
    public Sequence FindKey(MemberKey member, RequestKey key)
    {
        using Statement.Execution use = _key.Use();
        return _key.Bind(1, member).Bind(2, key).Step() ? new(_key.Integer(0)) : Sequence.None;
    }

    /// <summary>Records of the member before a sequence, newest first.</summary>
    public IReadOnlyList<MemberIndexRow> Read(MemberKey member, Sequence before, int limit)
    {
        List<MemberIndexRow> rows = [];
        using Statement.Execution use = _index.Use();
        _index.Bind(1, member).Bind(2, before.Value).Bind(3, limit);
        while (_index.Step())
        {
            _index.TryKey(1, out RequestKey? key);
            rows.Add(new(member, new(_index.Integer(0)), key));
        }

        return rows;
    }

    /// <summary>Whether the index of a member has a record with this key.</summary>
    public bool IsIndexed(MemberKey member, Sequence sequence, RequestKey? key)
    {
        using Statement.Execution use = _indexed.Use();
        return _indexed.Bind(1, member).Bind(2, sequence.Value).Bind(3, key).Step();
    }
}
