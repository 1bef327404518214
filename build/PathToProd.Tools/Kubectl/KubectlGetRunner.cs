using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Kubectl;

/// <summary>Runs <c>kubectl get -o json</c>.</summary>
public sealed class KubectlGetRunner(ICakeContext context) : KubectlRunner<KubectlGetSettings>(context)
{
    /// <summary>Reads resources: a kind, those named, as <c>kind/name</c>, or those that the settings choose.</summary>
    public IReadOnlyList<KubernetesObject> Get(IEnumerable<string> resources, KubectlGetSettings settings)
    {
        var arguments = Begin("get", resources)
            .Append("--output=json")
            .Files(settings)
            .Option("--field-selector", settings.FieldSelector)
            .Flag("--all-namespaces", settings.AllNamespaces)
            .Flag("--ignore-not-found", settings.IgnoreNotFound)
            .Flag("--show-managed-fields", settings.ShowManagedFields);
        var call = new ToolCall("kubectl get", End(arguments, settings))
        {
            IsCaptured = true,
            IsSensitive = true,
            Input = KubectlFiles.Input(settings),
        };
        var output = Execute(settings, call).Output;

        // Nothing at all is what kubectl prints for one resource that is not there and may be so.
        return settings.IgnoreNotFound == true && output.Trim().Length == 0
            ? []
            : ToolJson.Read(call, output, "resources", KubernetesObject.ReadAll);
    }
}
