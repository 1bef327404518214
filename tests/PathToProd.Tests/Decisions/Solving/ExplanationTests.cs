using PathToProd.Decisions.Solving;

namespace PathToProd.Tests.Decisions.Solving;

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
    [TestCase(
        "an_upgrade_to_a_version_that_is_not_there",
        "wish ingress 2.3.0\nupgrade ingress\ncurrent ingress 2.1.0"
    )]
    [TestCase("an_upgrade_when_nothing_is_newer", "wish ingress >2.2.0\nupgrade ingress\ncurrent ingress 2.2.0")]
    [TestCase("a_range_that_admits_nothing", "wish ingress >2 <1")]
    [TestCase("a_hold", "wish ingress ^2.1\nhold base-k8s 1.30.4 (nodes follow in May)\ncurrent ingress 2.0.5")]
    [TestCase("a_hold_without_a_reason", "wish ingress ^2.1\nhold base-k8s 1.30.x")]
    [TestCase("a_hold_on_what_was_asked_for", "wish ingress ^2.1\nhold ingress 2.0.x (until the audit)")]
    [TestCase("a_hold_at_a_version_that_is_not_there", "wish ingress\nhold base-k8s 1.28.0 (not yet)")]
    [TestCase("a_hold_through_a_chain_of_two", "wish ingress >=2.1\nhold base-network 1.0.0")]
    [TestCase("a_hold_through_a_chain_of_three", "wish external-dns >=0.15\nhold base-network 1.0.0")]
    [TestCase("a_hold_on_newer_versions_only", "wish external-dns 0.14.0\nhold ingress >=2.1\nhold base-k8s <1.31")]
    [TestCase(
        "two_holds",
        "wish external-dns\nwish base-k8s 1.31.x\nhold base-network 1.0.0\nhold external-dns 0.15.0"
    )]
    [TestCase("two_wishes_for_one_component", "wish ingress ^2.1\nwish ingress 2.0.x (2026.10.1 holds it)")]
    [TestCase(
        "two_wishes_that_do_not_go_together",
        "wish external-dns 0.15.0\nwish ingress 2.0.x (2026.10.1 holds it)"
    )]
    [TestCase("a_wish_with_a_reason_of_its_own", "wish ingress ^2.1 (the audit)\nhold base-k8s 1.30.x")]
    [TestCase("two_reasons", "wish ingress ^2.1\nwish external-dns ^1\nhold base-k8s 1.30.x")]
    [TestCase("without_an_environment", "environment\nwish ingress ^2.1\nhold base-k8s 1.30.x")]
    public void Of_the_platform(string name, string asked) => Match(name, $"{Platform}\n{asked}");

    [TestCase(
        "kubernetes_is_too_old",
        "ingress 2.1.0: kubernetes >=1.31\nenvironment prod-eu\nkubernetes 1.30.4\nwish ingress"
    )]
    [TestCase(
        "kubernetes_is_too_new",
        "ingress 2.1.0: kubernetes <1.30\nenvironment prod-eu\nkubernetes 1.30.4\nwish ingress"
    )]
    [TestCase(
        "kubernetes_is_too_old_for_every_version",
        "ingress 2.0.0: kubernetes >=1.31\ningress 2.1.0: kubernetes >=1.32\ningress 2.2.0: kubernetes >=1.33\nenvironment prod-eu\nkubernetes 1.30.4-gke.1027000\nwish ingress"
    )]
    [TestCase(
        "kubernetes_is_too_old_for_what_is_required",
        "ingress 2.1.0: requires mesh ^1\nmesh 1.0.0: kubernetes >=1.31\nmesh 0.9.0\ningress 2.0.0: requires mesh *\nenvironment prod-eu\nkubernetes 1.30.4\nwish ingress ^2.1"
    )]
    [TestCase(
        "another_provider",
        "load-balancer 1.0.0: providers eks, gke\nenvironment local\nprovider kind\nwish load-balancer"
    )]
    [TestCase(
        "another_provider_for_each_version",
        "load-balancer 1.0.0: providers eks\nload-balancer 1.1.0: providers gke\nenvironment local\nprovider kind\nwish load-balancer"
    )]
    [TestCase("a_conflict", "mesh 1.0.0: conflicts ingress <3\ningress 2.0.0\nwish mesh\nwish ingress")]
    [TestCase(
        "a_conflict_with_a_way_out",
        "mesh 1.0.0: conflicts ingress <3\nmesh 0.9.0\ningress 2.0.0\nwish mesh ^1\nwish ingress\ncurrent mesh 0.9.0"
    )]
    [TestCase(
        "a_conflict_of_what_is_required",
        "shop 1.0.0: requires mesh *; requires ingress *\nmesh 1.0.0: conflicts ingress *\nmesh 1.1.0: conflicts ingress >=2\ningress 2.0.0\ningress 2.1.0\nwish shop"
    )]
    [TestCase(
        "an_optional_requirement",
        "monitoring 2.0.0: optional ingress >=3\ningress 2.0.0\nwish monitoring\nwish ingress"
    )]
    [TestCase(
        "an_optional_requirement_with_a_way_out",
        "monitoring 2.0.0: optional ingress >=3\nmonitoring 1.0.0\ningress 2.0.0\nwish monitoring ^2\nwish ingress"
    )]
    [TestCase(
        "a_known_conflict",
        "ingress 2.1.0\ningress 2.0.0\nbase-k8s 1.30.4\nwish ingress ^2.1\nwish base-k8s\nfailed ingress 2.1.0, base-k8s 1.30.4"
    )]
    [TestCase("a_version_that_failed_alone", "ingress 2.1.0\nwish ingress\nfailed ingress 2.1.0")]
    [TestCase(
        "a_known_conflict_of_three",
        "a 1.0.0\nb 1.0.0\nc 1.0.0\nwish a\nwish b\nwish c\nfailed a 1.0.0, b 1.0.0, c 1.0.0"
    )]
    [TestCase(
        "a_known_conflict_and_a_hold",
        "ingress 2.1.0\nbase-k8s 1.30.4\nbase-k8s 1.31.2\nenvironment prod-eu\nwish ingress\nwish base-k8s\nfailed ingress 2.1.0, base-k8s 1.30.4\nhold base-k8s 1.30.x (nodes follow in May)"
    )]
    [TestCase(
        "a_chain_of_two",
        "shop 3.0.0: requires ingress ^2\ningress 1.9.0\ningress 2.0.0: requires base-k8s >=2\nbase-k8s 1.31.2\nwish shop"
    )]
    [TestCase(
        "a_chain_of_four",
        "shop 3.0.0: requires gateway ^1\ngateway 1.0.0: requires ingress ^2\ningress 2.0.0: requires mesh ^4\nmesh 4.0.0: requires base-k8s >=2\nbase-k8s 1.31.2\nwish shop"
    )]
    [TestCase(
        "a_required_component_that_was_never_built",
        "ingress 2.0.0: requires base-k9s >=1.29\nbase-k8s 1.31.2\nwish ingress"
    )]
    [TestCase(
        "a_diamond",
        "shop 1.0.0: requires left ^1; requires right ^1\nleft 1.0.0: requires base ^1\nright 1.0.0: requires base ^2\nbase 1.0.0\nbase 2.0.0\nwish shop"
    )]
    [TestCase(
        "a_diamond_with_lines_that_are_referred_to",
        "shop 1.0.0: requires a ^1; requires b ^1\nshop 0.9.0: requires b ^1; requires a ^1\na 1.0.0: requires x ^1\na 1.1.0: requires y ^1\nb 1.0.0: requires x ^2; requires y ^2\nb 1.1.0: requires y >=2; requires x >=2\nx 1.0.0\nx 2.0.0\ny 1.0.0\ny 2.0.0\nwish shop"
    )]
    [TestCase(
        "branches_that_meet_nowhere",
        "foo 1.0.0: requires a ^1; requires b ^1\nfoo 1.1.0: requires x ^1; requires y ^1\na 1.0.0: requires b ^2\nb 1.0.0\nb 2.0.0\nx 1.0.0: requires y ^2\ny 1.0.0\ny 2.0.0\nwish foo"
    )]
    [TestCase(
        "versions_that_do_not_stand_together",
        "shop 1.0.0: requires base ^1\nshop 1.1.0: requires base ^9\nshop 1.2.0: requires base ^1\nshop 1.3.0: requires base ^8\nbase 1.0.0\nbase 2.0.0\nwish shop\nwish base ^2"
    )]
    [TestCase(
        "a_cycle_that_cannot_be_closed",
        "a 1.0.0: requires b ^1\na 2.0.0: requires b ^2\nb 1.0.0: requires a ^2\nb 2.0.0: requires a ^1\nwish a"
    )]
    [TestCase(
        "a_component_that_requires_another_version_of_itself",
        "a 1.0.0: requires a ^2\na 2.0.0: requires a ^1\nwish a"
    )]
    [TestCase("only_pre_releases", "ingress 3.0.0-rc.1\ningress 3.0.0-rc.2\nwish ingress")]
    [TestCase(
        "more_versions_than_one_wants_to_read",
        "a 1.0.0\na 1.1.0\na 1.2.0\na 1.3.0\na 1.4.0\na 1.5.0\na 1.6.0\nwish a ^2"
    )]
    [TestCase(
        "each_version_for_another_reason",
        "shop 1.0.0: requires base ^2\nshop 1.1.0: kubernetes >=1.31\nshop 1.2.0: providers eks\nbase 1.0.0\nenvironment local\nkubernetes 1.30.0\nprovider kind\nwish shop"
    )]
    [TestCase(
        "what_only_two_changes_lift",
        "shop 1.0.0: requires base ^1; requires mesh ^1\nbase 1.0.0\nbase 2.0.0\nmesh 1.0.0\nmesh 2.0.0\nenvironment prod-eu\nwish shop\nhold base ^2\nhold mesh ^2"
    )]
    [TestCase(
        "two_holds_in_the_way_of_one_wish",
        "shop 1.0.0\nshop 2.0.0: requires base ^2; requires mesh ^2\nbase 1.0.0\nbase 2.0.0\nmesh 1.0.0\nmesh 2.0.0\nenvironment prod-eu\n"
            + "wish shop ^2\ncurrent shop 1.0.0\nhold base ^1 (nodes follow in May)\nhold mesh ^1 (until the audit)"
    )]
    [TestCase(
        "three_holds_in_the_way_of_two_wishes",
        "shop 2.0.0: requires base ^2; requires mesh ^2\nbill 2.0.0: requires base ^2; requires dns ^2\nbase 1.0.0\nbase 2.0.0\nmesh 1.0.0\nmesh 2.0.0\n"
            + "dns 1.0.0\ndns 2.0.0\nenvironment prod-eu\nwish shop\nwish bill\nhold base ^1\nhold mesh ^1\nhold dns ^1"
    )]
    [TestCase(
        "two_known_conflicts_of_one_wish",
        "shop 2.0.0: requires base *; requires mesh *\nshop 1.0.0\nbase 1.0.0\nmesh 1.0.0\nwish shop ^2\n"
            + "failed shop 2.0.0, base 1.0.0\nfailed shop 2.0.0, mesh 1.0.0"
    )]
    [TestCase(
        "two_conflicts_of_one_wish",
        "shop 2.0.0: conflicts base *; conflicts mesh *\nshop 1.0.0\nbase 1.0.0\nmesh 1.0.0\nwish shop ^2\nwish base\nwish mesh"
    )]
    [TestCase(
        "two_requirements_that_are_missing",
        "shop 2.0.0: requires base ^2; requires mesh ^2\nbase 1.0.0\nmesh 1.0.0\nwish shop"
    )]
    [TestCase(
        "two_requirements_of_which_one_was_never_built",
        "shop 2.0.0: requires base ^2; requires mash *\nbase 1.0.0\nmesh 1.0.0\nwish shop"
    )]
    [TestCase(
        "a_hold_and_a_kubernetes_version",
        "shop 2.0.0: requires base ^2; kubernetes >=1.31\nshop 1.0.0\nbase 1.0.0\nbase 2.0.0\nenvironment prod-eu\nkubernetes 1.30.4\n"
            + "wish shop ^2\ncurrent shop 1.0.0\nhold base ^1 (nodes follow in May)"
    )]
    [TestCase(
        "two_kubernetes_versions",
        "shop 2.0.0: requires base ^2; kubernetes >=1.31\nbase 2.0.0: kubernetes >=1.32\nenvironment prod-eu\nkubernetes 1.30.4\nwish shop"
    )]
    [TestCase(
        "a_provider_and_a_hold",
        "shop 2.0.0: requires base ^2; providers eks\nshop 1.0.0: requires base *\nbase 1.0.0\nbase 2.0.0\nenvironment local\nprovider kind\n"
            + "wish shop ^2\nhold base ^1"
    )]
    [TestCase(
        "a_provider_and_a_known_conflict",
        "shop 2.0.0: requires base ^2; providers eks\nbase 2.0.0\nenvironment local\nprovider kind\nwish shop\nfailed shop 2.0.0, base 2.0.0"
    )]
    [TestCase(
        "five_holds_in_the_way_of_one_wish",
        "shop 2.0.0: requires a ^2; requires b ^2; requires c ^2; requires d ^2; requires e ^2\na 1.0.0\na 2.0.0\nb 1.0.0\nb 2.0.0\nc 1.0.0\nc 2.0.0\n"
            + "d 1.0.0\nd 2.0.0\ne 1.0.0\ne 2.0.0\nenvironment prod-eu\nwish shop\nhold a ^1\nhold b ^1\nhold c ^1\nhold d ^1\nhold e ^1"
    )]
    [TestCase(
        "a_pre_release_below_the_newest_version",
        "ingress 1.8.0-rc.1\ningress 1.7.0\ningress 2.0.0\nwish ingress 1.8.x"
    )]
    [TestCase(
        "only_known_good_and_none_is",
        "ingress 2.1.0: requires base-k8s *\nbase-k8s 1.30.4\nwish ingress\nonly known good"
    )]
    [TestCase(
        "only_known_good_and_none_fits",
        "ingress 2.1.0: requires base-k8s *\ningress 2.0.0\nbase-k8s 1.30.4\nenvironment prod-eu\nkubernetes 1.30.4\nwish ingress ^2.1\nhold base-k8s 1.30.x (nodes follow in May)\n"
            + "good 2026.10.1 ingress 2.0.0, base-k8s 1.30.4\ngood 2026.10.2 ingress 2.1.0, base-k8s 1.31.2\ngood 2026.10.3 base-k8s 1.30.4\nonly known good"
    )]
    [TestCase(
        "only_known_good_and_an_upgrade",
        "ingress 2.1.0\ningress 2.0.0\nwish ingress\nupgrade ingress\ncurrent ingress 2.0.0\ngood 2026.10.1 ingress 2.0.0\nonly known good"
    )]
    [TestCase(
        "only_known_good_and_no_set_at_all",
        "ingress 2.1.0\ningress 2.0.0\nwish ingress >=3\ngood 2026.10.1 ingress 2.0.0\nonly known good"
    )]
    public void Of_a_universe(string name, string text) => Match(name, text);

    private static void Match(string name, string text)
    {
        var answer = Solver.Solve(QuestionText.Parse(text));
        var explanation = answer.ShouldBeOfType<SolverAnswer.Refused>().Explanation;
        Snapshot.Match(explanation.Text, name);
    }
}
