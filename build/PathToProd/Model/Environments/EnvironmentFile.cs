using System.Collections.Immutable;
using PathToProd.Formats.Shapes;
using PathToProd.Formats.Values;
using PathToProd.Versions;

namespace PathToProd.Model.Environments;

/// <summary>What one <c>environment.yaml</c> says by itself; null where it says nothing and what it extends may.</summary>
internal sealed record EnvironmentFile
{
    public string? Description { get; init; }

    /// <summary>As in the file: a later one overrides an earlier one.</summary>
    public ImmutableArray<string> Extends { get; init; } = [];

    public Target? Target { get; init; }

    public string? Provider { get; init; }

    public SemVersion? KubernetesVersion { get; init; }

    public ImmutableArray<string>? ApiVersions { get; init; }

    public VersionSource? Versions { get; init; }

    public MissingDependencies? MissingDependencies { get; init; }

    public DeploymentModel? DeploymentModel { get; init; }

    public ImmutableArray<Named<string>> TerraformBackend { get; init; } = [];

    public ImmutableArray<Named<SecretSource>> Secrets { get; init; } = [];

    public ImmutableArray<Named<HeldRange>> Holds { get; init; } = [];

    public int? Concurrency { get; init; }

    public bool? IsForTests { get; init; }

    public bool? PlansChanges { get; init; }

    public bool? DemandsSignatures { get; init; }

    public bool? IsProtected { get; init; }

    public string? Pool { get; init; }

    public required SourceMap Source { get; init; }

    /// <summary>What was recorded of the cluster, in a file beside this one; null when nothing was.</summary>
    public EnvironmentFile? Recorded { get; init; }

    /// <summary>This file and what was recorded beside it, in the order in which they count.</summary>
    public ImmutableArray<SourceMap> Sources => Recorded is null ? [Source] : [Source, Recorded.Source];
}
