using System.Collections.Immutable;
using PathToProd.Model.Environments;

namespace PathToProd.Model.CallerVariables;

/// <summary>The backends in which the roots of a run keep their state, and what the environment says about them.</summary>
/// <param name="Types">Their types: <c>local</c>, <c>s3</c>, ...</param>
/// <param name="Settings">The names of the settings under <c>terraform.backend</c>.</param>
public sealed record UsedBackends(ImmutableHashSet<string> Types, ImmutableHashSet<string> Settings)
{
    /// <summary>None: no root keeps state.</summary>
    public static UsedBackends None { get; } = new([], []);

    /// <summary>Backends of these types in an environment.</summary>
    public static UsedBackends In(EnvironmentManifest environment, IEnumerable<string> types) =>
        new([.. types], [.. environment.TerraformBackend.Keys]);
}
