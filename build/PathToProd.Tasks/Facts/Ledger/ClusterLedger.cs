using System.Text;
using PathToProd.Decisions.Leases;
using PathToProd.Facts.Clusters;
using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Clusters;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Ledger;

/// <summary>
/// The ledger of one environment in its own cluster: one object for each component, replaced by compare and swap, and segments that
/// hold what no longer fits into it.
/// </summary>
/// <param name="place">The cluster.</param>
/// <param name="clock">The clock.</param>
/// <param name="mostSegments">How many segments of a component there may be for another attempt to start. Default: <see cref="LedgerObject.MostSegments"/>.</param>
internal sealed class ClusterLedger(
    LedgerCluster place,
    TimeProvider clock,
    int mostSegments = LedgerObject.MostSegments
) : ILedger
{
    private readonly PatientAppend _append = new(place.Environment, clock, TimeSpan.FromMilliseconds(2));

    public string Place =>
        $"{place.Namespace}/ledger.{place.Environment}.* in the cluster of {place.Environment} (context {place.Context})";

    public LedgerReading Read()
    {
        try
        {
            place.CheckBinding();
            return new ClusterHistory(place).Read();
        }
        catch (ApiSilenceException exception)
        {
            throw Silent("read", exception.Message);
        }
    }

    public IReadOnlyList<string> Texts()
    {
        try
        {
            place.CheckBinding();
            return
            [
                .. new ClusterHistory(place).All().Select(kept => string.Concat(kept.Segments) + kept.Ledger.Lines),
            ];
        }
        catch (ApiSilenceException exception)
        {
            throw Silent("read", exception.Message);
        }
    }

    public IReadOnlyList<ExportedLines> Remove(string exported)
    {
        var lines = exported.Split('\n').ToHashSet(StringComparer.Ordinal);
        var file = Digest.Of(Encoding.UTF8.GetBytes(exported));
        try
        {
            place.CheckBinding();
            return
            [
                .. new ClusterHistory(place).All().Select(kept => Remove(kept, lines, file)).OfType<ExportedLines>(),
            ];
        }
        catch (ApiSilenceException exception)
        {
            throw Silent("write", exception.Message);
        }
    }

    /// <summary>First the ledger no longer names them, and then they go: a run that dies in between leaves segments that no ledger names.</summary>
    private ExportedLines? Remove(KeptLedger kept, HashSet<string> lines, Digest file)
    {
        var (next, removed) = kept.Ledger.Without(kept.Segments, lines, file);
        if (removed == 0)
        {
            return null;
        }

        switch (Outcome(place.ConfigMaps.Write(next.Write(kept.Version))))
        {
            case WriteOutcome.Accepted:
                break;
            case WriteOutcome.Moved:
                throw PlatformException.Refused(
                    $"A run changed the ledger of {next.Component} in {place.Name} meanwhile, so nothing more was removed. Run the same command again, with another file."
                );
            case var outcome:
                throw Silent("write", outcome is WriteOutcome.Declined declined ? declined.Why : "there is no answer");
        }

        foreach (var segment in kept.Ledger.Segments.Take(removed))
        {
            place.ConfigMaps.Delete(segment.Name(next.Environment, next.Component));
        }

        return next.Exported[^1];
    }

    public void Append(string component, LedgerEntry entry) =>
        _append.Add(
            _ => TryAppend(component, entry),
            why => new PlatformException(
                ExitCode.Failed,
                $"Could not write the ledger in {place.Name}: the cluster declined it: {why}. {place.Advice}"
            ),
            why => Silent("write", why)
        );

    private WriteOutcome TryAppend(string component, LedgerEntry entry)
    {
        var size = Encoding.UTF8.GetByteCount(LedgerText.Write(entry));
        if (size > LedgerObject.LongestLine)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"Could not write the ledger in {place.Name}: the entry has {size >> 10} KiB, and an object of a cluster holds one of at most "
                    + $"{LedgerObject.LongestLine >> 10}. Let {component} output less, or choose another backend for the ledger in platform.yaml."
            );
        }

        try
        {
            place.CheckBinding();
            var name = ClusterObject.Name(LedgerObject.Kind, place.Environment, component);
            var found = place.ConfigMaps.Find(name);
            var ledger = found is null
                ? new LedgerObject(place.Environment, component)
                : LedgerObject.Read(place.Environment, component, found);
            var decision =
                AppendDecisions.Of(entry, ledger)
                ?? AppendDecisions.Of(entry, new ClusterHistory(place).Read(ledger).Entries, ledger.Token);
            switch (decision)
            {
                case AppendDecision.Done:
                    return new WriteOutcome.Accepted(ClusterObject.Version(found)!);
                case AppendDecision.Fenced fenced:
                    throw _append.Fenced(component, entry, fenced);
            }

            if (entry is LedgerEntry.Started or LedgerEntry.UnitStarted && ledger.Segments.Length >= mostSegments)
            {
                throw Full(component, ledger.Segments.Length);
            }

            var (next, older) = ledger.With(entry);
            return older is not null && Seal(next, older) is { } not
                ? not
                : Outcome(place.ConfigMaps.Write(next.Write(ClusterObject.Version(found))));
        }
        catch (ApiSilenceException exception)
        {
            return exception.IsFinal
                ? new WriteOutcome.Declined(exception.Message)
                : new WriteOutcome.NoAnswer(exception.Message);
        }
    }

    /// <summary>Makes the segment before the ledger names it: a run that dies in between leaves one that no ledger names. Null when it is there.</summary>
    private WriteOutcome? Seal(LedgerObject next, string text)
    {
        var outcome = Outcome(place.ConfigMaps.Write(next.Segments[^1].Write(place.Environment, next.Component, text)));
        return outcome is WriteOutcome.Accepted or WriteOutcome.Moved ? null : outcome;
    }

    private static WriteOutcome Outcome(ApiAnswer answer) =>
        ApiAnswers.Of(answer.Status, answer.Message, answer.Body is null ? null : ClusterObject.Version(answer.Body));

    /// <summary>An end is always written, as what it says has happened.</summary>
    private PlatformException Full(string component, int segments) =>
        PlatformException.Refused(
            $"The history of {component} in {place.Name} has {segments} segments, and no attempt starts with that many. Nothing was touched. "
                + "Export the history, and have what was exported removed: "
                + $"{CommandLine.Of("ExportLedger", [], place.Environment)} --save=FILE --remove-exported; keep the file, and run the same command again."
        );

    private PlatformException Silent(string verb, string why) =>
        new(ExitCode.Failed, $"Could not {verb} the ledger in {place.Name}: {why}. {place.Advice}");
}
