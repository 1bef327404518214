using System.Collections.Immutable;
using PathToProd.Decisions.Upgrading;
using PathToProd.Model.Product;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Upgrading;

/// <summary>What another version of Path to Prod changes for a platform, and how that is reported.</summary>
public sealed class PlatformUpgradeTests
{
    private static readonly PlatformSeen Before = new()
    {
        Product = new SemVersion(0, 1, 0),
        Rendered = Texts(("prod/ingress.yaml", "replicas: 2\n"), ("sandbox/ingress.yaml", "replicas: 1\n")),
        Evidence = Evidence("known-good"),
    };

    private static readonly PlatformSeen After = Before with { Product = new SemVersion(0, 2, 0) };

    [Test]
    public void Two_versions_that_make_the_same_of_it_differ_in_nothing()
    {
        var upgrade = new PlatformUpgrade(Before, After) { Files = [".config/dotnet-tools.json"] };

        upgrade.ExitCode.ShouldBe(ExitCode.Done);
        Snapshot.Match(new UpgradeReport(upgrade, "").Text());
    }

    [Test]
    public void All_that_changes_is_reported_with_its_reason()
    {
        var upgrade = Changed();

        upgrade.Differing.ShouldBe(["prod/external-dns.yaml", "prod/ingress.yaml"]);
        upgrade.ExitCode.ShouldBe(ExitCode.Failed);
        Snapshot.Match(
            new UpgradeReport(upgrade, "~ rendered/prod/ingress.yaml\n    - replicas: 2\n    + replicas: 3\n").Text()
        );
    }

    [Test]
    public void So_is_it_for_programs() =>
        Snapshot.Match(
            new UpgradeReport(Changed(), "~ rendered/prod/ingress.yaml\n    - replicas: 2\n    + replicas: 3\n").Json()
        );

    [Test]
    public void What_was_done_is_reported_with_both_ways_back()
    {
        var upgrade = new PlatformUpgrade(Before, After with { Problems = ["platform.yaml(1,1): x; y"] })
        {
            Files = [".config/dotnet-tools.json"],
            IsDone = true,
        };

        upgrade.ExitCode.ShouldBe(ExitCode.Failed);
        Snapshot.Match(new UpgradeReport(upgrade, "").Text());
    }

    [Test]
    public void A_version_that_did_not_get_as_far_as_rendering_makes_no_difference_and_is_not_known()
    {
        var refused = Before with
        {
            Problems = ["platform.yaml(1,1): x; y"],
            IsSeen = false,
            Rendered = Texts(),
            Evidence = Evidence("unknown"),
            Unknown = ["what 0.1.0 renders, and how it counts evidence, as its Check fails"],
        };
        var upgrade = new PlatformUpgrade(refused, After);

        upgrade.Differing.ShouldBeEmpty();
        upgrade.Evidence.ShouldBeNull();
        upgrade.ExitCode.ShouldBe(ExitCode.Failed);
        (upgrade with { IsDone = true }).ExitCode.ShouldBe(ExitCode.Done);
        Snapshot.Match(new UpgradeReport(upgrade, "").Text());
    }

    [Test]
    public void What_is_missing_as_tests_ended_early_is_no_difference()
    {
        var failed = After with
        {
            Rendered = Texts(("sandbox/ingress.yaml", "replicas: 1\n")),
            Failed = Texts(("ingress", "helm template exited with 1")),
        };

        var upgrade = new PlatformUpgrade(Before, failed);

        upgrade.Differing.ShouldBeEmpty();
        upgrade.Unknown.ShouldBe(["ingress does not pass its tests with 0.2.0: helm template exited with 1"]);
    }

    [Test]
    public void Evidence_that_a_version_does_not_count_is_not_said_to_count_as_before()
    {
        var upgrade = new PlatformUpgrade(
            Before,
            After with
            {
                Evidence = null,
                Unknown = ["how 0.2.0 counts evidence"],
            }
        );

        upgrade.Evidence.ShouldBeNull();
        new UpgradeReport(upgrade, "").Text().ShouldNotContain("counts as before");
        new PlatformUpgrade(Before, After with { Evidence = Before.Evidence!.Clear() })
            .Evidence!.Value.Single()
            .ToString()
            .ShouldBe("2026.11.1 in ci was known-good, and is not shown");
    }

    private static PlatformUpgrade Changed() =>
        new(
            Before,
            After with
            {
                Problems =
                [
                    "components/ingress/component.yaml(9,1): the component has the unknown key gone; remove it",
                ],
                Rendered = Texts(
                    ("prod/external-dns.yaml", "kind: Deployment\n"),
                    ("prod/ingress.yaml", "replicas: 3\n"),
                    ("sandbox/ingress.yaml", "replicas: 1\n")
                ),
                Evidence = Evidence("stale", "helm was 3.9.0, and is 4.0.0 now"),
                Failed = Texts(("policy-agents", "the test blocks ended with 1")),
            }
        )
        {
            Edits = [new KeyEdit(new SourcePosition("components/ingress/component.yaml", 4, 1), "smoke", "then")],
            Files =
            [
                ".config/dotnet-tools.json",
                ".schemas/component.schema.json",
                ".schemas/platform.schema.json",
                "components/ingress/component.yaml",
            ],
        };

    private static ImmutableSortedDictionary<string, string> Texts(params (string Name, string Text)[] texts) =>
        texts.ToImmutableSortedDictionary(one => one.Name, one => one.Text, StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, SeenEvidence> Evidence(string state, params string[] why) =>
        ImmutableSortedDictionary<string, SeenEvidence>.Empty.Add("2026.11.1 in ci", new SeenEvidence(state, [.. why]));
}
