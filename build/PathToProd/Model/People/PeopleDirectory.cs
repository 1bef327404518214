using System.Collections.Immutable;

namespace PathToProd.Model.People;

/// <summary>Who belongs to which group.</summary>
public sealed record PeopleDirectory
{
    /// <summary>The group of those who own an environment's folder by the CODEOWNERS file.</summary>
    public const string CodeOwnersGroup = "code-owners";

    /// <summary>No groups.</summary>
    public static PeopleDirectory None { get; } = new();

    /// <summary>The people of each group, as <c>platform.yaml</c> lists them.</summary>
    public ImmutableSortedDictionary<string, IReadOnlyList<string>> Groups { get; init; } =
        ImmutableSortedDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>What the CODEOWNERS file says; null when <c>platform.yaml</c> names none.</summary>
    public CodeOwners? Owners { get; init; }

    /// <summary>
    /// The people of a group, as their entries name them: a user, or user@machine. Of <see cref="CodeOwnersGroup"/>, the owners of the file that a
    /// promotion writes; a team among them is the group of its name, and its people are not known when there is no such group.
    /// </summary>
    /// <param name="group">The group.</param>
    /// <param name="environment">The environment that a set is promoted to.</param>
    public IReadOnlyList<string> Of(string group, string environment) =>
        group != CodeOwnersGroup
            ? Groups.GetValueOrDefault(group, [])
            :
            [
                .. (Owners?.Of($"environments/{environment}/versions.yaml") ?? [])
                    .SelectMany(owner =>
                        CodeOwners.TeamOf(owner) is { } team
                            ? Groups.GetValueOrDefault(team, [])
                            : [owner.TrimStart('@')]
                    )
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ];
}
