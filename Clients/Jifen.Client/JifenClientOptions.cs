namespace Jifen.Client;

/// <summary>How a client reaches a cluster.</summary>
public sealed record JifenClientOptions
{
    /// <summary>Addresses of the silos, such as <c>http://127.0.0.1:5080</c>; calls are spread over them. One is enough behind a balancer.</summary>
    public required IReadOnlyList<Uri> Silos { get; init; }

    /// <summary>
    /// Gives the bearer: a server key, or a token of the player. Asked for each attempt, and told where the last one was refused, so that a
    /// token can be renewed.
    /// </summary>
    public required Func<BearerRequest, CancellationToken, ValueTask<string>> Bearer { get; init; }

    /// <summary>How long a call may take with all its attempts.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one attempt may take before the next silo is asked.</summary>
    public TimeSpan AttemptWithin { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Pause before the second attempt at a silo that has refused for now; it doubles with each, with some chance in it.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(20);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Silos that could not be reached are asked last for so long.</summary>
    public TimeSpan AvoidFor { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Subjects whose newest position is remembered; the ones used least lately are forgotten.</summary>
    public int Subjects { get; init; } = 10_000;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Carries the requests; null makes one, which ends with the client.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>A bearer that stays the same, such as a server key.</summary>
    public static Func<BearerRequest, CancellationToken, ValueTask<string>> Key(string serverKey) => (_, _) => new(serverKey);
}

/// <param name="WasRefused">The bearer given before was answered with 401.</param>
public readonly record struct BearerRequest(bool WasRefused);
