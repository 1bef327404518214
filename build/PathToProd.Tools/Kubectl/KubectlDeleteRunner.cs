using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Kubectl;

/// <summary>Runs <c>kubectl delete</c>.</summary>
public sealed class KubectlDeleteRunner(ICakeContext context) : KubectlRunner<KubectlDeleteSettings>(context)
{
    /// <summary>Deletes resources: those named, as <c>kind/name</c>, or those that the settings choose.</summary>
    public void Delete(IEnumerable<string> resources, KubectlDeleteSettings settings)
    {
        var arguments = Begin("delete", resources)
            .Files(settings)
            .Flag("--ignore-not-found", settings.IgnoreNotFound)
            .Flag("--wait", settings.Wait)
            .Option("--timeout", settings.Timeout)
            .Option("--cascade", Text(settings.Cascade))
            .Option("--grace-period", settings.GracePeriodSeconds)
            .Flag("--all", settings.All)
            .Flag("--all-namespaces", settings.AllNamespaces)
            .DryRun(settings.DryRun);
        var call = new ToolCall("kubectl delete", End(arguments, settings)) { Input = KubectlFiles.Input(settings) };
        Execute(settings, call);
    }

    private static string? Text(KubectlCascade? cascade) =>
        cascade switch
        {
            null => null,
            KubectlCascade.Background => "background",
            KubectlCascade.Foreground => "foreground",
            _ => "orphan",
        };
}
