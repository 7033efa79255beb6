using Jifen.Grains.Catalogue;
using Jifen.Silo.Hosting;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>Checks a programme document, stores it, and makes it the next version.</summary>
public sealed class ProgrammePublisher(ShardCalls shards, PublishedProgrammes published, IJournal journal)
{
    /// <exception cref="ProblemException">The document has errors, or is of another programme; nothing was stored.</exception>
    public async Task<Answered> PublishAsync(byte[] document, Stamp? effectiveAt, string actor)
    {
        ProgrammeRead read = Check(document);
        await Task.Run(() => journal.StoreDocument(read.Hash, document)).ConfigureAwait(false);
        published.Library.Add(read.Hash, document);
        return await shards.DecideAsync(
            shards.Of(CatalogueGrain.GrainId), new PublishProgramme(read.Hash, effectiveAt, actor), null, null).ConfigureAwait(false);
    }

    private ProgrammeRead Check(byte[] document) => ProgrammeReader.Read(document) switch
    {
        ProgrammeRefused refused => throw new ProblemException(Faulty(refused.Errors)),
        ProgrammeRead read when read.Document.Programme != journal.Identity.Programme => throw new ProblemException(
            ProblemCodes.WrongProgramme, $"This store is of the programme {journal.Identity.Programme}.", "programme"),
        ProgrammeRead read when published.Current?.EditionsEver.Errors(read.Document) is { Count: > 0 } errors => throw new ProblemException(Faulty(errors)),
        ProgrammeRead read => read,
        var other => throw new ArgumentOutOfRangeException(nameof(document), other, null),
    };

    private static Problem Faulty(IReadOnlyList<ProgrammeError> errors) =>
        Problem.Of(ProblemCodes.InvalidProgramme, $"The document has {errors.Count} errors; nothing was changed.", errors[0].Path) with { Errors = errors };
}
