using System.Collections.Immutable;
using PathToProd.Decisions.Bumps;
using PathToProd.Model.Components;
using PathToProd.Model.Platform;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.Bumps;

public sealed class BumpReportTests
{
    private const string Old = "sha256:1111111111111111111111111111111111111111111111111111111111111111";
    private const string New = "sha256:2222222222222222222222222222222222222222222222222222222222222222";

    private const string Manifest = $"""
        name: dns
        version: 1.0.0 # of the chart
        type: helm
        chart:
          repository: https://charts.example.com
          name: external-dns
          version: v1.0.0   # raised by Bump
          digest: {Old}

        """;

    [Test]
    public void Version_and_digest_are_written_in_place_and_the_version_follows_where_it_was_the_charts()
    {
        var written = BumpedManifest.Of(Component(Manifest), Manifest, [Bump("v1.1.0")]);

        written.Version.ShouldBe("1.1.0");
        written.Text.ShouldBe(
            Manifest
                .Replace("version: 1.0.0", "version: 1.1.0", StringComparison.Ordinal)
                .Replace("v1.0.0", "v1.1.0", StringComparison.Ordinal)
                .Replace(Old, New, StringComparison.Ordinal)
        );
    }

    [Test]
    public void A_version_of_the_components_own_stays_and_a_missing_digest_is_added()
    {
        var text = Manifest
            .Replace("version: 1.0.0", "version: 3.0.0", StringComparison.Ordinal)
            .Replace($"  digest: {Old}\n", "", StringComparison.Ordinal);

        var written = BumpedManifest.Of(Component(text), text, [Bump("v1.1.0", digest: null)]);

        written.Version.ShouldBeNull();
        written.Text.ShouldBe(
            text.Replace(
                "v1.0.0   # raised by Bump\n",
                $"v1.1.0   # raised by Bump\n  digest: {New}\n",
                StringComparison.Ordinal
            )
        );
    }

    [Test]
    public void An_anchor_of_a_value_stays()
    {
        var text = Manifest.Replace(
            "version: v1.0.0   # raised by Bump",
            "version: &v v1.0.0",
            StringComparison.Ordinal
        );
        var written = BumpedManifest.Of(Component(text), text, [Bump("v1.1.0")]);
        PlatformModel.ReadComponent("component.yaml", written.Text).Chart!.Version.ShouldBe("v1.1.0");
    }

    [Test]
    public void What_changes_is_shown_with_environments_that_get_the_same_together() =>
        Snapshot.Match(
            new BumpReport(
                Component(Manifest),
                "components/dns/component.yaml",
                [
                    Bump("v1.1.0") with
                    {
                        Changes = new ChartChanges("CHANGELOG.md", ["## v1.1.0", "- a thing"]),
                        Rendered =
                        [
                            new RenderedChange("local", "~ dns/Service web\n    - a\n    + b\n", null),
                            new RenderedChange("prod", "", null),
                            new RenderedChange("sandbox", "~ dns/Service web\n    - a\n    + b\n", null),
                            new RenderedChange("test", "", "helm template failed."),
                        ],
                    },
                ],
                "1.1.0",
                IsWritten: true
            ).Text(),
            "What_changes_is_shown"
        );

    [TestCase(
        "v1.0.0",
        Old,
        Old,
        true,
        "The chart external-dns v1.0.0 is the newest release of https://charts.example.com.\nNothing was written.\n"
    )]
    [TestCase(
        "v1.0.0",
        null,
        New,
        true,
        $"The chart external-dns v1.0.0 of https://charts.example.com\n  {New}\n\nWrote components/dns/component.yaml. It says which package is meant from now on.\nNext: ./build.sh --target=Test --component=dns\n"
    )]
    [TestCase(
        "v0.9.0",
        Old,
        New,
        false,
        $"The chart external-dns v1.0.0 -> v0.9.0 of https://charts.example.com\n  {New}\n\nThat is an older version.\n\nNothing was written: --dry-run. Without it, components/dns/component.yaml says this.\n"
    )]
    public void It_says_what_became_of_the_manifest(string to, string? old, string digest, bool written, string text) =>
        new BumpReport(
            Component(Manifest),
            "components/dns/component.yaml",
            [Bump(to, old) with { Digest = new Digest(digest) }],
            null,
            written
        )
            .Text()
            .ShouldBe(text);

    private static ComponentManifest Component(string text) => PlatformModel.ReadComponent("component.yaml", text);

    private static Bump Bump(string to, string? digest = Old) =>
        new(
            new UpstreamReference(
                "chart",
                "https://charts.example.com",
                "external-dns",
                "v1.0.0",
                digest is null ? null : new Digest(digest)
            ),
            to,
            new Digest(New),
            ChartChanges.None,
            ImmutableArray<RenderedChange>.Empty
        );
}
