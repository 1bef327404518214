using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PathToProd.Text;

namespace PathToProd.Facts.Ledger;

/// <summary>A line of a ledger that was ignored, in reports for programs; no such line says that every line counts.</summary>
internal sealed record IgnoredLinePart(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? File,
    int Line,
    string What,
    string Fix
)
{
    public static ImmutableArray<IgnoredLinePart> Of(IEnumerable<Problem> ignored) =>
        [
            .. ignored.Select(problem => new IgnoredLinePart(
                problem.Where?.File,
                problem.Where?.Line ?? 0,
                problem.What,
                problem.Fix
            )),
        ];
}
