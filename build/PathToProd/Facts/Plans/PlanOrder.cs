using System.Collections.Immutable;

namespace PathToProd.Facts.Plans;

/// <summary>Brings a plan into one order, as the order in which things were found means nothing.</summary>
internal static class PlanOrder
{
    public static ComponentPlan Of(ComponentPlan part) =>
        part with
        {
            Changes =
            [
                .. part
                    .Changes.Select(Of)
                    .OrderBy(change => change.What, StringComparer.Ordinal)
                    .ThenBy(change => change.Action),
            ],
            Outputs = [.. part.Outputs.OrderBy(output => output.Name, StringComparer.Ordinal)],
            Unknown =
            [
                .. part
                    .Unknown.OrderBy(one => one.What, StringComparer.Ordinal)
                    .ThenBy(one => one.Cause)
                    .ThenBy(one => one.Of, StringComparer.Ordinal)
                    .ThenBy(one => one.Because, StringComparer.Ordinal),
            ],
        };

    private static PlannedChange Of(PlannedChange change) =>
        change with
        {
            Unknown = Sorted(change.Unknown),
            Secret = Sorted(change.Secret),
            ReplacedBecause = Sorted(change.ReplacedBecause),
        };

    private static ImmutableArray<string> Sorted(ImmutableArray<string> paths) =>
        [.. paths.Order(StringComparer.Ordinal)];
}
