using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Jifen.Client;

namespace Jifen.Process.Tests.Clients;

/// <summary>Calls a cluster as a brand's programs do: by the client, as the back end and as each member.</summary>
public sealed class ClusterCaller : ICaller, IDisposable
{
    private static readonly TimeSpan LongestOutage = TimeSpan.FromSeconds(300);

    private readonly IReadOnlyList<Uri> _silos;
    private readonly JifenClient _backEnd;
    private readonly SocketsHttpHandler _connections = new() { UseProxy = false };
    private readonly ConcurrentDictionary<string, JifenClient> _members = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _tokens = new(StringComparer.Ordinal);

    public ClusterCaller(IReadOnlyList<Uri> silos, string serverKey)
    {
        _silos = silos;
        _backEnd = Client(JifenClientOptions.Key(serverKey));
    }

    public async Task<Reply> AnswerAsync(Call call)
    {
        JifenClient client = call.Kind == CallKind.Play && !call.Body.Contains("memberId", StringComparison.Ordinal) ? MemberOf(call.Member) : _backEnd;
        try
        {
            return Of(await client.SendAsync(new(HttpMethod.Post, call.Path)
            {
                Body = Encoding.UTF8.GetBytes(call.Body),
                IdempotencyKey = call.Kind == CallKind.Play ? call.Key : null,
                Subject = call.Member,
            }));
        }
        catch (JifenProblemException refused)
        {
            return Of(refused.Answer);
        }
        catch (JifenUnansweredException late)
        {
            throw new TimeoutException(late.Message, late);
        }
    }

    public void Dispose()
    {
        _backEnd.Dispose();
        _members.Values.ToList().ForEach(member => member.Dispose());
        _connections.Dispose();
    }

    private static Reply Of(JifenAnswer answer) => new((HttpStatusCode)answer.Status, answer.Body.ToArray(), answer.IsReplayed, false);

    private JifenClient MemberOf(string member) => _members.GetOrAdd(member, id => Client(async (asked, cancel) =>
    {
        if (asked.WasRefused || !_tokens.TryGetValue(id, out string? token))
        {
            JifenAnswer answer = await _backEnd.SendAsync(JifenCall.Post($"/v1/members/{id}/token", new { }), cancel);
            _tokens[id] = token = answer.Json.GetProperty("token").GetString()!;
        }

        return token;
    }));

    private JifenClient Client(Func<BearerRequest, CancellationToken, ValueTask<string>> bearer) => new(new()
    {
        Silos = _silos,
        Bearer = bearer,
        Deadline = LongestOutage,
        Handler = _connections,
    });
}
