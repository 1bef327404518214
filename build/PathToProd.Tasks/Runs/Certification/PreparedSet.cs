using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;
using PathToProd.Tasks.Stages;

namespace PathToProd.Tasks.Runs.Certification;

/// <summary>A version set all of whose artifacts were found.</summary>
/// <param name="Set">The set.</param>
/// <param name="Chosen">Its artifacts, and the platform as these describe it.</param>
public sealed record PreparedSet(VersionSet Set, ChosenVersions Chosen)
{
    /// <summary>Its components, as their artifacts describe them.</summary>
    public IReadOnlyList<ComponentManifest> Components => [.. Chosen.Model.Components.Values];

    /// <summary>The services of a run, for this set.</summary>
    internal RunServices For(RunServices services, RunOptions? options = null) =>
        services with
        {
            Model = Chosen.Model,
            Given = Chosen.Given,
            Options = options ?? services.Options,
        };
}
