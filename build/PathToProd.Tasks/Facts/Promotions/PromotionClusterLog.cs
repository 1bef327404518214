using System.Globalization;
using PathToProd.Decisions.Leases;
using PathToProd.Facts.Clusters;
using PathToProd.Facts.Promotions;
using PathToProd.Tasks.Clusters;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Promotions;

/// <summary>
/// The promotions in the cluster of one environment: an object for each change, numbered. Only one can make the object of a number, which is
/// the compare and swap.
/// </summary>
/// <param name="place">The cluster.</param>
internal sealed class PromotionClusterLog(LedgerCluster place) : IPromotionLog
{
    public string Place =>
        $"{place.Namespace}/{PromotionObject.Kind}.* in the cluster of {place.Environment} (context {place.Context})";

    public PromotionLines Read()
    {
        try
        {
            place.CheckBinding();
            var changes = place
                .ConfigMaps.List(
                    $"{ClusterObject.KindLabel}={PromotionObject.Kind},{ClusterObject.EnvironmentLabel}={place.Environment}"
                )
                .OrderBy(ClusterObject.NameOf, StringComparer.Ordinal)
                .ToArray();
            if (PromotionObject.Missing(place.Environment, changes) is { } missing)
            {
                throw Silent("read", $"{missing} is missing, and what it held with it");
            }

            return new PromotionLines(
                string.Concat(changes.Select(PromotionObject.Lines)),
                changes.Length.ToString(CultureInfo.InvariantCulture)
            );
        }
        catch (ApiSilenceException exception)
        {
            throw Silent("read", exception.Message);
        }
    }

    public WriteOutcome TryAppend(string lines, PromotionLines over, PromotionRecord first)
    {
        try
        {
            place.CheckBinding();
            var number = int.Parse(over.Mark, CultureInfo.InvariantCulture) + 1;
            var answer = place.ConfigMaps.Write(PromotionObject.Write(place.Environment, number, lines));
            return ApiAnswers.Of(
                answer.Status,
                answer.Message,
                answer.Body is null ? null : ClusterObject.Version(answer.Body)
            );
        }
        catch (ApiSilenceException exception)
        {
            return exception.IsFinal
                ? new WriteOutcome.Declined(exception.Message)
                : new WriteOutcome.NoAnswer(exception.Message);
        }
    }

    private PlatformException Silent(string verb, string why) =>
        new(ExitCode.Failed, $"Could not {verb} the promotions in {place.Name}: {why}. {place.Advice}");
}
