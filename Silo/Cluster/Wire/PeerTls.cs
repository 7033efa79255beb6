using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>
/// TLS between silos, with certificates on both sides. A certificate is accepted where its chain ends in one of the trusted ones; its name is
/// not looked at, because every silo proves in its hello that it has the store's keys.
/// </summary>
/// <param name="Certificate">This silo's, with its private key.</param>
/// <param name="Trusted">Whoever signs the silos' certificates.</param>
public sealed record PeerTls(X509Certificate2 Certificate, X509Certificate2Collection Trusted)
{
    /// <summary>Reads PEM files.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A file is no certificate or key.</exception>
    /// <exception cref="ArgumentException">The key is not the certificate's.</exception>
    public static PeerTls Read(string certificateFile, string keyFile, string trustedFile)
    {
        X509Certificate2Collection trusted = [];
        trusted.ImportFromPemFile(trustedFile);
        return new(X509Certificate2.CreateFromPemFile(certificateFile, keyFile), trusted);
    }

    internal bool IsTrusted(X509Certificate? certificate)
    {
        if (certificate is not X509Certificate2 given)
        {
            return false;
        }

        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(Trusted);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(given);
    }

    internal SslClientAuthenticationOptions ForCaller() => new()
    {
        ClientCertificates = [Certificate],
        RemoteCertificateValidationCallback = (_, certificate, _, _) => IsTrusted(certificate),
    };
}
