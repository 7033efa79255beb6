using Jifen.Silo.Imports;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Host;

/// <summary>A planted fault: an import counts its lines before they are answered.</summary>
internal sealed class HastyImport(IImportCalls calls) : IImportCalls
{
    public ValueTask<Answered> DecideAsync(ImportedLine line)
    {
        _ = Task.Run(async () => await calls.DecideAsync(line).ConfigureAwait(false));
        return ValueTask.FromResult(new Answered(new Acknowledged(), default, false));
    }
}

/// <summary>A planted fault: an import sends its lines without their keys.</summary>
internal sealed class KeylessImport(IImportCalls calls) : IImportCalls
{
    public ValueTask<Answered> DecideAsync(ImportedLine line) => calls.DecideAsync(line with { Key = null });
}
