namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Errors found so far, in the order of reading, up to <see cref="ProgrammeLimits.Errors"/>.</summary>
internal sealed class ErrorList
{
    private readonly List<ProgrammeError> errors = [];

    public IReadOnlyList<ProgrammeError> Errors => errors;

    public void Add(string path, Fault fault)
    {
        if (errors.Count < ProgrammeLimits.Errors)
        {
            errors.Add(new(path, fault.Code, new(fault.En, fault.Zh)));
        }
        else if (errors.Count == ProgrammeLimits.Errors)
        {
            errors.Add(new("$", Fault.TooManyErrors.Code, new(Fault.TooManyErrors.En, Fault.TooManyErrors.Zh)));
        }
    }
}
