using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;

namespace PathToProd.Decisions.Certification;

/// <summary>What makes sense after a certification.</summary>
internal static class CertificationHints
{
    private const string Launcher = "./build.sh";
    private const string Proposed = "proposed";

    public static IEnumerable<NextStep> After(CertificationResult result)
    {
        // Without a test of the set, it was to start from another one.
        var from = result.Tested is null ? $" --from={result.Steps[^1].To.Name}" : "";
        var again = $"{Launcher} --target=Certify --set={result.Set.Name}{from} --environment={result.Environment}";
        switch (result.Outcome)
        {
            case EvidenceOutcome.Passed when result.Set.Name == Proposed:
                yield return new NextStep($"{Launcher} --target=Pin --from={Proposed}", "saves it under its own name");
                yield return Matrix;
                break;
            case EvidenceOutcome.Passed:
                yield return Matrix;
                break;
            case EvidenceOutcome.Cancelled:
                yield return new NextStep(again, "tests it again");
                break;
            case EvidenceOutcome.Failed when result.Tested is { Outcome: EvidenceOutcome.Passed, From: { } before }:
                if (HasName(before, result))
                {
                    yield return new NextStep(
                        $"{Launcher} --target=Matrix --from={before.Name} --set={result.Set.Name}",
                        "shows whether another way from one to the other was tested"
                    );
                }

                yield return new NextStep(again, "tests it again, once the cause is fixed");
                break;
            default:
                if (Good(result) is { } good)
                {
                    yield return new NextStep(
                        $"{Launcher} --target=Bisect --good={good} --bad={result.Set.Name} --environment={result.Environment}",
                        "finds the smallest change that fails"
                    );
                }

                yield return new NextStep($"{Launcher} --target=Resolve", "proposes a set that avoids what failed");
                yield return new NextStep(again, "tests it again, once the cause is fixed");
                break;
        }
    }

    private static NextStep Matrix => new($"{Launcher} --target=Matrix", "shows it next to all other evidence");

    /// <summary>What may be named as good: the set that was there before, unless only the environment itself names it.</summary>
    private static string? Good(CertificationResult result) =>
        result.Tested is not { Outcome: EvidenceOutcome.Failed } tested ? null
        : tested.From is { } from && from.Digest != result.Set.Digest && HasName(from, result) ? from.Name
        : "SET-THAT-PASSED";

    /// <summary>Whether the command line can name a set by something that stays: the environment runs another one now.</summary>
    private static bool HasName(VersionSet set, CertificationResult result) =>
        set.Name != result.Environment && !set.Name.Contains(' ');
}
