using System.Diagnostics.CodeAnalysis;
using PathToProd.Formats.Shapes;
using PathToProd.Formats.Values;
using PathToProd.Model.Kubernetes;
using PathToProd.Text;

namespace PathToProd.Model.Components;

/// <summary>A value that a chart generates: kind, name and path.</summary>
internal static class GeneratedFormat
{
    public static readonly TextFormat<GeneratedValue> Value = new(
        "a kind, a name and a path such as Secret/web/data.password",
        $"^[^/\\s]+/[^/\\s]+/{ValuePath.Pattern[1..]}",
        TryParse
    );

    private static bool TryParse(string text, [MaybeNullWhen(false)] out GeneratedValue value, out TextError error)
    {
        var isWhole = !text.Any(char.IsWhiteSpace);
        value = isWhole ? GeneratedValue.Parse(text) : null;
        error = value is null
            ? new TextError(
                0,
                "one of the three is missing",
                "write Kind/name/path with dots between keys; \\. is a dot in a key, and * stands for any key"
            )
            : default;
        return value is not null;
    }
}
