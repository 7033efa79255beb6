using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Jifen.Silo.Cluster.Wire;

namespace Jifen.Silo.Tests.Cluster.Wire;

public sealed class TlsTests
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = From.AddYears(50);

    private readonly WireStore _store = WireStore.Create();

    [Fact]
    public async Task Silos_with_certificates_of_one_signer_talk_over_tls()
    {
        using X509Certificate2 signer = Signer();
        await using WireSilo here = await WireSilo.StartAsync(_store, tls: Signed(signer, "here"));
        await using WireSilo there = await WireSilo.StartAsync(_store, tls: Signed(signer, "there"));
        PeerLink link = await here.ConnectAsync(there);
        TestCall call = new();

        link.TryCall(new(0), WireSilo.Patience, "sealed"u8.ToArray(), call);

        Assert.StartsWith("https:", there.Address, StringComparison.Ordinal);
        Assert.Equal("replied sealed", await call.Told);
    }

    [Fact]
    public void A_certificate_of_another_signer_is_not_trusted()
    {
        using X509Certificate2 signer = Signer();
        using X509Certificate2 other = Signer();
        PeerTls ours = Signed(signer, "ours");

        Assert.True(ours.IsTrusted(Signed(signer, "friend").Certificate));
        Assert.False(ours.IsTrusted(Signed(other, "stranger").Certificate));
        Assert.False(ours.IsTrusted(null));
    }

    private static X509Certificate2 Signer()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=signer", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(From, To);
    }

    private static PeerTls Signed(X509Certificate2 signer, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        using X509Certificate2 signed = request.Create(signer, From, To, RandomNumberGenerator.GetBytes(8));
        X509Certificate2Collection trusted = [X509CertificateLoader.LoadCertificate(signer.RawData)];
        return new(signed.CopyWithPrivateKey(key), trusted);
    }
}
