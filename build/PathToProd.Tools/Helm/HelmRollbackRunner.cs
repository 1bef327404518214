using System.Globalization;
using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Helm;

/// <summary>Runs <c>helm rollback</c>.</summary>
public sealed class HelmRollbackRunner(ICakeContext context) : HelmRunner<HelmRollbackSettings>(context)
{
    /// <summary>Brings a release back to what an earlier revision was; null is the one before.</summary>
    public void Rollback(string release, int? revision, HelmRollbackSettings settings)
    {
        var arguments = Begin("rollback", (release, "release's name"));
        if (revision is { } number)
        {
            arguments.Positional(number.ToString(CultureInfo.InvariantCulture), "revision");
        }

        arguments
            .Flag("--wait", settings.Wait)
            .Flag("--wait-for-jobs", settings.WaitForJobs)
            .Option("--timeout", settings.Timeout)
            .Flag("--cleanup-on-fail", settings.CleanupOnFail)
            .Flag("--force", settings.Force)
            .Choice("--server-side", settings.ServerSide)
            .Option("--history-max", settings.HistoryMax)
            .Flag("--no-hooks", settings.NoHooks)
            .Flag("--dry-run", settings.DryRun);
        Execute(settings, new ToolCall("helm rollback", End(arguments, settings)));
    }
}
