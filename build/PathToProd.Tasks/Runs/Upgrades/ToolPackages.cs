using PathToProd.Model.Product;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Tools.Installation;
using PathToProd.Text;
using PathToProd.Tools.Processes;
using PathToProd.Versions;

namespace PathToProd.Tasks.Runs.Upgrades;

/// <summary>The versions of Path to Prod: in NuGet's folder of packages, and in the sources that NuGet is configured for.</summary>
public sealed class ToolPackages(Workspace workspace, ProcessScope scope)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>NuGet looks for its configuration from here upwards, so a platform's own counts, with paths that are relative to it.</summary>
    private string Scratch => Path.Combine(workspace.Artifacts, "upgrade", "tool");

    /// <summary>The program of a version, as build.sh looks for it; null when it is not in the folder of packages.</summary>
    public string? Find(SemVersion version)
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } said
            ? said
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string[] kinds = [ToolMachine.Current(workspace.Root).RuntimeName, "any"];
        return kinds
            .Select(kind =>
                Path.Combine(
                    packages,
                    $"{ProductPin.Package.ToLowerInvariant()}.{kind}",
                    version.ToString(),
                    "tools",
                    "net10.0",
                    kind,
                    "path-to-prod.dll"
                )
            )
            .FirstOrDefault(File.Exists);
    }

    /// <summary>The program of a version, from the sources when it is not in the folder of packages.</summary>
    /// <exception cref="PlatformException">The sources do not have it, or cannot be reached.</exception>
    public string Get(SemVersion version)
    {
        if (Find(version) is { } found)
        {
            return found;
        }

        _ = Restore(manifest: null, version);
        return Find(version)
            ?? throw new PlatformException(
                ExitCode.Failed,
                $"The package {ProductPin.Package} {version} has no program for this machine. Nothing was changed."
            );
    }

    /// <summary>The newest version in the sources, which is in the folder of packages then; the pinned one when there is none newer.</summary>
    /// <param name="manifest">The platform's manifest of tools.</param>
    /// <exception cref="PlatformException">The sources cannot be reached.</exception>
    public SemVersion Newest(string manifest) => Restore(manifest, version: null);

    private SemVersion Restore(string? manifest, SemVersion? version)
    {
        AtomicFolder.Delete(Scratch);
        AtomicFile.Write(
            Path.Combine(Scratch, ProductPin.File),
            manifest ?? """{ "version": 1, "isRoot": true, "tools": {} }"""
        );
        string[] exact = version is null ? [] : ["--version", $"[{version}]"];
        using var ended = CommandRunner
            .Start(
                new Command(
                    "dotnet",
                    [
                        "tool",
                        manifest is null ? "install" : "update",
                        ProductPin.Package,
                        "--tool-manifest",
                        ProductPin.File,
                        .. exact,
                    ]
                )
                {
                    WorkingDirectory = Scratch,
                    Capture = Capture.Output | Capture.Error,
                    Quiet = true,
                    Timeout = Patience,
                },
                scope
            )
            .Wait()
            .EnsureEnded();
        var read = ProductPin.Read(File.ReadAllText(Path.Combine(Scratch, ProductPin.File)), []);
        return ended.Succeeded && read is not null
            ? read.Version
            : throw new PlatformException(
                ExitCode.Failed,
                $"{(version is null ? "The newest version of Path to Prod" : $"Path to Prod {version}")} could not be taken from the package sources: "
                    + $"{Why([.. ended.Error.Lines(), .. ended.Output.Lines()])}\n"
                    + "Check the version, the network, and the sources that `dotnet nuget list source` shows. Nothing was changed."
            );
    }

    /// <summary>What NuGet says first of an error, on one line.</summary>
    private static string Why(IReadOnlyList<string> lines)
    {
        var said = lines.Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();
        var line = said.FirstOrDefault(IsError) ?? said.FirstOrDefault() ?? "dotnet said nothing";
        // The command's own parts of NuGet throw what they find.
        const string Thrown = "Unhandled exception: ";
        return (line.StartsWith(Thrown, StringComparison.Ordinal) ? line[Thrown.Length..] : line).TrimEnd('.');
    }

    private static bool IsError(string line) =>
        line.Contains("error", StringComparison.OrdinalIgnoreCase)
        || line.Contains("exception", StringComparison.OrdinalIgnoreCase);
}
