using Xunit.Abstractions;

namespace Jifen.Tests;

/// <summary>
/// Collections with a name come first: their tests share a server or are long, run one after the other, wait much and compute little, so that the others
/// fill the time beside them instead of leaving them alone at the end.
/// </summary>
public sealed class NamedCollectionsFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.CollectionDefinition is null);
}
