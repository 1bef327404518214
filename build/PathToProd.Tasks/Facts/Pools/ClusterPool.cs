using PathToProd.Decisions.Leases;
using PathToProd.Facts.Clusters;
using PathToProd.Tasks.Clusters;
using PathToProd.Tasks.Facts.Leases;

namespace PathToProd.Tasks.Facts.Pools;

/// <summary>The record of a pool in the cluster of one of its environments.</summary>
/// <param name="place">The cluster.</param>
/// <param name="pool">The pool.</param>
internal sealed class ClusterPool(LedgerCluster place, string pool) : IPoolStore
{
    private readonly string _name = PoolObject.Name(pool);

    public string Place => $"the ConfigMap {_name} in {place.Name}";

    public string Advice => place.Advice;

    public TimeSpan Pause => TimeSpan.FromSeconds(1);

    public (string? Text, string? Position) Look()
    {
        try
        {
            place.CheckBinding();
            return place.ConfigMaps.Find(_name) is { } found
                ? (PoolObject.Text(found), ClusterObject.Version(found))
                : (null, null);
        }
        catch (ApiSilenceException exception)
        {
            throw new LeaseSilenceException(exception) { IsFinal = exception.IsFinal };
        }
    }

    public WriteOutcome Write(string? position, string text, string message, string who, DateTimeOffset now)
    {
        try
        {
            var answer = place.ConfigMaps.Write(PoolObject.Write(place.Environment, pool, text, position));
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
}
