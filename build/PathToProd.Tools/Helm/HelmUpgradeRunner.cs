using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Helm;

/// <summary>Runs <c>helm upgrade --install</c>.</summary>
public sealed class HelmUpgradeRunner(ICakeContext context) : HelmRunner<HelmUpgradeSettings>(context)
{
    /// <summary>Brings a release to what the chart and the values say.</summary>
    public void Upgrade(string release, string chart, HelmUpgradeSettings settings)
    {
        var arguments = Begin("upgrade", (release, "release's name"), (chart, "chart"))
            .Flag("--install", settings.Install ? true : null)
            .Flag("--create-namespace", settings.CreateNamespace)
            .Values(settings)
            .Flag("--wait", settings.Wait)
            .Flag("--wait-for-jobs", settings.WaitForJobs)
            .Option("--timeout", settings.Timeout)
            .Flag("--atomic", settings.Atomic)
            .Flag("--cleanup-on-fail", settings.CleanupOnFail)
            .Flag("--force", settings.Force)
            .Choice("--server-side", settings.ServerSide)
            .Flag("--force-conflicts", settings.ForceConflicts)
            .Option("--history-max", settings.HistoryMax)
            .Flag("--reset-values", settings.ResetValues)
            .Flag("--reuse-values", settings.ReuseValues)
            .Option("--description", settings.Description)
            .Flag("--no-hooks", settings.NoHooks)
            .Flag("--skip-crds", settings.SkipCrds)
            .Option("--version", settings.Version)
            .Flag("--dry-run", settings.DryRun);
        Execute(
            settings,
            new ToolCall("helm upgrade", End(arguments, settings)) { Input = HelmValues.Input(settings) }
        );
    }
}
