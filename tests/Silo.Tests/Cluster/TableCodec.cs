using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Jifen.Silo.Cluster;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>Bytes that are the number of what they stand for, for silos of one process.</summary>
internal sealed class TableCodec : IWorkCodec
{
    private readonly ConcurrentDictionary<string, object> _table = [];

    public byte[] Encode(ShardWork work) => Keep(work);

    public ShardWork Decode(ReadOnlyMemory<byte> bytes, IReplySink sink)
    {
        Request request = (Request)_table[Encoding.UTF8.GetString(bytes.Span)];
        return new Request(request.Input, sink) { Key = request.Key, Member = request.Member };
    }

    public byte[] Encode(Reply reply) => Keep(reply);

    public Reply DecodeReply(ReadOnlyMemory<byte> bytes, ShardWork work) => (Reply)_table[Encoding.UTF8.GetString(bytes.Span)];

    private byte[] Keep(object value)
    {
        string name = _table.Count.ToString(CultureInfo.InvariantCulture) + "-" + Guid.NewGuid();
        _table[name] = value;
        return Encoding.UTF8.GetBytes(name);
    }
}
