using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Jifen.Silo.Hosting;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Journal;
using Jifen.Silo.Tests.Journal.Postgres;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>Silos that are given certificates by their settings.</summary>
[Collection(PostgresServer.AnySiloCollection)]
public sealed class TlsClusterTests(PostgresServer server) : IDisposable
{
    private const string Secret = "a secret of the tests, long enough";
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Three_silos_with_certificates_of_one_signer_share_their_shards_and_strangers_are_refused()
    {
        using X509Certificate2 signer = Signer("signer");
        using X509Certificate2 stranger = Signer("stranger");
        string connection = server.To("postgres", server.CreateSchema());
        await using TestSilo one = await StartAsync(connection, signer, "one");
        await using TestSilo two = await StartAsync(connection, signer, "two");
        await using TestSilo three = await StartAsync(connection, signer, "three");
        TestSilo[] silos = [one, two, three];
        for (int number = 0; number < 12; number++)
        {
            Assert.Equal(201, (await silos[number % 3].PostAsync("/v1/members", $$"""{"id":"m{{number}}"}""")).Status);
            Assert.Equal(200, (await silos[(number + 1) % 3].EarnAsync($"m{number}", "a1", 10)).Status);
        }

        string[] addresses = Addresses(connection);
        Assert.Equal(3, addresses.Length);
        foreach (string address in addresses)
        {
            Assert.StartsWith("https://127.0.0.1:", address, StringComparison.Ordinal);
            await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(address, null));
            await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(address, stranger));
            Assert.Equal(HttpStatusCode.NotFound, await GetAsync(address, Signed(signer, "friend")));
        }
    }

    [Theory]
    [InlineData("silo-certificate", "silo-certificate-key, silo-trust")]
    [InlineData("silo-certificate-key", "silo-certificate, silo-trust")]
    [InlineData("silo-trust", "silo-certificate, silo-certificate-key")]
    public void A_set_of_files_that_lacks_one_is_refused_by_its_name(string missing, string given)
    {
        using X509Certificate2 signer = Signer("signer");
        ClusterOptions files = Files(signer, "one");
        SiloOptions options = new()
        {
            Cluster = files with
            {
                Certificate = missing == "silo-certificate" ? null : files.Certificate,
                CertificateKey = missing == "silo-certificate-key" ? null : files.CertificateKey,
                Trust = missing == "silo-trust" ? null : files.Trust,
            },
        };

        SiloRefusedException refused = Assert.Throws<SiloRefusedException>(options.Check);

        Assert.Equal($"The setting {missing} is refused: it is missing beside {given}.", refused.Message);
        Assert.Equal($"设置 {missing} 被拒绝：已设置 {given}，却缺少它。", refused.ChineseMessage);
    }

    [Fact]
    public void Files_that_others_would_not_trust_or_that_are_no_certificates_are_refused_and_a_whole_set_is_taken()
    {
        using X509Certificate2 signer = Signer("signer");
        using X509Certificate2 stranger = Signer("stranger");
        ClusterOptions files = Files(signer, "one");
        ClusterOptions strange = Files(stranger, "other");

        Assert.Null(new ClusterOptions().ReadTls());
        Assert.NotNull(files.ReadTls());
        Assert.StartsWith("The setting silo-certificate is refused: no certificate in ", Refusal(files with { Trust = strange.Trust }), StringComparison.Ordinal);
        Assert.StartsWith("The settings silo-certificate, silo-certificate-key and silo-trust are refused: ", Refusal(files with { CertificateKey = strange.CertificateKey }), StringComparison.Ordinal);
        Assert.StartsWith("The settings silo-certificate, silo-certificate-key and silo-trust are refused: ", Refusal(files with { Trust = _folder["none.pem"] }), StringComparison.Ordinal);
        Assert.Equal("The setting silo-url is refused: silos speak TLS with each other, so it begins with https://.", Refusal(files with { Url = "http://10.0.0.7:5081" }));
    }

    private static string Refusal(ClusterOptions cluster) => Assert.Throws<SiloRefusedException>(new SiloOptions { Cluster = cluster }.Check).Message;

    private Task<TestSilo> StartAsync(string connection, X509Certificate2 signer, string name) => TestSilo.StartAsync(
        with: options => options with { Postgres = connection, ClusterSecret = Secret, Cluster = Files(signer, name) });

    private ClusterOptions Files(X509Certificate2 signer, string name)
    {
        using X509Certificate2 certificate = Signed(signer, name);
        using ECDsa key = certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(_folder[$"{name}.pem"], certificate.ExportCertificatePem());
        File.WriteAllText(_folder[$"{name}.key"], key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(_folder[$"{name}.trust"], signer.ExportCertificatePem());
        return new() { Name = name, Certificate = _folder[$"{name}.pem"], CertificateKey = _folder[$"{name}.key"], Trust = _folder[$"{name}.trust"] };
    }

    private static string[] Addresses(string connection) =>
        PostgresServer.Scalar<string>(connection, "SELECT string_agg(address, ' ') FROM silo WHERE standing = 'live'").Split(' ');

    /// <summary>Calls the internal port as somebody with this certificate, or none.</summary>
    private static async Task<HttpStatusCode> GetAsync(string address, X509Certificate2? certificate)
    {
        using HttpClient http = new(new SocketsHttpHandler { SslOptions = Caller(certificate) });
        using HttpRequestMessage request = new(HttpMethod.Get, address) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using HttpResponseMessage response = await http.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>It trusts any server: what is tested is whether the server trusts it.</summary>
    private static SslClientAuthenticationOptions Caller(X509Certificate2? certificate) => new()
    {
        ClientCertificates = certificate is null ? [] : [certificate],
#pragma warning disable CA5359 // the caller is the one who is to be refused
        RemoteCertificateValidationCallback = static (_, _, _, _) => true,
#pragma warning restore CA5359
    };

    private static X509Certificate2 Signer(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(From, From.AddYears(50));
    }

    private static X509Certificate2 Signed(X509Certificate2 signer, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        using X509Certificate2 signed = request.Create(signer, From, From.AddYears(50), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
