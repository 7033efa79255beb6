namespace Jifen.Silo.Cluster.Wire;

/// <summary>What one silo says to another that connects.</summary>
public enum Verdict
{
    Welcome = 0,

    /// <summary>It speaks another version of the format, or another format.</summary>
    OtherVersion = 1,

    /// <summary>It belongs to another store.</summary>
    OtherStore = 2,

    /// <summary>It looks for a silo that is not here, or not any more.</summary>
    OtherReceiver = 3,

    /// <summary>It does not have the store's keys.</summary>
    WrongProof = 4,
}

/// <summary>Two silos do not talk to each other.</summary>
public sealed class HelloRefusedException(Verdict verdict) : IOException(Reason(verdict))
{
    public Verdict Verdict { get; } = verdict;

    private static string Reason(Verdict verdict) => verdict switch
    {
        Verdict.OtherVersion => "the other side speaks another version of the silos' format",
        Verdict.OtherStore => "the other side belongs to another store",
        Verdict.OtherReceiver => "another silo than the one looked for listens at this address",
        Verdict.WrongProof => "one side does not have the store's keys",
        _ => $"the other side refused with {verdict}",
    };
}
