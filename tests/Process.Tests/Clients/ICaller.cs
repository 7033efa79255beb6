namespace Jifen.Process.Tests.Clients;

/// <summary>Makes calls for the crowd.</summary>
public interface ICaller
{
    /// <summary>Makes the call until it has an answer that is not only for now.</summary>
    /// <exception cref="TimeoutException">No silo answers.</exception>
    Task<Reply> AnswerAsync(Call call);
}
