using Cake.Core;
using Cake.Core.IO;
using PathToProd.Tools.Calls;

namespace Cake.Helm;

/// <summary>Runs <c>helm dependency build</c> and <c>helm dependency update</c>.</summary>
public sealed class HelmDependencyRunner(ICakeContext context) : HelmRunner<HelmDependencySettings>(context)
{
    /// <summary>Fetches exactly what the chart's lock file names.</summary>
    public void Build(DirectoryPath chart, HelmDependencySettings settings) => Run("build", chart, settings);

    /// <summary>Fetches the newest that the chart's ranges allow, and writes the lock file.</summary>
    public void Update(DirectoryPath chart, HelmDependencySettings settings) => Run("update", chart, settings);

    private void Run(string verb, DirectoryPath chart, HelmDependencySettings settings)
    {
        var arguments = new ProcessArgumentBuilder()
            .Append("dependency")
            .Append(verb)
            .Positional(chart.FullPath, "chart's path")
            .Flag("--skip-refresh", settings.Refresh ? null : true)
            .Flag("--verify", settings.Verify);
        Execute(settings, new ToolCall($"helm dependency {verb}", End(arguments, settings)));
    }
}
