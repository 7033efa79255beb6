using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>Records of a wave as columns, for <c>unnest</c>.</summary>
internal sealed class RecordColumns
{
    private readonly List<int> _places = [];
    private readonly List<long> _sequences = [];
    private readonly List<long> _stamps = [];
    private readonly List<long> _catalogues = [];
    private readonly List<long> _controls = [];
    private readonly List<int> _rules = [];
    private readonly List<Guid?> _members = [];
    private readonly List<Guid?> _keys = [];
    private readonly List<byte[]> _previous = [];
    private readonly List<byte[]> _hashes = [];
    private readonly List<byte[]> _inputs = [];
    private readonly List<ReadOnlyMemory<byte>> _bodies = [];

    public static IEnumerable<NpgsqlParameter> Of(IEnumerable<AppendChain> chains)
    {
        RecordColumns columns = new();
        int place = 0;
        foreach (AppendChain chain in chains)
        {
            place++;
            foreach (JournalRecord record in chain.Records)
            {
                columns.Add(place, record);
            }
        }

        return columns.Parameters();
    }

    private void Add(int place, JournalRecord record)
    {
        _places.Add(place);
        _sequences.Add(record.Sequence.Value);
        _stamps.Add(record.Stamp.Microseconds);
        _catalogues.Add(record.CatalogueVersion);
        _controls.Add(record.ControlGeneration);
        _rules.Add(record.Rules);
        _members.Add(Columns.ToGuid(record.Member));
        _keys.Add(Columns.ToGuid(record.Key));
        _previous.Add(record.Previous.ToArray());
        _hashes.Add(record.Hash.ToArray());
        _inputs.Add(record.InputHash.ToArray());
        _bodies.Add(record.Body);
    }

    private IEnumerable<NpgsqlParameter> Parameters() =>
    [
        Sql.Value(_places), Sql.Value(_sequences), Sql.Value(_stamps), Sql.Value(_catalogues), Sql.Value(_controls),
        Sql.Value(_rules), Sql.Value(_members), Sql.Value(_keys), Sql.Value(_previous), Sql.Value(_hashes),
        Sql.Value(_inputs), Sql.Texts(_bodies),
    ];
}
