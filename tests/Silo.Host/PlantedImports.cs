using Jifen.Silo.Imports;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Host;

/// <summary>A planted fault: an import counts its lines before they are answered.</summary>
internal sealed class HastyImport(IImportCalls calls) : IImportCalls
{
    /// <summary>Longer than any host lives, so that each line that is counted is one that a kill finds undecided.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(2);

    public ValueTask<Answered> DecideAsync(ImportedLine line)
    {
        _ = Task.Run(async () =>
        {
            await Task.Delay(AnswerTime).ConfigureAwait(false);
            await calls.DecideAsync(line).ConfigureAwait(false);
        });
        return ValueTask.FromResult(new Answered(new Acknowledged(), default, false));
    }
}

/// <summary>A planted fault: an import sends its lines without their keys.</summary>
internal sealed class KeylessImport(IImportCalls calls) : IImportCalls
{
    public ValueTask<Answered> DecideAsync(ImportedLine line) => calls.DecideAsync(line with { Key = null });
}
