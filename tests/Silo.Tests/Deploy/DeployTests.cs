using System.Diagnostics;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Journal;
using Jifen.Tests;

namespace Jifen.Silo.Tests.Deploy;

/// <summary>The files under <c>docs/deploy</c>: every option, name, port and path in them is one that the program has.</summary>
public sealed class DeployTests
{
    private static readonly string Unit = Repository.Text("docs/deploy/jifen.service");
    private static readonly string Manifest = Repository.Text("docs/deploy/kubernetes.yaml");

    [Fact]
    public void The_manifest_fits_the_program() => Assert.Empty(KubernetesShape.Of(Manifest).Findings);

    [Fact]
    public void The_unit_fits_the_program() => Assert.Empty(UnitShape.FindingsOf(Unit));

    [Theory]
    [InlineData("--silo-port", "--silo-prot")]
    [InlineData("containerPort: 5081", "containerPort: 5082")]
    [InlineData("JIFEN_CLUSTER_SECRET", "JIFEN_CLUSTER_PASSWORD")]
    [InlineData("terminationGracePeriodSeconds: 45", "terminationGracePeriodSeconds: 20")]
    [InlineData("port: http\n            periodSeconds: 10", "port: silos\n            periodSeconds: 10")]
    [InlineData("/etc/jifen/tls/ca.crt", "/etc/jifen/ca.crt")]
    [InlineData(".jifen-silos.$(POD", ".jifen.$(POD")]
    [InlineData("      enableServiceLinks: false\n", "")]
    [InlineData("    - from:\n        - podSelector:\n            matchLabels:\n              app: jifen\n      ports", "    - ports")]
    [InlineData("            - --behind-proxy\n", "")]
    [InlineData("fieldPath: metadata.name\n            - name: POD_NAMESPACE", "fieldPath: metadata.name\n            - name: POD_SPACE")]
    public void A_fault_in_the_manifest_is_seen(string sound, string planted)
    {
        Assert.Contains(sound, Manifest, StringComparison.Ordinal);
        Assert.NotEmpty(KubernetesShape.Of(Manifest.Replace(sound, planted, StringComparison.Ordinal)).Findings);
    }

    [Theory]
    [InlineData("--json-log", "--log-json")]
    [InlineData("TimeoutStopSec=40", "TimeoutStopSec=20")]
    [InlineData("StateDirectory=jifen", "StateDirectory=silo")]
    [InlineData("JIFEN_SILO_NAME", "JIFEN_NAME")]
    [InlineData("RestartPreventExitStatus=78", "RestartPreventExitStatus=70")]
    [InlineData("--port 5080", "--port 70000")]
    [InlineData("PrivateTmp=yes\n", "")]
    [InlineData("--data /var", "--postgres Host=db --data /var")]
    public void A_fault_in_the_unit_is_seen(string sound, string planted)
    {
        Assert.Contains(sound, Unit, StringComparison.Ordinal);
        Assert.NotEmpty(UnitShape.FindingsOf(Unit.Replace(sound, planted, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_probes_ask_what_the_silo_answers()
    {
        IReadOnlyList<string> probes = KubernetesShape.Of(Manifest).Probes;
        Assert.Equal(["/health/live", "/health/ready", "/health/live"], probes);
        await using TestSilo silo = await TestSilo.StartAsync();
        foreach (string probe in probes)
        {
            Assert.Equal(200, (await silo.SendAsync(HttpMethod.Get, probe, null, null, null)).Status);
        }
    }

    [Fact]
    public async Task Systemd_where_there_is_one_understands_each_line_of_the_unit()
    {
        if (File.Exists("/usr/bin/systemd-analyze"))
        {
            string unit = Unit.Replace("/usr/bin/dotnet", "/bin/true", StringComparison.Ordinal);
            Assert.DoesNotContain("jifen.service:", await VerifyAsync(unit), StringComparison.Ordinal);
            Assert.Contains("jifen.service:", await VerifyAsync(unit.Replace("Restart=always", "Restrat=always", StringComparison.Ordinal)), StringComparison.Ordinal);
        }
    }

    private static async Task<string> VerifyAsync(string unit)
    {
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder["jifen.service"], unit);
        ProcessStartInfo start = new("/usr/bin/systemd-analyze", ["verify", "--man=no", folder["jifen.service"]]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output + await error;
    }
}
