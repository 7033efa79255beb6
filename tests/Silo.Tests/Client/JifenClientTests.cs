using System.Net;
using System.Text;
using Jifen.Client;

namespace Jifen.Silo.Tests.Client;

/// <summary>What the client sends again, where to, and under which key.</summary>
public sealed class JifenClientTests
{
    private static readonly Uri One = new("http://one:5080");
    private static readonly Uri Two = new("http://two:5080");

    private readonly ScriptedHandler _silos = new();

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task What_is_refused_for_now_is_sent_again_under_the_same_key(int status)
    {
        _silos.Answers((HttpStatusCode)status, """{"code":"try_again"}""");
        _silos.Answers(HttpStatusCode.OK, """{"points":7}""");

        JifenAnswer answer = await Make(JifenCall.Post("/v1/activities", new { id = "a1" }));

        Assert.Equal(7, answer.Json.GetProperty("points").GetInt32());
        Assert.Equal(2, answer.Attempts);
        Assert.Single(_silos.Keys.Distinct());
        Assert.All(_silos.Keys, Assert.NotNull);
        Assert.Equal([One, Two], _silos.Asked);
    }

    [Fact]
    public async Task A_play_whose_prize_is_on_its_way_is_asked_for_again_and_an_import_is_not()
    {
        _silos.Answers(HttpStatusCode.Accepted, """{"playId":"p"}""");
        _silos.Answers(HttpStatusCode.OK, """{"playId":"p","outcome":{}}""");
        _silos.Answers(HttpStatusCode.Accepted, """{"id":"i"}""");

        Assert.Equal(200, (await Make(JifenCall.Post("/v1/lotteries/wheel/plays", new { }, "k"))).Status);
        Assert.Equal(202, (await Make(JifenCall.Post("/v1/imports", new { }))).Status);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(422)]
    public async Task What_is_refused_for_good_is_told_with_its_code_and_field(int status)
    {
        _silos.Answers((HttpStatusCode)status, """{"code":"invalid","detail":"it is too small","field":"amount"}""");

        var refused = await Assert.ThrowsAsync<JifenProblemException>(() => Make(JifenCall.Post("/v1/activities", new { })));

        Assert.Equal((status, "invalid", "it is too small", "amount"), (refused.Status, refused.Code, refused.Detail, refused.Field));
        Assert.Single(_silos.Asked);
    }

    [Fact]
    public async Task A_silo_that_is_not_reached_is_asked_last_for_a_while()
    {
        _silos.Breaks();
        for (int i = 0; i < 4; i++)
        {
            _silos.Answers(HttpStatusCode.OK, "{}");
        }

        using JifenClient client = Client();
        for (int i = 0; i < 4; i++)
        {
            await client.SendAsync(JifenCall.Get("/v1/members/anna"));
        }

        Assert.Equal([One, Two, Two, Two, Two], _silos.Asked);
    }

    [Fact]
    public async Task Calls_are_spread_over_the_silos()
    {
        using JifenClient client = Client();
        for (int i = 0; i < 4; i++)
        {
            _silos.Answers(HttpStatusCode.OK, "{}");
            await client.SendAsync(JifenCall.Get("/v1/members/anna"));
        }

        Assert.Equal([One, Two, One, Two], _silos.Asked);
    }

    [Fact]
    public async Task An_answer_about_a_subject_is_never_older_than_the_one_before()
    {
        _silos.Answers(HttpStatusCode.OK, "{}", position: "3.17");
        _silos.Answers(HttpStatusCode.OK, """{"asOf":{"time":"x","position":"3.19"}}""");
        _silos.Answers(HttpStatusCode.OK, "{}");
        _silos.Answers(HttpStatusCode.OK, "{}");

        using JifenClient client = Client();
        await client.SendAsync(JifenCall.Post("/v1/activities", new { }, subject: "anna"));
        await client.SendAsync(JifenCall.Get("/v1/members/anna", "anna"));
        await client.SendAsync(JifenCall.Get("/v1/members/anna", "anna"));
        await client.SendAsync(JifenCall.Get("/v1/members/ben", "ben"));

        Assert.Equal([null, "3.17", "3.19", null], _silos.Positions);
    }

    [Fact]
    public async Task A_bearer_that_is_refused_is_renewed_once()
    {
        _silos.Answers(HttpStatusCode.Unauthorized, """{"code":"unauthenticated"}""");
        _silos.Answers(HttpStatusCode.OK, "{}");
        _silos.Answers(HttpStatusCode.Unauthorized, """{"code":"unauthenticated"}""");
        _silos.Answers(HttpStatusCode.Unauthorized, """{"code":"unauthenticated"}""");
        List<bool> asked = [];
        using JifenClient client = Client((request, _) =>
        {
            asked.Add(request.WasRefused);
            return new("token");
        });

        await client.SendAsync(JifenCall.Get("/v1/members/anna"));
        var refused = await Assert.ThrowsAsync<JifenProblemException>(() => client.SendAsync(JifenCall.Get("/v1/members/anna")));

        Assert.Equal(401, refused.Status);
        Assert.Equal([false, true, false, true], asked);
    }

    [Fact]
    public async Task A_deadline_tells_the_key_under_which_the_outcome_can_be_found()
    {
        for (int i = 0; i < 10_000; i++)
        {
            _silos.Answers(HttpStatusCode.ServiceUnavailable, """{"code":"try_again"}""");
        }

        using JifenClient client = Client(deadline: TimeSpan.FromMilliseconds(30));
        var late = await Assert.ThrowsAsync<JifenUnansweredException>(() => client.SendAsync(JifenCall.Post("/v1/lotteries/wheel/plays", new { }, "mine")));

        Assert.Equal("mine", late.IdempotencyKey);
        Assert.Contains("503 try_again", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_ends_at_once()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();
        using JifenClient client = Client();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendAsync(JifenCall.Get("/v1/members/anna"), cancelled.Token));
    }

    private async Task<JifenAnswer> Make(JifenCall call)
    {
        using JifenClient client = Client();
        return await client.SendAsync(call);
    }

    private JifenClient Client(Func<BearerRequest, CancellationToken, ValueTask<string>>? bearer = null, TimeSpan? deadline = null) => new(new()
    {
        Silos = [One, Two],
        Bearer = bearer ?? JifenClientOptions.Key("jfk_test"),
        Deadline = deadline ?? TimeSpan.FromSeconds(30),
        AvoidFor = TimeSpan.FromMinutes(1),
        Handler = _silos,
    });

    /// <summary>Answers one request after the other as it was told to.</summary>
    private sealed class ScriptedHandler : HttpMessageHandler
    {
        private readonly Queue<Func<HttpResponseMessage>> _script = new();

        public List<Uri> Asked { get; } = [];

        public List<string?> Keys { get; } = [];

        public List<string?> Positions { get; } = [];

        public void Answers(HttpStatusCode status, string body, string? position = null) => _script.Enqueue(() =>
        {
            HttpResponseMessage response = new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            if (position is not null)
            {
                response.Headers.Add("Jifen-Position", position);
            }

            return response;
        });

        public void Breaks() => _script.Enqueue(static () => throw new HttpRequestException("the connection broke"));

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Asked.Add(new(request.RequestUri!.GetLeftPart(UriPartial.Authority)));
            Keys.Add(Of(request, "Idempotency-Key"));
            Positions.Add(Of(request, "Jifen-Position"));
            return Task.FromResult(_script.Dequeue()());
        }

        private static string? Of(HttpRequestMessage request, string header) =>
            request.Headers.TryGetValues(header, out IEnumerable<string>? values) ? values.Single() : null;
    }
}
