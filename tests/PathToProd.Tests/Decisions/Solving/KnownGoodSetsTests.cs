using PathToProd.Decisions.Solving.Explaining;

namespace PathToProd.Tests.Decisions.Solving;

/// <summary>Why a known-good set is not an answer.</summary>
public sealed class KnownGoodSetsTests
{
    private const string Universe = """
        ingress 2.0.0
        ingress 2.1.0: requires base-k8s >=1.31
        ingress 2.2.0: optional dns ^2
        ingress 2.3.0: conflicts dns 1.x
        ingress 2.4.0: kubernetes >=1.31
        ingress 2.5.0: providers eks, gke
        base-k8s 1.30.4
        base-k8s 1.31.2
        dns 1.0.0
        dns 2.0.0

        """;

    [TestCase("wish ingress", "ingress 2.0.0", null)]
    [TestCase("wish mesh", "ingress 2.0.0", "it has no mesh")]
    [TestCase("wish ingress ^2.1", "ingress 2.0.0", "you asked for ingress ^2.1, and it has 2.0.0")]
    [TestCase("wish ingress", "ingress 3.0.0", "ingress 3.0.0 is in no artifact store")]
    [TestCase(
        "wish ingress\nenvironment prod-eu\nhold ingress 2.1.0",
        "ingress 2.0.0",
        "prod-eu holds ingress at 2.1.0, and it has 2.0.0"
    )]
    [TestCase("wish ingress\nenvironment prod-eu\nhold ingress 2.0.0", "ingress 2.0.0", null)]
    [TestCase("wish ingress", "ingress 2.1.0, base-k8s 1.31.2", null)]
    [TestCase("wish ingress", "ingress 2.1.0, base-k8s 1.30.4", "ingress 2.1.0 requires base-k8s >=1.31")]
    [TestCase("wish ingress", "ingress 2.1.0", "ingress 2.1.0 requires base-k8s >=1.31")]
    [TestCase("wish ingress", "ingress 2.2.0, dns 2.0.0", null)]
    [TestCase("wish ingress", "ingress 2.2.0", null)]
    [TestCase("wish ingress", "ingress 2.2.0, dns 1.0.0", "ingress 2.2.0 needs dns ^2 where dns is there")]
    [TestCase("wish ingress", "ingress 2.3.0, dns 2.0.0", null)]
    [TestCase("wish ingress", "ingress 2.3.0, dns 1.0.0", "ingress 2.3.0 conflicts with dns 1.x")]
    [TestCase(
        "wish ingress\nenvironment prod-eu\nkubernetes 1.30.4",
        "ingress 2.4.0",
        "ingress 2.4.0 needs Kubernetes >=1.31 (prod-eu has 1.30.4)"
    )]
    [TestCase("wish ingress\nkubernetes 1.31.4", "ingress 2.4.0", null)]
    [TestCase("wish ingress\nprovider kind", "ingress 2.5.0", "ingress 2.5.0 runs on eks or gke only")]
    [TestCase("wish ingress\nprovider gke", "ingress 2.5.0", null)]
    [TestCase(
        "wish ingress\nfailed ingress 2.0.0, dns 1.0.0",
        "ingress 2.0.0, dns 1.0.0",
        "dns 1.0.0 and ingress 2.0.0 failed together on ci-1 on 2026-11-22"
    )]
    [TestCase("wish ingress\nfailed ingress 2.0.0, dns 1.0.0", "ingress 2.0.0, dns 2.0.0", null)]
    [TestCase("wish dns\nupgrade ingress\ncurrent dns 1.0.0", "dns 1.0.0", "it has no ingress")]
    [TestCase(
        "wish dns\nupgrade ingress\ncurrent ingress 2.1.0",
        "ingress 2.0.0, dns 1.0.0",
        "its ingress 2.0.0 is older than the current 2.1.0"
    )]
    [TestCase(
        "wish dns\nupgrade ingress\ncurrent ingress 2.0.0",
        "ingress 2.0.0, dns 1.0.0",
        "it has no newer ingress"
    )]
    [TestCase(
        "wish dns\nupgrade ingress, dns\ncurrent ingress 2.0.0, dns 1.0.0",
        "ingress 2.0.0, dns 1.0.0",
        "it has no newer ingress or dns"
    )]
    [TestCase("wish dns\nupgrade dns, ingress\ncurrent ingress 2.0.0, dns 1.0.0", "ingress 2.0.0, dns 2.0.0", null)]
    [TestCase("wish dns\nupgrade ingress\ncurrent dns 1.0.0", "ingress 2.0.0, dns 1.0.0", null)]
    public void A_known_good_set_is_an_answer_or_there_is_a_reason(string asked, string good, string? reason)
    {
        var question = QuestionText.Parse($"{Universe}{asked}\ngood 2026.11.1 {good}");

        KnownGoodSets.Objection(question, question.KnownGood[0]).ShouldBe(reason);
        (KnownGoodSets.Find(question) is not null).ShouldBe(reason is null);
    }

    [Test]
    public void Of_many_known_good_sets_the_reasons_of_the_newest_five_are_reported()
    {
        var sets = Enumerable.Range(1, 7).Select(number => $"good 2026.11.{number} ingress 2.0.{number}");
        var question = QuestionText.Parse($"{Universe}wish ingress ^2.1\n{string.Join('\n', sets)}\nonly known good");

        Explainer
            .NoneIsKnownGood(question)
            .Text.Split('\n')
            .Count(line =>
                line.EndsWith(", and it has 2.0.7.", StringComparison.Ordinal) || line == "- and 2 older ones."
            )
            .ShouldBe(2);
        Explainer
            .NoneIsKnownGood(question with { KnownGood = question.KnownGood[..5] })
            .Text.ShouldNotContain("older ones");
    }
}
