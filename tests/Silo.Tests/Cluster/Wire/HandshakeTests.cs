using System.IO.Pipelines;
using System.Net;
using System.Security.Cryptography;
using Jifen.Silo.Cluster;
using Jifen.Silo.Cluster.Wire;
using Jifen.Silo.Security;
using Jifen.Silo.Tests.Api;

namespace Jifen.Silo.Tests.Cluster.Wire;

public sealed class HandshakeTests
{
    private static readonly byte[] Mail = Convert.FromHexString("0000000a" + "05" + "00000001" + "00000001" + "00");

    private readonly WireStore _store = WireStore.Create();

    public static TheoryData<string, int> Strangers => new()
    {
        { "store", (int)Verdict.OtherStore },
        { "receiver", (int)Verdict.OtherReceiver },
        { "keys", (int)Verdict.WrongProof },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task A_stranger_is_refused_with_the_reason(string wrong, int verdict)
    {
        await using WireSilo there = await WireSilo.StartAsync(_store);
        using RawStream raw = await RawStream.OpenAsync(there);
        WireStore own = wrong switch
        {
            "store" => _store with { Id = Guid.NewGuid() },
            "keys" => _store with { Keys = SecretKeys.Create() },
            _ => _store,
        };
        SiloId receiver = wrong == "receiver" ? SiloId.New() : there.Id;

        HelloRefusedException refused = await Assert.ThrowsAsync<HelloRefusedException>(
            () => Handshake.ConnectAsync(own.IdentityOf(SiloId.New()), receiver, raw.Input, raw.Output, default).WaitAsync(WireSilo.Patience));

        Assert.Equal((Verdict)verdict, refused.Verdict);
        await AssertUnharmedAsync(there);
    }

    [Fact]
    public async Task Another_version_is_refused_with_ours()
    {
        await using WireSilo there = await WireSilo.StartAsync(_store);
        using RawStream raw = await RawStream.OpenAsync(there);
        Hello hello = Hello.Of(_store.IdentityOf(SiloId.New()), there.Id) with { Version = 2 };

        await raw.SendAsync(hello.ToBytes());
        byte[] answer = await raw.TakeAsync(Handshake.AnswerBytes);

        Assert.Equal([.. "jifensil"u8.ToArray(), 0, 1, (byte)Verdict.OtherVersion], answer.Take(11));
        Assert.All(answer.Skip(11), zero => Assert.Equal(0, zero));
        await raw.EndAsync();
        await AssertUnharmedAsync(there);
    }

    [Fact]
    public async Task Frames_before_the_proof_are_never_read()
    {
        await using WireSilo there = await WireSilo.StartAsync(_store);
        using RawStream raw = await RawStream.OpenAsync(there);

        await raw.SendAsync([.. Hello.Of(_store.IdentityOf(SiloId.New()), there.Id).ToBytes(), .. new byte[Handshake.ProofBytes], .. Mail, .. Mail]);
        byte[] told = await raw.TakeAsync(Handshake.AnswerBytes + 1);

        Assert.Equal((byte)Verdict.WrongProof, told[^1]);
        await raw.EndAsync();
        await AssertUnharmedAsync(there);
    }

    /// <summary>The control of the tests around it: with the right proof the same frames are dispatched.</summary>
    [Fact]
    public async Task Frames_behind_the_proof_are_dispatched()
    {
        await using WireSilo there = await WireSilo.StartAsync(_store);
        using RawStream raw = await RawStream.OpenAsync(there);

        await Handshake.ConnectAsync(_store.IdentityOf(SiloId.New()), there.Id, raw.Input, raw.Output, default);
        await raw.SendAsync([.. Mail, .. Mail]);

        Assert.IsType<MailFrame>(await there.Receiver.NextMailAsync());
        Assert.IsType<MailFrame>(await there.Receiver.NextMailAsync());
    }

    [Fact]
    public async Task A_proof_of_one_stream_is_worth_nothing_in_another()
    {
        await using WireSilo there = await WireSilo.StartAsync(_store);
        WireIdentity identity = _store.IdentityOf(SiloId.New());
        byte[] hello = Hello.Of(identity, there.Id).ToBytes();
        using RawStream first = await RawStream.OpenAsync(there);
        await first.SendAsync(hello);
        byte[] answer = await first.TakeAsync(Handshake.AnswerBytes);
        byte[] proof = identity.Key.Prove("jifen/silo/connect"u8, hello, answer.AsSpan(11, Handshake.NonceBytes));
        await first.SendAsync(proof);
        byte[] verdict = await first.TakeAsync(1);
        Assert.Equal((byte)Verdict.Welcome, verdict[0]);

        using RawStream second = await RawStream.OpenAsync(there);
        await second.SendAsync([.. hello, .. proof, .. Mail]);

        Assert.Equal((byte)Verdict.WrongProof, (await second.TakeAsync(Handshake.AnswerBytes + 1))[^1]);
        await second.EndAsync();
        Assert.Equal(0, there.Receiver.Arrived);
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_silo_that_cannot_prove_itself()
    {
        (Pipe toSilo, Pipe fromSilo) = (new(), new());
        byte[] answer = WelcomeWithoutProof();
        await fromSilo.Writer.WriteAsync(answer);

        HelloRefusedException refused = await Assert.ThrowsAsync<HelloRefusedException>(
            () => Handshake.ConnectAsync(_store.IdentityOf(SiloId.New()), SiloId.New(), fromSilo.Reader, toSilo.Writer.AsStream(), default));

        Assert.Equal(Verdict.WrongProof, refused.Verdict);
        await toSilo.Writer.CompleteAsync();
        Assert.Equal(Hello.ByteLength, (await toSilo.Reader.ReadAtLeastAsync(Hello.ByteLength + 1)).Buffer.Length);
    }

    [Fact]
    public void An_own_proof_sent_back_is_no_proof()
    {
        WireIdentity identity = _store.IdentityOf(SiloId.New());
        byte[] hello = Hello.Of(identity, SiloId.New()).ToBytes();
        byte[] challenge = RandomNumberGenerator.GetBytes(Handshake.NonceBytes);

        Assert.NotEqual(identity.Key.Prove("jifen/silo/connect"u8, hello, challenge), identity.Key.Prove("jifen/silo/accept "u8, hello, challenge));
    }

    [Fact]
    public async Task Garbage_in_the_place_of_a_hello_is_refused()
    {
        await using WireSilo there = await WireSilo.StartAsync(_store, new() { FailedProofs = 1_000 });
        for (int number = 0; number < 100; number++)
        {
            SeededDraw draw = new((ulong)number * 104_729);
            using RawStream raw = await RawStream.OpenAsync(there);
            await raw.SendAsync([.. Enumerable.Range(0, Hello.ByteLength + draw.Below(200)).Select(_ => (byte)draw.Below(256))]);
            Assert.Equal((byte)Verdict.OtherVersion, (await raw.TakeAsync(Handshake.AnswerBytes))[10]);
        }

        await AssertUnharmedAsync(there);
    }

    [Theory]
    [InlineData("7fffffff01")]
    [InlineData("00000001ff")]
    [InlineData("0000000902" + "0000000000000001")]
    public async Task What_is_no_frame_for_a_silo_ends_the_stream_and_nothing_else(string bytes)
    {
        await using WireSilo there = await WireSilo.StartAsync(_store);
        using RawStream raw = await RawStream.OpenAsync(there);
        await Handshake.ConnectAsync(_store.IdentityOf(SiloId.New()), there.Id, raw.Input, raw.Output, default);

        await raw.SendAsync(Convert.FromHexString(bytes));

        await raw.EndAsync();
        await AssertUnharmedAsync(there);
    }

    [Fact]
    public async Task An_address_that_failed_too_often_is_not_let_in()
    {
        await using WireSilo there = await WireSilo.StartAsync(_store, new() { FailedProofs = 3 });
        WireIdentity stranger = (_store with { Keys = SecretKeys.Create() }).IdentityOf(SiloId.New());
        for (int attempt = 0; attempt < 3; attempt++)
        {
            using RawStream raw = await RawStream.OpenAsync(there);
            byte[] hello = Hello.Of(stranger, there.Id).ToBytes();
            await raw.SendAsync([.. hello, .. new byte[Handshake.ProofBytes]]);
            await raw.TakeAsync(Handshake.AnswerBytes + 1);
            await raw.EndAsync();
        }

        HttpRequestException refused = await Assert.ThrowsAsync<HttpRequestException>(() => RawStream.OpenAsync(there));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }

    [Fact]
    public async Task Strangers_beyond_the_bound_are_turned_away_and_silent_ones_are_ended()
    {
        await using WireSilo there = await WireSilo.StartAsync(_store, new() { Strangers = 1, HelloTime = TimeSpan.FromMilliseconds(300) });
        using RawStream silent = await RawStream.OpenAsync(there);

        HttpRequestException refused = await Assert.ThrowsAsync<HttpRequestException>(() => RawStream.OpenAsync(there));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        await silent.EndAsync();
        await AssertUnharmedAsync(there);
    }

    [Fact]
    public async Task The_public_port_has_no_stream_and_the_internal_port_has_nothing_else()
    {
        await using WireSilo there = await WireSilo.StartAsync(_store);

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Post, there.PublicAddress + PeerEndpoint.Path, HttpVersion.Version11));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, there.PublicAddress + "/public", HttpVersion.Version11));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Get, there.Address + "/public", HttpVersion.Version20));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Get, there.Address + PeerEndpoint.Path, HttpVersion.Version20));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(HttpMethod.Get, there.Address + "/public", HttpVersion.Version11));
    }

    private static byte[] WelcomeWithoutProof() =>
        [.. "jifensil"u8, 0, (byte)Handshake.Version, (byte)Verdict.Welcome, .. RandomNumberGenerator.GetBytes(Handshake.NonceBytes + Handshake.ProofBytes)];

    private static async Task<HttpStatusCode> StatusAsync(HttpMethod method, string url, Version version)
    {
        using HttpMessageInvoker http = new(new SocketsHttpHandler());
        using HttpRequestMessage request = new(method, url) { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Host = "internal";
        using HttpResponseMessage response = await http.SendAsync(request, CancellationToken.None);
        return response.StatusCode;
    }

    /// <summary>Nothing was dispatched, and a silo of the store is still served.</summary>
    private async Task AssertUnharmedAsync(WireSilo there)
    {
        Assert.Equal(0, there.Receiver.Arrived);
        await using WireSilo friend = await WireSilo.StartAsync(_store);
        PeerLink link = await friend.ConnectAsync(there);
        TestCall call = new();
        link.TryCall(new(0), WireSilo.Patience, "friend"u8.ToArray(), call);
        Assert.Equal("replied friend", await call.Told);
    }
}
