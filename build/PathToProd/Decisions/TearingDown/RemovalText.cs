using System.Collections.Immutable;
using PathToProd.Facts.Clusters;
using PathToProd.Text;

namespace PathToProd.Decisions.TearingDown;

/// <summary>What is said of objects that are waited for until they are gone.</summary>
public static class RemovalText
{
    private const int MostShown = 20;
    private const int MostInLine = 3;

    /// <summary>Writes <c>2 Widgets, 1 Service</c>.</summary>
    public static string Counts(IEnumerable<FoundObject> objects) =>
        Prose.List([
            .. objects
                .GroupBy(one => one.Kind)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => $"{group.Count()} {group.Key}"),
        ]);

    /// <summary>How far it is, in a line.</summary>
    /// <param name="left">What is still there.</param>
    /// <param name="all">How many there were.</param>
    /// <param name="waited">For how long they are waited for.</param>
    public static string Progress(ImmutableArray<FoundObject> left, int all, TimeSpan waited)
    {
        var names = left.Take(MostInLine)
            .Select(one => one.Finalizers is [var first, ..] ? $"{one.Text} ({first})" : one.Text);
        var more = left.Length > MostInLine ? $" and {left.Length - MostInLine} more" : "";
        return $"{all - left.Length} of {all} gone after {Seconds(waited)}; waiting for {string.Join(", ", names)}{more}";
    }

    /// <summary>Why the removal does not go on: what holds on to each object, and what to do.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="context">The context of its kubeconfig.</param>
    /// <param name="left">What is still there.</param>
    /// <param name="silence">Why the API server gave no answer the last time; null when it did.</param>
    /// <param name="waited">How long it was waited for.</param>
    public static string Refusal(
        string environment,
        string context,
        ImmutableArray<FoundObject> left,
        string? silence,
        TimeSpan waited
    )
    {
        var resume = $"{CommandLine.Of("TearDown", [], environment)} --resume";
        if (silence is not null)
        {
            return $"It is not known whether what was deleted in {environment} is gone, as its API server gave no answer for a while: {silence}\n"
                + $"What is not known to be gone may cost money, so nothing else was removed. Once it answers, go on:\n{resume}";
        }

        var lines = left.Take(MostShown).Select(one => $"\n  {one.Text}: {Holds(one)}");
        var more = left.Length > MostShown ? $"\n  and {left.Length - MostShown} more" : "";
        return $"What has to go first in {environment} is still there after {Seconds(waited)}, so nothing else was removed:"
            + $"{string.Concat(lines)}{more}\n"
            + "A finalizer says that a controller still has something to clean up, mostly outside the cluster, so none is removed by force. "
            + $"Find out why that controller does not end it (kubectl --context {context} get pods --all-namespaces, and its logs); "
            + "if it no longer runs, clean up by hand what it made, and then remove the finalizer yourself. "
            + $"Then go on:\n{resume}";
    }

    private static string Seconds(TimeSpan time) => Duration.Text(TimeSpan.FromSeconds(Math.Round(time.TotalSeconds)));

    private static string Holds(FoundObject one) =>
        one.DeletedAt is null ? "it was deleted, and something made it again"
        : one.Finalizers is [] ? "it is being deleted"
        : $"held by the {(one.Finalizers.Length == 1 ? "finalizer" : "finalizers")} {Prose.List(one.Finalizers)}";
}
