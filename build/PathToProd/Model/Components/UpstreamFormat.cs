using System.Diagnostics.CodeAnalysis;
using PathToProd.Formats.Shapes;
using PathToProd.Model.Charts;
using PathToProd.Model.Stores;
using PathToProd.Text;

namespace PathToProd.Model.Components;

/// <summary>Where charts and modules are published, and in which versions.</summary>
internal static class UpstreamFormat
{
    private const string Scheme = "oci://";

    /// <summary>Neither has room for a password: those are where <c>skopeo login</c> puts them.</summary>
    public static readonly TextFormat<string> Repository = new(
        "an address such as https://charts.example.com or oci://registry.example.com/charts",
        $"{HttpFormat.Address.Pattern}|{StoreFormat.Address.Pattern}",
        TryParse
    );

    /// <summary>The address of an archive may hold <c>{version}</c>.</summary>
    public static readonly TextFormat<string> Source = new(
        "an address such as https://example.com/network-{version}.tar.gz, git::https://example.com/network.git?ref=v{version} or oci://registry.example.com/modules/network",
        $"{HttpFormat.Address.Pattern}|{StoreFormat.Address.Pattern}|{Unnamed(GitSource.Pattern)}",
        TryParseSource
    );

    /// <summary>The object that Git calls a commit.</summary>
    public static readonly TextFormat<string> Commit = TextFormats.Checked(
        "a commit: 40 hexadecimal digits, or 64",
        "^(?:[0-9a-f]{40}|[0-9a-f]{64})$",
        text =>
            text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower)
                ? null
                : new TextError(0, "it has another form", "remove it, and have Bump write it")
    );

    public static readonly TextFormat<string> Version = TextFormats.Checked(
        "a version such as 1.21.1 or v1.21.1",
        "^v?(?:0|[1-9][0-9]*)(?:\\.(?:0|[1-9][0-9]*)){0,2}(?:[-+][0-9A-Za-z.+-]+)?$",
        text =>
            ChartVersion.TryParse(text, out _)
                ? null
                : new TextError(0, "it is not one", "write the version as the repository lists it")
    );

    /// <summary>A chart's name: lower-case letters, digits, dashes, dots and underscores, as registries allow.</summary>
    public static readonly TextFormat<string> ChartName = TextFormats.Checked(
        "the name of a chart such as cert-manager",
        "^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$",
        text =>
            text.Length > 0
            && char.IsAsciiLetterOrDigit(text[0])
            && char.IsAsciiLetterOrDigit(text[^1])
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
                ? null
                : new TextError(0, "it holds other characters", "write the name as the repository lists it")
    );

    private static bool TryParseSource(string text, [MaybeNullWhen(false)] out string value, out TextError error)
    {
        value = text;
        return text.StartsWith(GitSource.Scheme, StringComparison.Ordinal)
            ? GitSource.TryParse(text, out _, out error)
            : TryParse(text, out value, out error);
    }

    /// <summary>Editors need no names of groups.</summary>
    private static string Unnamed(string pattern) =>
        pattern
            .Replace("?<remote>", "?:", StringComparison.Ordinal)
            .Replace("?<folder>", "", StringComparison.Ordinal)
            .Replace("?<tag>", "", StringComparison.Ordinal);

    private static bool TryParse(string text, [MaybeNullWhen(false)] out string value, out TextError error)
    {
        value = text;
        if (AddressText.NamesUser(text))
        {
            error = new TextError(
                text.IndexOf("://", StringComparison.Ordinal) + "://".Length,
                "it names a user or a password",
                "remove them; docs/upstream-charts.md says where they go"
            );
            return false;
        }

        return text.StartsWith(Scheme, StringComparison.Ordinal)
            ? StoreFormat.Address.Parser(text, out _, out error)
            : HttpFormat.Address.Parser(text, out _, out error);
    }
}
