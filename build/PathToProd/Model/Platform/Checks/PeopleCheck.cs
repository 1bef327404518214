using PathToProd.Model.Components;
using PathToProd.Model.People;
using PathToProd.Model.Promotions;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Model.Platform.Checks;

/// <summary>Groups of people that gates name are there.</summary>
internal static class PeopleCheck
{
    private const string PlatformFile = "platform.yaml";

    public static void Run(
        string group,
        SourcePosition where,
        string subject,
        PlatformManifest platform,
        List<Problem> problems
    )
    {
        if (group == PeopleDirectory.CodeOwnersGroup)
        {
            if (platform.CodeOwners is null)
            {
                problems.Add(
                    new Problem(
                        where,
                        $"{subject} {group}, and {PlatformFile} names no CODEOWNERS file",
                        $"add \"codeowners: .github/CODEOWNERS\" to {PlatformFile}"
                    )
                );
            }
        }
        else if (!platform.People.ContainsKey(group))
        {
            problems.Add(
                new Problem(
                    where,
                    $"{subject} {group}, and there is no such group of people",
                    Suggestion.Fix(
                        group,
                        platform.People.Keys,
                        "group",
                        $"add \"people: {{ {group}: [alice, bob] }}\" to {PlatformFile}"
                    )
                )
            );
        }
    }

    /// <summary>Reads the CODEOWNERS file, when a gate asks for its owners; null when none does.</summary>
    public static CodeOwners? Owners(
        PromotionFile file,
        PlatformManifest platform,
        IPlatformFiles files,
        List<Problem> problems
    )
    {
        if (platform.People.ContainsKey(PeopleDirectory.CodeOwnersGroup))
        {
            problems.Add(
                new Problem(
                    platform.Source[$"people.{PeopleDirectory.CodeOwnersGroup}"],
                    $"{PeopleDirectory.CodeOwnersGroup} is the group of those whom the CODEOWNERS file names",
                    "give this group another name"
                )
            );
        }

        var isAsked = file
            .Policies.SelectMany(policy => policy.Value.Gates)
            .SelectMany(gate => gate.Value.Rule?.References ?? [])
            .Any(reference => reference is { Kind: ReferenceKind.People, Name: PeopleDirectory.CodeOwnersGroup });
        if (!isAsked || platform.CodeOwners is not { } path)
        {
            return null;
        }

        if (files.Read(path) is { } text)
        {
            return CodeOwners.Read(text);
        }

        problems.Add(
            new Problem(
                platform.Source["codeowners"],
                $"there is no file {path}",
                "add it, or write its path from the repository's root"
            )
        );
        return null;
    }
}
