using System.Globalization;
using Jifen.Silo.Hosting;

namespace Jifen.Silo.Tests.Deploy;

/// <summary>What is wrong with the systemd unit, by what the silo's program really has.</summary>
internal static class UnitShape
{
    private static readonly string[] Hardening =
    [
        "NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectHome", "ProtectClock", "ProtectControlGroups", "ProtectHostname", "ProtectKernelLogs",
        "ProtectKernelModules", "ProtectKernelTunables", "RestrictNamespaces", "RestrictRealtime", "RestrictSUIDSGID", "LockPersonality",
    ];

    public static IReadOnlyList<string> FindingsOf(string unit)
    {
        List<string> findings = [];
        Dictionary<string, string> service = Section(unit, "[Service]");
        string[] command = service["ExecStart"].Split(' ');
        ServedLine line = ServedLine.Read(command[2..], findings);
        Require(command[..2] is ["/usr/bin/dotnet", ServedLine.Program], "another program is run");
        Require(service["Restart"] == "always", "a silo that fell stays down");
        Require(service["RestartPreventExitStatus"] == ExitCodes.Refused.ToString(CultureInfo.InvariantCulture), "what is refused is tried for ever");
        Require(Number("TimeoutStopSec") > line.Options.DrainWithin.TotalSeconds, "a silo is killed before it has handed its shards over");
        Require(line.Options.DataFolder == "/var/lib/" + service["StateDirectory"], "the data folder is another one");
        Require(service["EnvironmentFile"].StartsWith("/etc/", StringComparison.Ordinal), "there is no file of secrets");
        Require(Hardening.All(name => service.GetValueOrDefault(name) == "yes"), "the unit is not hardened");
        Require(service["ProtectSystem"] == "strict" && service["CapabilityBoundingSet"].Length == 0, "the unit is not hardened");
        findings.AddRange(Variables(unit).Where(name => !ServedLine.IsSetting(name)).Select(name => $"{name} is no setting"));
        return findings;

        double Number(string name) => double.Parse(service[name], CultureInfo.InvariantCulture);

        void Require(bool holds, string finding)
        {
            if (!holds)
            {
                findings.Add(finding);
            }
        }
    }

    private static Dictionary<string, string> Section(string unit, string name) => unit.Split('\n')
        .SkipWhile(line => line != name).Skip(1).TakeWhile(line => !line.StartsWith('['))
        .Where(line => line.Contains('=', StringComparison.Ordinal) && line[0] != '#')
        .ToDictionary(line => line.Split('=')[0], line => line.Split('=', 2)[1], StringComparer.Ordinal);

    /// <summary>Names that the unit speaks of, in its comments too.</summary>
    private static IEnumerable<string> Variables(string unit) =>
        unit.Split(' ', '\n', ',', ';', ':', '.', '=').Where(word => word.StartsWith(SiloSettings.EnvironmentPrefix, StringComparison.Ordinal)).Distinct();
}
