using Cake.Core;
using Cake.Core.IO;
using PathToProd.Text;
using PathToProd.Tools.Calls;

namespace Cake.Helm;

/// <summary>Runs <c>helm package</c>.</summary>
public sealed class HelmPackageRunner(ICakeContext context) : HelmRunner<HelmPackageSettings>(context)
{
    private const string Saved = "saved it to: ";

    /// <summary>Packs a chart.</summary>
    /// <returns>The package, as Helm names it.</returns>
    public FilePath Package(DirectoryPath chart, HelmPackageSettings settings)
    {
        var arguments = Begin("package", (chart.FullPath, "chart's path"))
            .Option("--destination", settings.Destination)
            .Option("--version", settings.Version)
            .Option("--app-version", settings.AppVersion)
            .Flag("--dependency-update", settings.DependencyUpdate);
        var call = new ToolCall("helm package", End(arguments, settings)) { IsCaptured = true };
        var output = Execute(settings, call).Output;
        var start = output.IndexOf(Saved, StringComparison.Ordinal);
        return start >= 0
            ? new FilePath(output[(start + Saved.Length)..].Split('\n')[0].Trim())
            : throw new PlatformException(
                ExitCode.Failed,
                $"helm package did not say where the package is.\n  what came: {output.Trim()}\n"
                    + "Check the tool's version with the target Doctor."
            );
    }
}
