using System.Text.Json.Nodes;
using PathToProd.Facts.Clusters;
using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Clusters;

namespace PathToProd.Tasks.Facts.Ledger;

/// <summary>Reads the objects of an environment's ledger, or of one component's.</summary>
/// <param name="place">The cluster.</param>
internal sealed class ClusterHistory(LedgerCluster place)
{
    private string Labels => $"{ClusterObject.EnvironmentLabel}={place.Environment}";

    /// <summary>All components.</summary>
    /// <exception cref="ApiSilenceException">There is no answer.</exception>
    public LedgerReading Read()
    {
        var found = place.ConfigMaps.List(Labels);
        var segments = Segments(found);
        return LedgerReadings.Merged(
            from one in found
            where ClusterObject.Label(one, ClusterObject.KindLabel) == LedgerObject.Kind
            let component = ClusterObject.Label(one, ClusterObject.ComponentLabel)
            where component is not null
            select Read(LedgerObject.Read(place.Environment, component, one), segments)
        );
    }

    /// <summary>One component, as its object names its segments.</summary>
    /// <exception cref="ApiSilenceException">There is no answer.</exception>
    public LedgerReading Read(LedgerObject ledger) =>
        Read(
            ledger,
            Segments(
                place.ConfigMaps.List(
                    $"{Labels},{ClusterObject.ComponentLabel}={ClusterObject.LabelOf(ledger.Component)},{ClusterObject.KindLabel}={LedgerSegment.Kind}"
                )
            )
        );

    private LedgerReading Read(LedgerObject ledger, Dictionary<string, JsonObject> segments) =>
        LedgerObjectReading.Of(
            ledger,
            [
                .. ledger.Segments.Select(segment =>
                    segments.GetValueOrDefault(segment.Name(ledger.Environment, ledger.Component)) is { } found
                        ? segment.Read(found)
                        : null
                ),
            ],
            place.Namespace
        );

    private static Dictionary<string, JsonObject> Segments(IEnumerable<JsonObject> found) =>
        found
            .Where(one => ClusterObject.Label(one, ClusterObject.KindLabel) == LedgerSegment.Kind)
            .ToDictionary(ClusterObject.NameOf, StringComparer.Ordinal);
}
