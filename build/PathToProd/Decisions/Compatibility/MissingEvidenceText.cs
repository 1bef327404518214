using PathToProd.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Decisions.Compatibility;

/// <summary>Reports what was not tested of a proposed set, and which known-good set is nearest to it.</summary>
internal static class MissingEvidenceText
{
    private const int Most = 5;

    /// <summary>The sentences, each of one or more lines.</summary>
    public static IEnumerable<string> Of(MissingEvidence missing)
    {
        yield return Known(missing.Set)
            + (missing.Nearest is null ? " No set is known good yet." : " Not known to work:");
        if (missing.Nearest is not { } near)
        {
            yield break;
        }

        string[] untested = [.. missing.Versions.Select(Text), .. missing.Pairs.Select(Text)];
        foreach (var line in untested.Take(Most))
        {
            yield return $"  {line}";
        }

        if (untested.Length > Most)
        {
            yield return $"  and {untested.Length - Most} more; --output=json names all of them.";
        }

        if (untested.Length == 0)
        {
            yield return "  all of it together; any two of its versions passed in one set.";
        }

        yield return $"The nearest known-good set is {near.Name}, which passed on {Moment.Text(near.Verdict.At)}. "
            + Difference(near.Difference)
            + " --only-known-good proposes only known-good sets.";
    }

    private static string Known(MatrixCell cell) =>
        cell.State switch
        {
            MatrixState.Unknown => "This set was never tested.",
            MatrixState.Stale =>
                $"The evidence of this set is stale, as {Prose.List([.. cell.WhyStale.Select(reason => reason.ToString())])}.",
            _ =>
                $"This set {(cell.State == MatrixState.Failed ? "failed" : "passed")} on {cell.Evidence!.Environment}.",
        };

    private static string Text(UntestedVersion one) => $"{Name(one.Member)}: {Evidence(one.State)}.";

    private static string Text(UntestedPair pair) =>
        $"{Name(pair.One)} with {Name(pair.Other)}: each passed without the other, and {Evidence(pair.State)} of both together.";

    private static string Evidence(MatrixState state) =>
        state switch
        {
            MatrixState.Stale => "only stale evidence",
            MatrixState.Failed => "only evidence that failed",
            _ => "no evidence",
        };

    private static string Difference(SetDifference difference)
    {
        var changes = difference.Changes;
        string[] other = [.. changes.Where(change => change.To is not null).Select(Other)];
        string[] without = [.. changes.Where(change => change.To is null).Select(change => $"no {change.Component}")];
        string[] all = [.. other, .. without];
        return all.Length > Most
            ? $"It differs in {all.Length} components, such as {Prose.List([.. changes.Take(Most).Select(change => change.Component)])}."
            : $"It has {Prose.List(all)}.";
    }

    private static string Other(SetChange change) =>
        change.From?.Version == change.To!.Version ? $"another build of {Name(change.To)}" : Name(change.To);

    private static string Name(SetMember member) => $"{member.Component} {member.Version}";
}
