using System.Text.Json;

namespace Jifen.Client;

/// <summary>A call of the HTTP API.</summary>
/// <param name="Path">From the root, such as <c>/v1/members/anna</c>.</param>
public sealed record JifenCall(HttpMethod Method, string Path)
{
    /// <summary>UTF-8 JSON, or null.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>
    /// Under which the call is done once, however often it is sent; a call that changes something and has none gets one. Give your own where
    /// the same call may be made by another process.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>
    /// Whom the call is about, such as the member's id: an answer about a subject is never older than an earlier one this client got about it.
    /// </summary>
    public string? Subject { get; init; }

    public static JifenCall Get(string path, string? subject = null) => new(HttpMethod.Get, path) { Subject = subject };

    /// <param name="body">Written as JSON.</param>
    public static JifenCall Post<T>(string path, T body, string? key = null, string? subject = null) => new(HttpMethod.Post, path)
    {
        Body = JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web),
        IdempotencyKey = key,
        Subject = subject,
    };
}

/// <summary>An answer that stands.</summary>
/// <param name="Body">As it came.</param>
/// <param name="IsReplayed">The call had been done before; this is its answer.</param>
/// <param name="Position">Opaque; what was seen. Null where the answer names none.</param>
/// <param name="Attempts">How often the call was sent.</param>
public sealed record JifenAnswer(int Status, ReadOnlyMemory<byte> Body, bool IsReplayed, string? Position, int Attempts)
{
    /// <summary>The body as JSON.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public JsonElement Json => JsonElement.Parse(Body.Span);
}

/// <summary>The call is refused for good: the same call will get the same answer.</summary>
/// <param name="answer">The problem (RFC 9457) as it came.</param>
public sealed class JifenProblemException(JifenAnswer answer) : Exception($"{answer.Status} {Problem.CodeOf(answer.Body.Span)}: {Problem.DetailOf(answer.Body.Span)}")
{
    public JifenAnswer Answer => answer;

    public int Status => answer.Status;

    /// <summary>Stable, such as <c>insufficient_points</c>.</summary>
    public string Code { get; } = Problem.CodeOf(answer.Body.Span);

    public string Detail { get; } = Problem.DetailOf(answer.Body.Span);

    /// <summary>What of the input is wrong, or null.</summary>
    public string? Field { get; } = Problem.FieldOf(answer.Body.Span);
}

/// <summary>The call was not answered in time. Whether it was done is not known; the same call with the same key will tell.</summary>
/// <param name="key">The key under which it was sent; null where it changes nothing.</param>
public sealed class JifenUnansweredException(string? key, string last, Exception? inner)
    : Exception($"The call was not answered in time; last: {last}", inner)
{
    public string? IdempotencyKey => key;
}
