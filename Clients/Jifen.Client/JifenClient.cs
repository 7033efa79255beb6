using System.Net;
using System.Net.Http.Headers;

namespace Jifen.Client;

/// <summary>
/// Calls a cluster: each call at another silo, again where that is safe and has a point, and never with an older answer about a subject than
/// before. Safe for threads; make one and keep it.
/// </summary>
/// <remarks>
/// A call is sent again where no answer came, and after 429, 500, 502, 503, 504 and a play's 202, as long as its deadline lets it. That is safe because
/// every call that changes something goes under a key. Any other answer stands.
/// </remarks>
public sealed class JifenClient : IDisposable
{
    private readonly JifenClientOptions _options;
    private readonly HttpClient _http;
    private readonly SiloChoice _silos;
    private readonly Positions _positions;

    /// <exception cref="ArgumentException">No silo is named.</exception>
    public JifenClient(JifenClientOptions options)
    {
        if (options.Silos.Count == 0)
        {
            throw new ArgumentException("At least one silo must be named.", nameof(options));
        }

        _options = options;
        _http = new(options.Handler ?? new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) }, disposeHandler: options.Handler is null)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _silos = new(options.Silos, options.AvoidFor, options.Time);
        _positions = new(options.Subjects);
    }

    /// <summary>Makes a call until it has an answer that stands.</summary>
    /// <exception cref="JifenProblemException">The call is refused for good.</exception>
    /// <exception cref="JifenUnansweredException">The deadline has come.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; whether it was done is not known.</exception>
    public async Task<JifenAnswer> SendAsync(JifenCall call, CancellationToken cancel = default)
    {
        JifenCall keyed = call.Method == HttpMethod.Get || call.IdempotencyKey is not null ? call : call with { IdempotencyKey = Guid.NewGuid().ToString("N") };
        using CancellationTokenSource late = new(_options.Deadline, _options.Time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        Attempts attempts = new(_options, _silos);
        while (true)
        {
            try
            {
                if (await TryAsync(keyed, attempts, over.Token).ConfigureAwait(false) is { } answer)
                {
                    return answer;
                }

                await attempts.PauseAsync(over.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException ended) when (late.IsCancellationRequested && !cancel.IsCancellationRequested)
            {
                throw new JifenUnansweredException(keyed.IdempotencyKey, attempts.Last, ended);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Sends the call once; null where it is to be sent again.</summary>
    private async Task<JifenAnswer?> TryAsync(JifenCall call, Attempts attempts, CancellationToken over)
    {
        int silo = attempts.Begin();
        using CancellationTokenSource slow = new(_options.AttemptWithin, _options.Time);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(over, slow.Token);
        try
        {
            using HttpRequestMessage request = await RequestAsync(call, silo, attempts, attempt.Token).ConfigureAwait(false);
            using HttpResponseMessage response = await _http.SendAsync(request, attempt.Token).ConfigureAwait(false);
            byte[] body = await response.Content.ReadAsByteArrayAsync(attempt.Token).ConfigureAwait(false);
            _silos.Reached(silo);
            return Take(call, response, body, attempts);
        }
        catch (HttpRequestException unreached)
        {
            _silos.Missed(silo);
            attempts.Note(unreached.Message);
        }
        catch (OperationCanceledException) when (!over.IsCancellationRequested)
        {
            _silos.Missed(silo);
            attempts.Note($"{_silos[silo]} gave no answer within {_options.AttemptWithin.TotalSeconds:0.#} s");
        }

        return null;
    }

    private async ValueTask<HttpRequestMessage> RequestAsync(JifenCall call, int silo, Attempts attempts, CancellationToken cancel)
    {
        string bearer = await _options.Bearer(new(attempts.WasRefused), cancel).ConfigureAwait(false);
        HttpRequestMessage request = new(call.Method, new Uri(_silos[silo], call.Path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (call.IdempotencyKey is { } key)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (call.Subject is { } subject && _positions.Find(subject) is { } position)
        {
            request.Headers.Add("Jifen-Position", position);
        }

        if (call.Body is { } body)
        {
            request.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new("application/json") } };
        }

        return request;
    }

    private JifenAnswer? Take(JifenCall call, HttpResponseMessage response, byte[] body, Attempts attempts)
    {
        if (IsForNow(response.StatusCode, body) || attempts.MayRenew(response.StatusCode))
        {
            attempts.Note($"{(int)response.StatusCode} {Problem.CodeOf(body)}", response.Headers.RetryAfter?.Delta);
            return null;
        }

        string? position = response.Headers.TryGetValues("Jifen-Position", out IEnumerable<string>? named) ? named.First() : Problem.PositionOf(body);
        if (call.Subject is { } subject && position is not null)
        {
            _positions.Keep(subject, position);
        }

        JifenAnswer answer = new((int)response.StatusCode, body, response.Headers.Contains("Idempotency-Replayed"), position, attempts.Count);
        return response.IsSuccessStatusCode ? answer : throw new JifenProblemException(answer);
    }

    /// <remarks>202 with a play is one whose prize is still on its way: the same call tells the outcome.</remarks>
    private static bool IsForNow(HttpStatusCode status, ReadOnlySpan<byte> body) => status switch
    {
        HttpStatusCode.Accepted => Problem.IsPendingPlay(body),
        HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError => true,
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => true,
        _ => false,
    };
}
