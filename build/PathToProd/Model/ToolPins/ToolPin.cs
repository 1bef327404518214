using System.Collections.Immutable;
using PathToProd.Versions;

namespace PathToProd.Model.ToolPins;

/// <summary>What <c>build/tools.yaml</c> says about one tool.</summary>
public sealed record ToolPin
{
    /// <summary>The tool's name, which is its program's name without <c>.exe</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is needed for, in a few words.</summary>
    public required string NeededFor { get; init; }

    /// <summary>Whether only some uses need it. Default: false.</summary>
    public bool Optional { get; init; }

    /// <summary>The range of accepted versions as the file says it.</summary>
    public required string Accept { get; init; }

    /// <summary>The range of accepted versions.</summary>
    public required VersionRange Accepted { get; init; }

    /// <summary>The arguments that make the program print its version; none for one that prints none.</summary>
    public required ImmutableArray<string> VersionArguments { get; init; }

    /// <summary>Whether the program says its version; one that does not need only be there.</summary>
    public bool PrintsVersion => !VersionArguments.IsEmpty;

    /// <summary>The version that is installed; null when the tool is never installed.</summary>
    public string? Version { get; init; }

    /// <summary>What a person does to have the tool: a sentence without a full stop.</summary>
    public required string Fix { get; init; }

    /// <summary>Where it may come from, in the order to try.</summary>
    public required ImmutableArray<ToolSource> Sources { get; init; }

    /// <summary>The keys that the platform's own <c>tools.yaml</c> says, in its order; the others are Path to Prod's. Default: none.</summary>
    public ImmutableArray<OwnKey> OwnKeys { get; init; } = [];

    /// <summary>The versions that the tool folder may hold: one for each installable source, in their order.</summary>
    public IEnumerable<string> InstallableVersions =>
        Sources.OfType<InstallableSource>().Select(source => source.Version).Distinct(StringComparer.Ordinal);

    /// <summary>Whether a version that a program printed is good enough.</summary>
    /// <remarks>
    /// Vendors add suffixes to released versions (<c>v1.32.4-dispatcher</c>, <c>1.29.0+k3s1</c>), which SemVer would take
    /// for versions before the release; so only the numbers count here.
    /// </remarks>
    public bool Accepts(string printed) => Numbers(printed) is { } version && Accepted.Contains(version);

    /// <summary>How a version that is not accepted misses the range: <c>too old</c>, <c>too new</c> or <c>not accepted</c>.</summary>
    public string Verdict(string printed) =>
        Version is null || Numbers(Version) is not { } pinned || Numbers(printed) is not { } version ? "not accepted"
        : version.CompareTo(pinned) < 0 ? "too old"
        : "too new";

    /// <summary>The sources that a machine can fetch the tool from.</summary>
    public IEnumerable<InstallableSource> InstallableOn(RuntimeIdentifier runtime) =>
        Sources.OfType<InstallableSource>().Where(source => source.Digests.ContainsKey(runtime.Name));

    internal static SemVersion? Numbers(string printed)
    {
        var text = printed.TrimStart('v');
        var end = text.AsSpan().IndexOfAny('-', '+');
        return SemVersion.TryParse(end < 0 ? text : text[..end], out var version) ? version : null;
    }
}
