namespace Jifen.Silo.Api;

/// <summary>One problem to be told, by RFC 9457.</summary>
/// <param name="Detail">One English sentence.</param>
/// <param name="Field">Where in the request: a JSON path, a header, a path or query name.</param>
/// <param name="TraceId">Finds the call in the log, or the record that holds the refusal.</param>
public sealed record Problem(ProblemKind Kind, string Detail, string? Field = null, string? TraceId = null)
{
    /// <summary>Errors of a programme document, each with its path.</summary>
    public IReadOnlyList<ProgrammeError> Errors { get; init; } = [];

    /// <summary>As of <see cref="Refusal.Limit"/>.</summary>
    public string? Limit { get; init; }

    /// <summary>As of <see cref="Refusal.Until"/>.</summary>
    public Stamp? Until { get; init; }

    public static Problem Of(string code, string detail, string? field = null) => new(ProblemKind.Of(code), detail, field);
}

/// <summary>The request cannot be served as it is; nothing was done.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public ProblemException(string code, string detail, string? field = null)
        : this(Problem.Of(code, detail, field))
    {
    }

    public Problem Problem { get; } = problem;
}
