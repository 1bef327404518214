using PathToProd.Text;

namespace PathToProd.Facts.Runs;

/// <summary>The first line of a run's summary, which says it all for those who read no further.</summary>
internal static class Headline
{
    private const int MostNames = 4;

    public static string Of(RunResult result, TargetPhrasing phrasing)
    {
        var took = Duration.Text(result.Duration);
        var done = result.Nodes.Where(node => node.Outcome == NodeOutcome.Done).ToArray();
        var unchanged = result.Nodes.Where(node => node.Outcome == NodeOutcome.Unchanged).ToArray();
        if (result.ExitCode != ExitCode.Done)
        {
            return $"{result.Target}{phrasing.Where} {Word(result.ExitCode)} after {took}: {Counts(result, phrasing)}.";
        }

        if (result.Nodes.IsEmpty)
        {
            return $"Nothing to do: the ledger has nothing in {result.Environment}. Checked in {took}.";
        }

        if (done.Length == 0)
        {
            return $"Nothing to do: {Names(unchanged)} {(unchanged.Length == 1 ? "is" : "are")} unchanged{In(phrasing)}. Checked in {took}.";
        }

        var also =
            unchanged.Length == 0 ? "" : $"; {Names(unchanged)} {(unchanged.Length == 1 ? "was" : "were")} unchanged";
        if (phrasing.Done == TargetPhrasing.OfOwnTask)
        {
            return $"{result.Target} is done{phrasing.Where}: {Names(done)} in {took}{also}.";
        }

        return $"{char.ToUpperInvariant(phrasing.Done[0])}{phrasing.Done[1..]} {Names(done)}{phrasing.Where} in {took}{also}.";
    }

    private static string In(TargetPhrasing phrasing) =>
        phrasing.Where.Replace(" to ", " in ", StringComparison.Ordinal);

    private static string Names(NodeResult[] nodes) =>
        nodes.Length switch
        {
            0 => "nothing",
            1 => $"{nodes[0].Component} {nodes[0].Version}",
            <= MostNames => Prose.List([.. nodes.Select(node => node.Component)]),
            _ => Prose.Count(nodes.Length, "component"),
        };

    private static string Word(ExitCode exitCode) =>
        exitCode switch
        {
            ExitCode.Refused => "was refused",
            ExitCode.WrongInput => "could not start",
            ExitCode.Cancelled => "was cancelled",
            _ => "failed",
        };

    private static string Counts(RunResult result, TargetPhrasing phrasing)
    {
        (NodeOutcome Outcome, string Word)[] kinds =
        [
            (NodeOutcome.Failed, "failed"),
            (NodeOutcome.Cancelled, "cancelled"),
            (NodeOutcome.Refused, "refused"),
            (NodeOutcome.WrongInput, "with wrong input"),
            (NodeOutcome.NotRun, "not run"),
            (NodeOutcome.Done, phrasing.Done),
            (NodeOutcome.Unchanged, "unchanged"),
        ];
        return string.Join(
            ", ",
            from kind in kinds
            let count = result.Nodes.Count(node => node.Outcome == kind.Outcome)
            where count > 0
            select $"{count} {kind.Word}"
        );
    }
}
