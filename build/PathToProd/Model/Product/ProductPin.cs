using System.Text.RegularExpressions;
using PathToProd.Formats.Json;
using PathToProd.Formats.Values;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Model.Product;

/// <summary>The version of Path to Prod that a platform pins, in the manifest of .NET tools.</summary>
/// <param name="Version">The version.</param>
/// <param name="Where">Where it stands.</param>
public sealed partial record ProductPin(SemVersion Version, SourcePosition Where)
{
    /// <summary>The manifest of tools, from the platform's root.</summary>
    public const string File = ".config/dotnet-tools.json";

    /// <summary>The package of the tool.</summary>
    public const string Package = "PathToProd.Tool";

    /// <summary>The pin of a manifest; null when it pins other tools alone, or is wrong.</summary>
    /// <param name="text">The manifest.</param>
    /// <param name="problems">Gets what is wrong with it.</param>
    public static ProductPin? Read(string text, List<Problem> problems)
    {
        if (
            JsonTree.Read(File, text, problems) is not ValueNode.Map manifest
            || manifest.Find("tools")?.Value is not ValueNode.Map tools
            || tools.Entries.FirstOrDefault(IsOurs)?.Value is not ValueNode.Map tool
            || tool.Find("version")?.Value is not ValueNode.Scalar said
        )
        {
            return null;
        }

        if (SemVersion.TryParse(said.Text, out var version, out var error))
        {
            return new ProductPin(version, said.Where);
        }

        problems.Add(new Problem(said.Where, $"\"{said.Text}\" is not a version: {error.What}", error.Fix));
        return null;
    }

    /// <summary>The manifest with another version of Path to Prod, and all else as it stands there.</summary>
    public string Raise(string manifest, SemVersion to)
    {
        var lines = manifest.Split('\n');
        var line = lines[Where.Line - 1];
        var at = line.IndexOf($"\"{Version}\"", Where.Column - 1, StringComparison.Ordinal);
        lines[Where.Line - 1] = $"{line[..at]}\"{to}\"{line[(at + Version.ToString().Length + 2)..]}";
        return string.Join('\n', lines);
    }

    /// <summary>A project with references to the packages of another version, where it has such of this one.</summary>
    public string RaiseReferences(string project, SemVersion to) =>
        Reference()
            .Replace(
                project,
                reference =>
                    reference.Groups["version"].Value == Version.ToString()
                        ? $"{reference.Groups["before"].Value}{to}\""
                        : reference.Value
            );

    private static bool IsOurs(MapEntry tool) => tool.Key.Equals(Package, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        "(?<before><Package(?:Reference|Version)\\s+Include=\"PathToProd(?:\\.Tasks)?\"\\s+Version=\")(?<version>[^\"]*)\"",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Reference();
}
