using PathToProd.Snapshots;
using PathToProd.Solving;

namespace PathToProd.Tests.Solving;

/// <summary>Whole explanations, each as a release manager reads it.</summary>
public sealed class ExplanationTests
{
    private const string Platform = """
        base-network 1.0.0
        base-network 1.1.0
        base-k8s 1.29.0: requires base-network ^1
        base-k8s 1.30.4: requires base-network ^1
        base-k8s 1.31.2: requires base-network >=1.1
        ingress 2.0.0: requires base-k8s >=1.29
        ingress 2.0.5: requires base-k8s >=1.29
        ingress 2.1.0: requires base-k8s >=1.31
        ingress 2.2.0: requires base-k8s >=1.31
        external-dns 0.14.0: requires ingress >=1
        external-dns 0.15.0: requires ingress ^2.1
        environment prod-eu
        """;

    [TestCase("a_component_that_was_never_built", "wish ingres >=2")]
    [TestCase("a_component_like_no_other", "wish observability")]
    [TestCase("no_version_in_the_range", "wish ingress >=3")]
    [TestCase("a_range_that_admits_nothing", "wish ingress >2 <1")]
    [TestCase("a_hold", "wish ingress ^2.1\nhold base-k8s 1.30.4 (nodes follow in May)\ncurrent ingress 2.0.5")]
    [TestCase("a_hold_without_a_reason", "wish ingress ^2.1\nhold base-k8s 1.30.x")]
    [TestCase("a_hold_on_what_was_asked_for", "wish ingress ^2.1\nhold ingress 2.0.x (until the audit)")]
    [TestCase("a_hold_through_a_chain", "wish external-dns >=0.15\nhold base-network 1.0.0")]
    [TestCase("two_wishes_for_one_component", "wish ingress ^2.1\nwish ingress 2.0.x (2026.10.1 holds it)")]
    [TestCase("two_reasons", "wish ingress ^2.1\nwish external-dns ^1\nhold base-k8s 1.30.x")]
    public void Of_the_platform(string name, string asked) => Match(name, $"{Platform}\n{asked}");

    private static void Match(string name, string text)
    {
        var answer = Solver.Solve(QuestionText.Parse(text));
        var explanation = answer.ShouldBeOfType<SolverAnswer.Refused>().Explanation;
        Snapshot.Match(explanation.Text, name);
    }
}
