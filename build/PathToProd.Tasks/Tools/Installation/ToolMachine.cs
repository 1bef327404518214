using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PathToProd.Model.ToolPins;

namespace PathToProd.Tasks.Tools.Installation;

/// <summary>The machine that tools are looked for on.</summary>
public sealed record ToolMachine
{
    /// <summary>The repository's root, a full path.</summary>
    public required string Root { get; init; }

    /// <summary>The folders to look for programs in, in order.</summary>
    public required ImmutableArray<string> SearchPath { get; init; }

    /// <summary>The operating system and processor; null when nothing can be installed for them.</summary>
    public required RuntimeIdentifier? Runtime { get; init; }

    /// <summary>What installed tools and their bookkeeping stand in: <c>artifacts/tools</c> below the root.</summary>
    public string ToolFolder => Path.Combine(Root, "artifacts", "tools");

    /// <summary>The operating system and processor as .NET names them, known or not.</summary>
    public string RuntimeName => Runtime?.Name ?? RuntimeInformation.RuntimeIdentifier;

    /// <summary>The machine that this program runs on, with the folders of its PATH.</summary>
    public static ToolMachine Current(string root)
    {
        var os =
            OperatingSystem.IsWindows() ? "win"
            : OperatingSystem.IsMacOS() ? "osx"
            : "linux";
        var name = $"{os}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return new ToolMachine
        {
            Root = root,
            SearchPath =
            [
                .. path.Split(
                    Path.PathSeparator,
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                ),
            ],
            Runtime = RuntimeIdentifier.TryParse(name, out var runtime) ? runtime : null,
        };
    }

    /// <summary>Where a version of a tool stands once it is installed.</summary>
    public string InstalledFile(string tool, string version) =>
        Path.Combine(ToolFolder, tool, version, tool + (OperatingSystem.IsWindows() ? ".exe" : ""));

    /// <summary>A path as people should read it: from the root when it is below it.</summary>
    public string Show(string file)
    {
        var relative = Path.GetRelativePath(Root, file);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? file
            : relative.Replace('\\', '/');
    }
}
