namespace Jifen.Silo.Api;

/// <summary>What the document says of one endpoint beyond its route and its policy.</summary>
/// <param name="Summary">One English sentence without its stop.</param>
internal sealed record Operation(string Summary)
{
    /// <summary>Component that the body is of; null for none.</summary>
    public string? Body { get; init; }

    public IReadOnlyList<string> BodyMedia { get; init; } = ["application/json"];

    public bool BodyMayBeAbsent { get; init; }

    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>Component of the answer by status.</summary>
    public required IReadOnlyDictionary<int, string> Answers { get; init; }

    /// <summary>Codes of problems, beside those that every endpoint of its kind has.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Media type of the answers.</summary>
    public string Media { get; init; } = "application/json";
}

/// <param name="In"><c>query</c> or <c>header</c>.</param>
internal sealed record Parameter(string Name, string In, string Type, string Description, bool Required = false);
