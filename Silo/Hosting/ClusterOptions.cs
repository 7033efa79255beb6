using System.Security.Cryptography;
using Jifen.Silo.Cluster;
using Jifen.Silo.Cluster.Wire;

namespace Jifen.Silo.Hosting;

/// <summary>How a silo is known to others and speaks with them.</summary>
public sealed record ClusterOptions
{
    /// <summary>What operators call the silo, unique in the cluster; null makes one of the machine's name and the data folder's id.</summary>
    public string? Name { get; init; }

    /// <summary>Port for other silos; 0 takes a free one. It is never the public one.</summary>
    public int Port { get; init; }

    /// <summary>IP address to listen on for other silos; null is that of the public port.</summary>
    public string? Address { get; init; }

    /// <summary>Where other silos reach this one; null is what it listens on.</summary>
    public string? Url { get; init; }

    /// <summary>PEM file of this silo's certificate; with the two below, silos speak TLS with each other. All three or none.</summary>
    public string? Certificate { get; init; }

    /// <summary>PEM file of the certificate's private key.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>PEM file of the certificates of whoever signs the silos' certificates.</summary>
    public string? Trust { get; init; }

    /// <summary>How long silos wait for each other; the same for all of a cluster.</summary>
    public MembershipLimits Patience { get; init; } = MembershipLimits.Default;

    /// <summary>The silo warms up before it joins the others.</summary>
    public bool WarmsUp { get; init; }

    /// <summary>The certificates that the files hold now, or null where none are named.</summary>
    /// <exception cref="SiloRefusedException">A file is missing, unreadable, or the certificate is not one that other silos would trust.</exception>
    public PeerTls? ReadTls()
    {
        if (Certificate is null || CertificateKey is null || Trust is null)
        {
            return null;
        }

        PeerTls tls = ReadFiles(Certificate, CertificateKey, Trust);
        return tls.IsTrusted(tls.Certificate) ? tls : throw new SiloRefusedException(
            $"The setting silo-certificate is refused: no certificate in {Trust} has signed {Certificate}, or one of them is not valid now.",
            $"设置 silo-certificate 被拒绝：{Certificate} 不是由 {Trust} 中的证书签发，或其中有证书不在有效期内。");
    }

    private static PeerTls ReadFiles(string certificate, string key, string trust)
    {
        try
        {
            return PeerTls.Read(certificate, key, trust);
        }
        catch (Exception broken) when (broken is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new SiloRefusedException(
                $"The settings silo-certificate, silo-certificate-key and silo-trust are refused: {broken.Message}",
                $"设置 silo-certificate、silo-certificate-key、silo-trust 被拒绝：{broken.Message}", broken);
        }
    }
}
