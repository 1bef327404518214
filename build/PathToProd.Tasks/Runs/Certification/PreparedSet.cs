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

    /// <summary>What a run of this set shares.</summary>
    internal RunServices For(RunServices services) =>
        services with
        {
            Model = Chosen.Model,
            Given = Chosen.Given,
            Set = Chosen.Set?.Name,
        };
}
