namespace Jifen.Silo.Tests.Deploy;

/// <summary>What is wrong with the manifest, by what the silo's program really has.</summary>
internal sealed class KubernetesShape
{
    private const string Pod = "spec.template.spec";
    private const string Silo = $"{Pod}.containers[0]";

    private readonly List<string> _findings = [];
    private readonly IReadOnlyList<YamlLeaves> _documents;
    private readonly YamlLeaves _set;
    private readonly ServedLine _line;

    private KubernetesShape(string yaml)
    {
        _documents = YamlLeaves.Parse(yaml);
        _set = Of("StatefulSet");
        _line = ServedLine.Read(_set.List($"{Silo}.args"), _findings);
    }

    public static (IReadOnlyList<string> Findings, IReadOnlyList<string> Probes) Of(string yaml, string kind = "StatefulSet")
    {
        KubernetesShape shape = new(yaml);
        shape.CheckPorts();
        shape.CheckNames();
        shape.CheckVariables();
        shape.CheckFiles();
        shape.CheckStop();
        return (shape._findings, shape.Of(kind).Ending(".httpGet.path"));
    }

    private YamlLeaves Of(string kind) => _documents.Single(document => document["kind"] == kind);

    private IEnumerable<YamlLeaves> Services => _documents.Where(document => document["kind"] == "Service");

    private void CheckPorts()
    {
        Require(_set.List($"{Silo}.ports", ".name") is ["http", "silos"], "the container has other ports");
        Require(_set[$"{Silo}.ports[0].containerPort"] == $"{_line.Options.Port}", "http is not --port");
        Require(_set[$"{Silo}.ports[1].containerPort"] == $"{_line.Options.Cluster.Port}", "silos is not --silo-port");
        Require(_set.Ending(".httpGet.port").All(port => port == "http"), "a probe asks another port");
        Require(Services.SelectMany(service => service.Ending("targetPort")).All(port => port is "http" or "silos"), "a service leads to no port");
        YamlLeaves policy = Of("NetworkPolicy");
        Require(policy["spec.ingress[0].ports[0].port"] == "http" && policy["spec.ingress[1].ports[0].port"] == "silos", "the policy opens other ports");
        Require(policy["spec.ingress[0].from[0].podSelector.matchLabels.app"] is null, "clients are kept out");
        Require(policy["spec.ingress[1].from[0].podSelector.matchLabels.app"] == App, "strangers reach the internal port");
    }

    private string? App => _set["spec.template.metadata.labels.app"];

    private void CheckNames()
    {
        YamlLeaves headless = Services.Single(service => service["spec.clusterIP"] == "None");
        Require(_set["spec.serviceName"] == headless["metadata.name"], "the set is not of the headless service");
        Require(headless["spec.ports[0].port"] == $"{_line.Options.Cluster.Port}", "the headless service has another port");
        Require(headless["spec.publishNotReadyAddresses"] == "true", "silos that are not ready cannot be found");
        Require(_line.Options.Cluster.Name == "$(POD_NAME)", "silos have no names of their own");
        Require(
            _line.Options.Cluster.Url == $"https://$(POD_NAME).{headless["metadata.name"]}.$(POD_NAMESPACE).svc:{_line.Options.Cluster.Port}", "silos are not reached by their names");
        Require(_documents.SelectMany(document => document.Ending("atchLabels.app")).Concat(Services.SelectMany(service => service.Ending("selector.app"))).All(app => app == App), "a selector selects others");
    }

    private void CheckVariables()
    {
        IReadOnlyList<string> names = _set.List($"{Silo}.env", ".name");
        IEnumerable<string> unknown = names.Where(name => name.StartsWith("JIFEN_", StringComparison.Ordinal) && !ServedLine.IsSetting(name));
        _findings.AddRange(unknown.Select(name => $"{name} is no setting"));
        Require(names.Contains("JIFEN_POSTGRES") && names.Contains("JIFEN_CLUSTER_SECRET"), "the store or the secret is not given");
        Require(_set.Ending("secretKeyRef.name").Count == 2, "a secret lies in the manifest");
        Require(_set[$"{Pod}.enableServiceLinks"] == "false", "the service's own JIFEN_PORT goes over the setting");
        Require(
            _line.Arguments.Where(argument => argument.Contains("$(", StringComparison.Ordinal))
                .All(argument => argument.Split("$(").Skip(1).All(part => names.Contains(part.Split(')')[0]))), "an argument names no variable");
    }

    private void CheckFiles()
    {
        string[] volumes = [.. _set.List($"{Pod}.volumes", ".name"), .. _set.List("spec.volumeClaimTemplates", ".metadata.name")];
        Require(_set.List($"{Silo}.volumeMounts", ".name").All(volumes.Contains), "what is mounted is no volume");
        Require(IsUnder(_line.Options.DataFolder, "data"), "the data folder is not kept");
        string?[] files = [_line.Options.Cluster.Certificate, _line.Options.Cluster.CertificateKey, _line.Options.Cluster.Trust];
        Require(files.All(file => file is not null && IsUnder(file, "silo-tls")), "a certificate is not mounted");
    }

    private bool IsUnder(string path, string volume)
    {
        int mount = _set.List($"{Silo}.volumeMounts", ".name").ToList().IndexOf(volume);
        return mount >= 0 && path.StartsWith(_set[$"{Silo}.volumeMounts[{mount}].mountPath"] + "/", StringComparison.Ordinal);
    }

    private void CheckStop()
    {
        Require(
            int.TryParse(_set[$"{Pod}.terminationGracePeriodSeconds"], out int grace) && grace > _line.Options.DrainWithin.TotalSeconds,
            "a silo is killed before it has handed its shards over");
        Require(_set["spec.replicas"] == "3" && Of("PodDisruptionBudget")["spec.maxUnavailable"] == "1", "more than one silo may be away");
        Require(_set.List($"{Silo}.command") is ["dotnet", ServedLine.Program], "another program is run");
        Require(_set.Ending(".topologyKey") is ["kubernetes.io/hostname"], "silos may share a machine");
    }

    private void Require(bool holds, string finding)
    {
        if (!holds)
        {
            _findings.Add(finding);
        }
    }
}
