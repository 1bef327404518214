using PathToProd.Formats.Shapes;
using PathToProd.Text;

namespace PathToProd.Model.Environments;

/// <summary>An API version as charts ask for it: of a group, of the core, or of one kind.</summary>
internal static class ApiVersionFormat
{
    private const string Label = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
    private const string CoreVersion = "v[0-9][a-z0-9]*";
    private const string AnyKind = "[A-Za-z][A-Za-z0-9-]*";

    private static readonly TextError Wrong = new(
        0,
        "it is none",
        "write it as helm template --api-versions takes it: monitoring.coreos.com/v1, or with a kind behind it"
    );

    public static readonly TextFormat<string> ApiVersion = TextFormats.Checked(
        "an API version such as monitoring.coreos.com/v1 or monitoring.coreos.com/v1/ServiceMonitor",
        $"^(?:{CoreVersion}(?:/[A-Z][A-Za-z0-9-]*)?|{Label}(?:\\.{Label})*/{Label}(?:/{AnyKind})?)$",
        text => Is(text) ? null : Wrong
    );

    private static bool Is(string text) =>
        text.Split('/') switch
        {
            [var version] => IsCoreVersion(version),
            [var version, [>= 'A' and <= 'Z', ..] kind] => IsCoreVersion(version) && IsKind(kind),
            [var group, var version] => IsGroup(group) && IsLabel(version),
            [var group, var version, var kind] => IsGroup(group) && IsLabel(version) && IsKind(kind),
            _ => false,
        };

    private static bool IsCoreVersion(string text) =>
        text is ['v', >= '0' and <= '9', ..] && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    private static bool IsGroup(string text) => Array.TrueForAll(text.Split('.'), IsLabel);

    private static bool IsLabel(string text) =>
        text.Length > 0
        && text[0] != '-'
        && text[^1] != '-'
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static bool IsKind(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
