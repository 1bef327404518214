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
    public static readonly TextFormat<string> Source = Repository with
    {
        Expected =
            "an address such as https://example.com/network-{version}.tar.gz or oci://registry.example.com/modules/network",
    };

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

    private static bool TryParse(string text, [MaybeNullWhen(false)] out string value, out TextError error)
    {
        value = text;
        return text.StartsWith(Scheme, StringComparison.Ordinal)
            ? StoreFormat.Address.Parser(text, out _, out error)
            : HttpFormat.Address.Parser(text, out _, out error);
    }
}
