using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Tests.Driving;

/// <summary>Documents by hash; one that is not added is not at hand.</summary>
internal sealed class TestLibrary : IProgrammeLibrary
{
    private readonly Dictionary<Hash256, ProgrammeDocument> _documents = [];
    private readonly Dictionary<(long Version, Hash256 Document), Programme> _compiled = [];

    public Hash256 Add(ProgrammeDocument document)
    {
        Hash256 hash = new(1, (UInt128)(_documents.Count + 1));
        _documents.Add(hash, document);
        return hash;
    }

    public Programme? Find(long version, Hash256 document, Programme before)
    {
        if (!_documents.TryGetValue(document, out ProgrammeDocument? known))
        {
            return null;
        }

        if (!_compiled.TryGetValue((version, document), out Programme? compiled))
        {
            compiled = Programme.Compile(known, version, document, before);
            _compiled.Add((version, document), compiled);
        }

        return compiled;
    }
}
