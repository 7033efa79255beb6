namespace Jifen.Grains.Interfaces;

/// <summary>Outcome of reading the bytes of a programme document: <see cref="ProgrammeRead"/> or <see cref="ProgrammeRefused"/>.</summary>
public abstract record ProgrammeReading
{
    private protected ProgrammeReading()
    {
    }
}

/// <param name="Hash">SHA-256 of the bytes that were read; the document is stored under it.</param>
public sealed record ProgrammeRead(ProgrammeDocument Document, Hash256 Hash) : ProgrammeReading;

/// <param name="Errors">All errors of the document, at least one, at most <see cref="ProgrammeLimits.Errors"/>.</param>
public sealed record ProgrammeRefused(IReadOnlyList<ProgrammeError> Errors) : ProgrammeReading;

/// <param name="Path">Where, such as <c>campaigns[0].lotteries[0].segments[3].weight</c>; <c>$</c> is the whole document.</param>
/// <param name="Code">Stable code, one of <see cref="ProgrammeErrorCodes"/>.</param>
/// <param name="Message">One sentence for the person who wrote the document.</param>
public sealed record ProgrammeError(string Path, string Code, LocalText Message);
