namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Ids that must differ from each other, with the place of the first of each.</summary>
internal sealed class IdSet
{
    private readonly Dictionary<string, string> firstPaths = new(StringComparer.Ordinal);

    /// <summary>Reads an id, reports it where it is bad or taken, and remembers it.</summary>
    public string? Read(Node node)
    {
        string? id = node.Id();
        if (id is not null && !firstPaths.TryAdd(id, node.Path))
        {
            node.Report(Fault.DuplicateId(firstPaths[id]));
        }

        return id;
    }
}
