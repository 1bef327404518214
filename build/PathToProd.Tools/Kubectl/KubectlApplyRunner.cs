using Cake.Core;
using PathToProd.Text;
using PathToProd.Tools.Calls;

namespace Cake.Kubectl;

/// <summary>Runs <c>kubectl apply</c>.</summary>
public sealed class KubectlApplyRunner(ICakeContext context) : KubectlRunner<KubectlApplySettings>(context)
{
    /// <summary>Makes the cluster have what the manifests say.</summary>
    public void Apply(KubectlApplySettings settings) => Execute(settings, Call(settings, settings.DryRun));

    /// <summary>What the server would make of the manifests, which are left as they are; it may hold secrets.</summary>
    public IReadOnlyList<KubernetesObject> Preview(KubectlApplySettings settings)
    {
        var call = Call(settings, KubectlDryRun.Server);
        call = call with { IsCaptured = true, IsSensitive = true };
        call.Arguments.Append("--output=json");
        return ToolJson.Read(call, Execute(settings, call).Output, "resources", KubernetesObject.ReadAll);
    }

    private static ToolCall Call(KubectlApplySettings settings, KubectlDryRun? dryRun)
    {
        if (settings is { Prune: true, ServerSide: true, ApplySet: null })
        {
            // kubectl up to 1.26 accepted this and pruned nothing at all: https://github.com/kubernetes/kubernetes/issues/110893
            throw new PlatformException(
                ExitCode.WrongInput,
                "kubectl apply cannot prune what the cluster merges by a selector.\nName an ApplySet, or leave out ServerSide."
            );
        }

        var arguments = Begin("apply")
            .Files(settings)
            .Option("--kustomize", settings.Kustomize)
            .Flag("--server-side", settings.ServerSide)
            .Option("--field-manager", settings.FieldManager)
            .Flag("--force-conflicts", settings.ForceConflicts)
            .Flag("--prune", settings.Prune)
            .Each("--prune-allowlist", settings.PruneAllowList)
            .Option("--applyset", settings.ApplySet)
            .DryRun(dryRun)
            .Flag("--validate", settings.Validate)
            .Flag("--wait", settings.Wait)
            .Option("--timeout", settings.Timeout);
        return new ToolCall("kubectl apply", End(arguments, settings)) { Input = KubectlFiles.Input(settings) };
    }

    /// <inheritdoc />
    protected override void AddVariables(KubectlApplySettings settings, IDictionary<string, string?> variables)
    {
        if (settings.ApplySet is not null)
        {
            // The option is hidden behind this variable while it is alpha.
            variables["KUBECTL_APPLYSET"] = "true";
        }
    }
}
