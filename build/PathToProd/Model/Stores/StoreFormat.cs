using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using PathToProd.Formats.Shapes;
using PathToProd.Text;

namespace PathToProd.Model.Stores;

/// <summary>Addresses of registries, as Helm writes them.</summary>
internal static partial class StoreFormat
{
    private const string Scheme = "oci://";

    private const string Pattern =
        "^oci://(?<host>[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?)"
        + "(?:/(?<path>[a-z0-9]+(?:[._-][a-z0-9]+)*(?:/[a-z0-9]+(?:[._-][a-z0-9]+)*)*))?$";

    public static readonly TextFormat<StoreAddress> Address = new(
        "an address such as oci://registry.example.com/platform",
        Pattern.Replace("?<host>", "", StringComparison.Ordinal).Replace("?<path>", "", StringComparison.Ordinal),
        TryParse
    );

    private static bool TryParse(string text, [MaybeNullWhen(false)] out StoreAddress address, out TextError error)
    {
        var match = Whole().Match(text);
        address = match.Success ? new StoreAddress(match.Groups["host"].Value, match.Groups["path"].Value) : null;
        error =
            match.Success ? default
            : !text.StartsWith(Scheme, StringComparison.Ordinal)
                ? new TextError(0, "it does not begin with oci://", "write oci://, the host, and a path")
            : new TextError(
                Scheme.Length,
                "its host or path is wrong",
                "write a host name, a port after a colon if it needs one, and a path of lower-case names"
            );
        return match.Success;
    }

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
