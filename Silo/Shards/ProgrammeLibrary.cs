using System.Collections.Concurrent;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;

namespace Jifen.Silo.Shards;

/// <summary>The compiled programmes of a silo, shared by its shards. Safe for threads.</summary>
public sealed class ProgrammeLibrary : IProgrammeLibrary
{
    private readonly ConcurrentDictionary<Hash256, ProgrammeDocument> _documents = [];
    private readonly ConcurrentDictionary<long, Programme> _compiled = [];

    /// <summary>Puts a document at hand.</summary>
    /// <exception cref="InvariantBrokenException">The stored bytes are no programme document: they were checked before they were stored.</exception>
    public void Add(Hash256 hash, ReadOnlySpan<byte> document)
    {
        ProgrammeRead? reading = ProgrammeReader.Read(document) as ProgrammeRead;
        Invariant.Holds(reading is not null, $"document {hash} is a programme");
        _documents.TryAdd(hash, reading.Document);
    }

    public Programme? Find(long version, Hash256 document, Programme before)
    {
        if (_compiled.TryGetValue(version, out Programme? compiled))
        {
            return compiled;
        }

        return _documents.TryGetValue(document, out ProgrammeDocument? found)
            ? _compiled.GetOrAdd(version, Programme.Compile(found, version, document, before))
            : null;
    }
}
