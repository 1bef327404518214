using PathToProd.Model.Environments;
using PathToProd.Tasks.Clusters;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>Records what a cluster serves beside its environment, so that tests render for it without a cluster.</summary>
public static class RecordedCapabilities
{
    private const string FileName = "capabilities.yaml";

    /// <summary>Asks the cluster of an environment, and writes what it says.</summary>
    /// <exception cref="PlatformException">
    /// The environment has no cluster, or its context leads to another environment's (exit code 2); or it does not answer (1).
    /// </exception>
    public static CapabilitiesReport Record(RunServices services, EnvironmentManifest environment)
    {
        if (environment.Target is not Target.Cluster target)
        {
            throw new PlatformException([
                new Problem(
                    environment.Source["target"],
                    $"{environment.Name} deploys to a directory, so there is no cluster to ask",
                    "write kubernetes-version and api-versions into its environment.yaml, or copy the capabilities.yaml of an environment whose cluster is like its own"
                ),
            ]);
        }

        if (Kubeconfig.Check(environment, services.Workspace).ToArray() is { Length: > 0 } problems)
        {
            throw new PlatformException(problems);
        }

        ClusterBinding.Check(services, environment, target);
        var now = ClusterCapabilities.Ask(services, environment, target);
        var file = Path.Combine(services.Workspace.Environment(environment.Name), FileName);
        AtomicFile.Write(file, SchemaPlace.Named(services.Workspace, CapabilitiesText.Write(environment.Name, now)));
        return new CapabilitiesReport(environment, services.Workspace.Show(file), now);
    }
}
