using PathToProd.Formats.Shapes;
using PathToProd.Formats.Values;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Model.Product;

/// <summary>
/// The versions of Path to Prod that a manifest is written for. It is looked at before all else in the manifest: what a later version
/// added is no mistake of the user's.
/// </summary>
internal static class ProductRequirement
{
    /// <summary>The key that says it.</summary>
    public static readonly Key<VersionRange?> Key = new(
        "requires-product",
        new TextShape<VersionRange>(TextFormats.Range)!,
        "The versions of Path to Prod that this manifest is written for: \">=0.5\". Others refuse it."
    )
    {
        Fallback = null,
    };

    /// <summary>Why this product must not read a manifest; null when it may, or when what the manifest says of that is wrong itself.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="label">What messages call it.</param>
    /// <param name="product">The version that runs.</param>
    public static Problem? ProblemIn(ValueNode manifest, string label, SemVersion product) =>
        manifest is ValueNode.Map map
        && map.Find(Key.Name)?.Value is ValueNode.Scalar said
        && VersionRange.TryParse(said.Text, out var range, out _)
        && !Has(range, product)
            ? new Problem(
                said.Where,
                $"{label} needs Path to Prod {range.Text}, and {product} runs",
                Fix(range, product)
            )
            : null;

    /// <summary>A pre-release counts as its release: those who try it have what is written for that.</summary>
    private static bool Has(VersionRange range, SemVersion product) =>
        range.Contains(product) || range.Contains(Release(product));

    private static string Fix(VersionRange range, SemVersion product) =>
        range.LowestRelease(Release(product)) is { } newer
            ? $"get one of these: ./build.sh --target=Upgrade --to={newer}"
        : range.IsEmpty ? "no version is in that range, so correct it"
        : "go back to one of these (./build.sh --target=Upgrade --to=VERSION), or change the range";

    private static SemVersion Release(SemVersion product) => new(product.Major, product.Minor, product.Patch);
}
