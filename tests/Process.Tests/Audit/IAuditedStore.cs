using Jifen.Silo.Security;

namespace Jifen.Process.Tests.Audit;

/// <summary>A store as an audit looks at it, beside the silos that write it.</summary>
public interface IAuditedStore
{
    SecretKeys Keys { get; }

    /// <summary>What its records add up to now.</summary>
    JournalCount Count();

    /// <summary>Runs <c>jifen verify</c> on the store, which must be at rest.</summary>
    Task<(int Exit, string Output)> VerifyAsync();
}
