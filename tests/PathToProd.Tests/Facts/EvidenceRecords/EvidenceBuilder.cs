using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;
using PathToProd.Tests.Facts.VersionSets;
using PathToProd.Versions;

namespace PathToProd.Tests.Facts.EvidenceRecords;

/// <summary>Evidence in few words: <c>EvidenceBuilder.State(set, "ci-1", hours: 2)</c> passed two hours ago.</summary>
internal static class EvidenceBuilder
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static readonly EvidenceRules Rules = new() { Now = Now };

    private static int _count;

    public static Evidence State(
        VersionSet set,
        string environment = "ci-1",
        double hours = 1,
        bool passed = true,
        string kubernetes = "1.31.2",
        string? error = null,
        params TestResult[] tests
    ) =>
        new()
        {
            // Each line of a file has another; those that were written say their own.
            Digest = SetBuilder.Digest($"line {Interlocked.Increment(ref _count)}"),
            Kind = EvidenceKind.State,
            Set = set.Digest,
            Members = set.Members,
            Environment = environment,
            Kubernetes = SemVersion.Parse(kubernetes),
            Provider = "sandbox",
            Tools = Tools("helm 3.16.2"),
            Tests = [.. tests],
            Start = Now.AddHours(-hours),
            Duration = TimeSpan.FromSeconds(84.5),
            Commit = "0123456789abcdef0123456789abcdef01234567",
            Run = "20261122-110000-abcdef",
            Who = "ann",
            Outcome = passed ? EvidenceOutcome.Passed : EvidenceOutcome.Failed,
            Error = passed ? null : error ?? "ingress/smoke failed: connection refused",
        };

    public static Evidence Step(
        VersionSet from,
        VersionSet to,
        string environment = "ci-1",
        double hours = 1,
        bool passed = true,
        string kubernetes = "1.31.2"
    ) => State(to, environment, hours, passed, kubernetes) with { Kind = EvidenceKind.Transition, From = from.Digest };

    public static TestResult Test(
        string name,
        string digest = "a",
        TestOutcome outcome = TestOutcome.Passed,
        string? message = null,
        params string[] covers
    ) =>
        new(
            new DeclaredTest(name, SetBuilder.Digest(digest), IsBlocking: true, [.. covers]),
            outcome,
            TimeSpan.FromMilliseconds(1250),
            message
        );

    /// <summary>The same, of a test whose failure does not fail the set.</summary>
    public static TestResult Informing(TestResult result) =>
        result with
        {
            Test = result.Test with { IsBlocking = false },
        };

    public static ImmutableSortedDictionary<string, string> Tools(params string[] tools) =>
        tools
            .Select(text => text.Split(' '))
            .ToImmutableSortedDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    public static string Write(params IEnumerable<Evidence> evidence) =>
        string.Concat(evidence.Select(one => EvidenceText.Write(one).Line + "\n"));

    public static LatestVerdicts Verdicts(params ImmutableArray<Evidence> evidence) =>
        LatestVerdicts.Of(evidence, Rules);
}
