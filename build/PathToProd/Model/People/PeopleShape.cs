using PathToProd.Formats.Shapes;
using PathToProd.Text;

namespace PathToProd.Model.People;

/// <summary>What <c>people</c> and <c>codeowners</c> in <c>platform.yaml</c> must look like.</summary>
internal static class PeopleShape
{
    private static readonly TextFormat<string> Person = TextFormats.Checked(
        "a person such as alice or alice@laptop",
        "^[^@\\s]+(?:@[^@\\s]+)?$",
        text =>
            text.Length == 0 ? new TextError(0, "it is empty", "write a user, or user@machine")
            : text.Any(char.IsWhiteSpace)
                ? new TextError(
                    text.TakeWhile(c => !char.IsWhiteSpace(c)).Count(),
                    "it holds white space",
                    "write a user, or user@machine"
                )
            : text.StartsWith('@') || text.EndsWith('@') || text.Count(c => c == '@') > 1
                ? new TextError(text.IndexOf('@'), "it is not user@machine", "write a user, or user@machine")
            : null
    );

    public static readonly Key<Named<string[]>[]> People = new(
        "people",
        new MapShape<string[]>(
            "a group of people",
            TextFormats.Name,
            new ListShape<string>(new TextShape<string>(Person), isDistinct: true)
        ),
        "Groups of people, whose approval promotions may need: release-managers: [alice, bob@build-machine]."
    )
    {
        Fallback = [],
    };

    public static readonly Key<string?> CodeOwners = new(
        "codeowners",
        new TextShape<string>(TextFormats.RepositoryFile)!,
        "The CODEOWNERS file, from the repository's root: who owns environments/NAME/versions.yaml is in the group code-owners there."
    )
    {
        Fallback = null,
    };
}
