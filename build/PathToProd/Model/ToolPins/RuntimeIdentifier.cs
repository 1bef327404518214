using System.Diagnostics.CodeAnalysis;

namespace PathToProd.Model.ToolPins;

/// <summary>An operating system and a processor, named as .NET does: <c>linux-x64</c>.</summary>
/// <param name="Name">One of <see cref="Known"/>.</param>
/// <param name="Os">The operating system as download addresses name it: linux, darwin or windows.</param>
/// <param name="Arch">The processor as download addresses name it: amd64 or arm64.</param>
public sealed record RuntimeIdentifier(string Name, string Os, string Arch)
{
    /// <summary>All that <c>tools.yaml</c> may pin digests for.</summary>
    public static IReadOnlyList<string> Known =>
        ["linux-x64", "linux-arm64", "osx-x64", "osx-arm64", "win-x64", "win-arm64"];

    /// <summary>What the names of programs end with: <c>.exe</c> on Windows, else nothing.</summary>
    public string ExeSuffix => Os == "windows" ? ".exe" : "";

    /// <summary>Reads one of <see cref="Known"/>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out RuntimeIdentifier? identifier)
    {
        identifier = text switch
        {
            "linux-x64" => new(text, "linux", "amd64"),
            "linux-arm64" => new(text, "linux", "arm64"),
            "osx-x64" => new(text, "darwin", "amd64"),
            "osx-arm64" => new(text, "darwin", "arm64"),
            "win-x64" => new(text, "windows", "amd64"),
            "win-arm64" => new(text, "windows", "arm64"),
            _ => null,
        };
        return identifier is not null;
    }

    /// <summary>Fills <c>{version}</c>, <c>{os}</c>, <c>{arch}</c> and <c>{exe}</c> of a template in.</summary>
    public string Fill(string template, string version) =>
        template
            .Replace("{version}", version, StringComparison.Ordinal)
            .Replace("{os}", Os, StringComparison.Ordinal)
            .Replace("{arch}", Arch, StringComparison.Ordinal)
            .Replace("{exe}", ExeSuffix, StringComparison.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
