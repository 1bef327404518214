using System.Collections.Immutable;
using PathToProd.Facts.Clusters;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs.Whole;

/// <summary>Finds and deletes objects of any kind in all of a cluster.</summary>
internal sealed class ClusterObjects(RunServices services, Target.Cluster target)
{
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    private readonly ClusterCall _cluster = new(services, target);

    /// <summary>All custom resource definitions, with who manages their fields, which kubectl alone hides.</summary>
    /// <exception cref="PlatformException">The cluster does not say (exit code 1).</exception>
    public ImmutableArray<FoundObject> AllDefinitions() =>
        [.. Read(_cluster.Kubectl(["get", $"--raw={Definitions}"])).Select(WithApi)];

    /// <summary>All objects of some kinds, in all namespaces.</summary>
    /// <param name="kinds">As kubectl names them.</param>
    /// <exception cref="PlatformException">The cluster does not say (exit code 1).</exception>
    public ImmutableArray<FoundObject> All(params IEnumerable<string> kinds) =>
        Read(_cluster.Kubectl(["get", string.Join(',', kinds), "--all-namespaces", "--output=json"]));

    /// <summary>Asks objects to go, and does not wait until they are gone.</summary>
    /// <exception cref="PlatformException">The cluster does not do it (exit code 1).</exception>
    public void Delete(IEnumerable<FoundObject> objects) =>
        _cluster.Kubectl(
            ["delete", "--wait=false", "--ignore-not-found", "--filename=-"],
            string.Concat(objects.Select(one => $"---\n{one.Stub}\n"))
        );

    private static FoundObject WithApi(FoundObject definition) =>
        definition with
        {
            ApiVersion = "apiextensions.k8s.io/v1",
            Kind = "CustomResourceDefinition",
        };

    private static ImmutableArray<FoundObject> Read(string text)
    {
        try
        {
            return FoundObject.ReadAll(text);
        }
        catch (FormatException exception)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"kubectl get printed something that cannot be read, so it is not known what is there: {exception.Message}",
                exception
            );
        }
    }
}
