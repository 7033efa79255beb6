using Jifen.Silo.Api;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Imports;

/// <summary>Where lines are decided.</summary>
internal interface IImportCalls
{
    /// <summary>Has a line decided; completes when its record is durable.</summary>
    /// <exception cref="ProblemException">Nothing was done.</exception>
    ValueTask<Answered> DecideAsync(ImportedLine line);
}

/// <summary>The shards: a line goes the way that the same call takes.</summary>
internal sealed class ImportCalls(ShardCalls shards) : IImportCalls
{
    public ValueTask<Answered> DecideAsync(ImportedLine line) =>
        shards.DecideAsync(shards.Of(line.Member), line.Input, line.Member, line.Key, line.Person, line.Origin);
}
