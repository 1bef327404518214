using System.Collections.Immutable;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Decisions.Bumps;

/// <summary>What raising the version of what others publish means for a component.</summary>
/// <param name="Reference">What the component refers to now.</param>
/// <param name="To">The version that it is raised to; the current one when nothing newer is published.</param>
/// <param name="Digest">The digest of that version's package.</param>
/// <param name="Changes">What its makers say.</param>
/// <param name="Rendered">What is rendered otherwise, by environment: empty text for nothing; none for a module.</param>
public sealed record Bump(
    UpstreamReference Reference,
    string To,
    Digest Digest,
    ChartChanges Changes,
    ImmutableArray<RenderedChange> Rendered
)
{
    /// <summary>The commit of that version in a Git repository; null elsewhere.</summary>
    public string? Commit { get; init; }

    /// <summary>Whether its versions are listed, so that it is known to be the newest. Default: they are.</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>Whether <c>component.yaml</c> says something else.</summary>
    public bool IsChange => To != Reference.Version || Digest != Reference.Digest || Commit != Reference.Commit;
}

/// <summary>What one environment gets that differs.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Text">The differences, resource by resource; empty when there are none.</param>
/// <param name="Failure">Why it is not known; null when it is.</param>
public sealed record RenderedChange(string Environment, string Text, string? Failure);
