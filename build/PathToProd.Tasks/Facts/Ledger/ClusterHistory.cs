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
    public LedgerReading Read() => LedgerReadings.Merged(All().Select(Read));

    /// <summary>One component, as its object names its segments.</summary>
    /// <exception cref="ApiSilenceException">There is no answer.</exception>
    public LedgerReading Read(LedgerObject ledger) =>
        Read(
            With(
                ledger,
                version: null,
                Segments(
                    place.ConfigMaps.List(
                        $"{Labels},{ClusterObject.ComponentLabel}={ClusterObject.LabelOf(ledger.Component)},{ClusterObject.KindLabel}={LedgerSegment.Kind}"
                    )
                )
            )
        );

    /// <summary>All components as their objects have them.</summary>
    /// <exception cref="ApiSilenceException">There is no answer.</exception>
    public IReadOnlyList<KeptLedger> All()
    {
        var found = place.ConfigMaps.List(Labels);
        var segments = Segments(found);
        return
        [
            .. from one in found
            where ClusterObject.Label(one, ClusterObject.KindLabel) == LedgerObject.Kind
            let component = ClusterObject.Label(one, ClusterObject.ComponentLabel)
            where component is not null
            select With(LedgerObject.Read(place.Environment, component, one), ClusterObject.Version(one), segments),
        ];
    }

    private LedgerReading Read(KeptLedger kept) => LedgerObjectReading.Of(kept.Ledger, kept.Segments, place.Namespace);

    private static KeptLedger With(LedgerObject ledger, string? version, Dictionary<string, JsonObject> segments) =>
        new(
            ledger,
            version,
            [
                .. ledger.Segments.Select(segment =>
                    segments.GetValueOrDefault(segment.Name(ledger.Environment, ledger.Component)) is { } found
                        ? segment.Read(found)
                        : null
                ),
            ]
        );

    private static Dictionary<string, JsonObject> Segments(IEnumerable<JsonObject> found) =>
        found
            .Where(one => ClusterObject.Label(one, ClusterObject.KindLabel) == LedgerSegment.Kind)
            .ToDictionary(ClusterObject.NameOf, StringComparer.Ordinal);
}

/// <summary>A component's ledger as it is in a cluster.</summary>
/// <param name="Ledger">Its object.</param>
/// <param name="Version">The object's version.</param>
/// <param name="Segments">The texts of its segments, in their order; null for one that is not there or not whole.</param>
internal sealed record KeptLedger(LedgerObject Ledger, string? Version, IReadOnlyList<string?> Segments);
