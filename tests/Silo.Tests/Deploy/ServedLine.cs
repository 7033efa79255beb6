using Jifen.Silo.Commands;
using Jifen.Silo.Hosting;
using Microsoft.Extensions.Configuration;

namespace Jifen.Silo.Tests.Deploy;

/// <summary>A command line of a silo, and what its settings come to.</summary>
internal sealed record ServedLine(IReadOnlyList<string> Arguments, SiloOptions Options)
{
    public const string Program = "/opt/jifen/Jifen.Silo.dll";

    /// <summary>Reads the arguments after the program; what is wrong with them goes to <paramref name="findings"/>.</summary>
    public static ServedLine Read(IReadOnlyList<string> arguments, List<string> findings)
    {
        findings.AddRange(Root.Create().Parse([.. arguments]).Errors.Select(error => error.Message));
        Dictionary<string, string?> settings = [];
        for (int at = 0; at < arguments.Count; at++)
        {
            if (arguments[at].StartsWith("--", StringComparison.Ordinal))
            {
                bool hasValue = at + 1 < arguments.Count && !arguments[at + 1].StartsWith("--", StringComparison.Ordinal);
                settings[arguments[at][2..]] = hasValue ? arguments[at + 1] : "true";
            }
        }

        SiloOptions options = SiloSettings.Options(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        Check(options, findings);
        if (arguments.Contains("--postgres"))
        {
            findings.Add("the connection string is seen by whoever lists processes");
        }

        return new(arguments, options);
    }

    /// <summary>Whether <c>JIFEN_…</c> is the name of a setting: planted, it changes the options or is refused for its form.</summary>
    public static bool IsSetting(string variable)
    {
        string name = variable[SiloSettings.EnvironmentPrefix.Length..].ToLowerInvariant().Replace('_', '-');
        try
        {
            return SiloSettings.Options(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [name] = "planted" }).Build())
                != SiloSettings.Options(new ConfigurationBuilder().Build());
        }
        catch (SiloRefusedException)
        {
            return true;
        }
    }

    /// <remarks>The files are of the machine, and the secrets of the environment.</remarks>
    private static void Check(SiloOptions options, List<string> findings)
    {
        try
        {
            (options with
            {
                Postgres = "Host=db",
                ClusterSecret = new('s', Silo.Security.ClusterSecret.Shortest),
                Cluster = options.Cluster with { Certificate = null, CertificateKey = null, Trust = null, Url = options.Cluster.Url?.Replace("$(POD_NAME)", "pod", StringComparison.Ordinal).Replace("$(POD_NAMESPACE)", "space", StringComparison.Ordinal) },
            }).Check();
        }
        catch (SiloRefusedException refused)
        {
            findings.Add(refused.Message);
        }
    }
}
