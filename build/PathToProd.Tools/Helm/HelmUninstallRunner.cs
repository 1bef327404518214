using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Helm;

/// <summary>Runs <c>helm uninstall</c>.</summary>
public sealed class HelmUninstallRunner(ICakeContext context) : HelmRunner<HelmUninstallSettings>(context)
{
    /// <summary>Removes a release; one that is not there is an answer, not a failure.</summary>
    public HelmUninstallResult Uninstall(string release, HelmUninstallSettings settings)
    {
        var arguments = Begin("uninstall", (release, "release's name"))
            .Flag("--wait", settings.Wait)
            .Option("--timeout", settings.Timeout)
            .Flag("--keep-history", settings.KeepHistory)
            .Option("--description", settings.Description)
            .Flag("--no-hooks", settings.NoHooks)
            .Flag("--dry-run", settings.DryRun);

        // Not --ignore-not-found: Helm has it only since 3.13, and it does not say which of the two happened.
        return Ask(settings, new ToolCall("helm uninstall", End(arguments, settings))) is null
            ? HelmUninstallResult.NotFound
            : HelmUninstallResult.Uninstalled;
    }
}
