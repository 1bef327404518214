using System.Text.Json.Nodes;
using PathToProd.Decisions.Leases;
using PathToProd.Facts.Clusters;
using PathToProd.Facts.Leases;
using PathToProd.Tasks.Clusters;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Leases;

/// <summary>The record of one lease as a <c>Lease</c> in the environment's own cluster; where it was seen is its <c>resourceVersion</c>.</summary>
/// <param name="place">The cluster.</param>
/// <param name="component">The component, or what stands for several.</param>
internal sealed class ClusterLease(LedgerCluster place, string component) : ILease
{
    private readonly string _name = ClusterObject.Name(LeaseObject.Kind, place.Environment, component);

    public string Key => $"{place.Environment}/{component}";

    public string What => $"{component} in {place.Environment}";

    public string Keeper => "the cluster";

    public string Advice => place.Advice;

    /// <summary>The holders of all leases of an environment, by component as labels have it.</summary>
    /// <exception cref="ApiSilenceException">There is no answer.</exception>
    public static Dictionary<string, LeaseHolder> Holders(LedgerCluster place)
    {
        var holders = new Dictionary<string, LeaseHolder>(StringComparer.Ordinal);
        foreach (var found in place.Leases.List($"{ClusterObject.EnvironmentLabel}={place.Environment}"))
        {
            if (
                ClusterObject.Label(found, ClusterObject.ComponentLabel) is { } component
                && Parse(place, ClusterObject.NameOf(found), component, found).Holder is { } holder
            )
            {
                holders[component] = holder;
            }
        }

        return holders;
    }

    public (LeaseRecord? Record, string? Position) Look()
    {
        try
        {
            place.CheckBinding();
            var found = place.Leases.Find(_name);
            return found is null ? (null, null) : (Parse(place, _name, Key, found), ClusterObject.Version(found));
        }
        catch (ApiSilenceException exception)
        {
            throw new LeaseSilenceException(exception) { IsFinal = exception.IsFinal };
        }
    }

    public WriteOutcome Write(string? position, LeaseRecord next, string who, DateTimeOffset now)
    {
        try
        {
            var answer = place.Leases.Write(LeaseObject.Write(next, position, now));
            return ApiAnswers.Of(
                answer.Status,
                answer.Message,
                answer.Body is null ? null : ClusterObject.Version(answer.Body)
            );
        }
        catch (ApiSilenceException exception)
        {
            return new WriteOutcome.NoAnswer(exception.Message);
        }
    }

    private static LeaseRecord Parse(LedgerCluster place, string name, string key, JsonObject found)
    {
        try
        {
            return LeaseObject.Read(key, found);
        }
        catch (FormatException exception)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"A lock cannot be read: the Lease {name} in the namespace {place.Namespace} {exception.Message}. Once no run holds it, remove it: "
                    + $"kubectl --context {place.Context} --namespace {place.Namespace} delete lease {name}; then run the same command again.",
                exception
            );
        }
    }
}
