using System.Diagnostics.CodeAnalysis;
using PathToProd.Formats.Shapes;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Model.Components;

/// <summary>A file from the repository's root, or one entry of it: <c>images.yaml#ingress</c>.</summary>
internal static class SharedFileFormat
{
    public static readonly TextFormat<SharedFile> File = new(
        "a path from the repository's root such as policies/labels.yaml or images.yaml#ingress",
        "^(?!/)(?!(?:[^\\r\\n#]*/)?\\.\\.?(?:/|#|$))(?![^\\r\\n#]*//)[^\\\\\\r\\n:#]*[^\\\\\\r\\n:/#](?:#"
            + ValuePath.Pattern[1..^1]
            + ")?$",
        TryParse
    );

    private static bool TryParse(string text, [MaybeNullWhen(false)] out SharedFile file, out TextError error)
    {
        var hash = text.IndexOf('#');
        var (path, entry) = hash < 0 ? (text, null) : (text[..hash], text[(hash + 1)..]);
        file = new SharedFile(path, entry);
        if (RepositoryPath.ProblemIn(path) is { } wrong)
        {
            error = wrong;
            return false;
        }

        if (entry is null || ValuePath.Split(entry) is not null)
        {
            error = default;
            return true;
        }

        error = new TextError(
            hash + 1,
            $"\"{entry}\" is not the path of an entry",
            "write keys separated by dots, such as images.yaml#ingress.tag"
        );
        return false;
    }
}
