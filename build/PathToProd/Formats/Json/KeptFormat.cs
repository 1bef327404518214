using System.Text.Json;
using PathToProd.Versions;

namespace PathToProd.Formats.Json;

/// <summary>
/// The version of the format of what is kept: a line of a ledger, of evidence, of promotions or of a journal. A line that says none has the
/// first one; one of a later format says it before all else. A field that is only added needs no new version, as fields that are not known are ignored; one that changes what others mean does.
/// </summary>
public static class KeptFormat
{
    /// <summary>The newest format that this product reads, and the one that it writes.</summary>
    public const int Newest = 1;

    /// <summary>The field that has the format.</summary>
    internal const string Field = "format";

    /// <summary>The field that has the version of the product that wrote the line.</summary>
    internal const string Product = "product";

    /// <summary>Refuses a line of a format that only a later product knows.</summary>
    /// <exception cref="FormatException">It is of such a format; names who wrote it, and who reads it.</exception>
    internal static void Check(JsonElement line)
    {
        var format = line.OptionalNumber(Field);
        if (format is < 1 or > Newest)
        {
            throw new FormatException(
                $"has the format {format} of Path to Prod {line.OptionalText(Product) ?? "in a version that it does not say"}, and {ProductVersion.Current} reads formats up to {Newest}"
            );
        }
    }
}
