using System.Text.Json.Nodes;
using Cake.Core;
using PathToProd.Formats.Json;

namespace Cake.Kubectl;

/// <summary>
/// Makes namespaces by a server-side <c>kubectl apply</c>, which does not mind one that is already there.
/// </summary>
public sealed class KubectlNamespaceRunner(ICakeContext context)
{
    /// <summary>Makes the namespace, or gives the one that is there its labels; labels of others stay.</summary>
    public void Create(string name, KubectlNamespaceSettings settings) =>
        new KubectlApplyRunner(context).Apply(
            new KubectlApplySettings
            {
                Input = Manifest(name, settings.Labels),
                ServerSide = true,
                ForceConflicts = true,
                FieldManager = settings.FieldManager,
                Kubeconfig = settings.Kubeconfig,
                Context = settings.Context,
                RequestTimeout = settings.RequestTimeout,
                As = settings.As,
                ToolPath = settings.ToolPath,
                ToolTimeout = settings.ToolTimeout,
                WorkingDirectory = settings.WorkingDirectory,
                EnvironmentVariables = settings.EnvironmentVariables,
            }
        );

    private static string Manifest(string name, IDictionary<string, string> labels)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (labels.Count > 0)
        {
            var all = new JsonObject();
            foreach (var (key, value) in labels)
            {
                all[key] = value;
            }

            metadata["labels"] = all;
        }

        return JsonText.Line(
            new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Namespace",
                ["metadata"] = metadata,
            }
        );
    }
}
