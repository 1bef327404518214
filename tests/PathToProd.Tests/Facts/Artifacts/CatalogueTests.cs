using PathToProd.Facts.Artifacts;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Facts.Artifacts;

public sealed class CatalogueTests
{
    [Test]
    public void Versions_come_newest_first_by_precedence_and_not_by_their_letters()
    {
        var catalogue = Of("1.9.0", "1.10.0", "1.10.0-beta.2", "1.10.0-beta.11", "0.9.0");

        catalogue
            .Of("web")
            .Select(entry => entry.Version.ToString())
            .ShouldBe(["1.10.0", "1.10.0-beta.11", "1.10.0-beta.2", "1.9.0", "0.9.0"]);
        catalogue.Components.ShouldBe(["web"]);
        catalogue.Of("nothing").ShouldBeEmpty();
    }

    [Test]
    public void The_current_build_of_a_version_comes_before_older_ones()
    {
        var current = Entry("1.0.0") with { Digest = new Digest("sha256:2") };
        var older = Entry("1.0.0") with { Digest = new Digest("sha256:1"), IsCurrent = false };

        var catalogue = new Catalogue([older, current]);

        catalogue.Of("web").ShouldBe([current, older]);
        catalogue.Find("web", SemVersion.Parse("1.0.0")).ShouldBe(current);
        catalogue.Find("web", SemVersion.Parse("1.0.1")).ShouldBeNull();
    }

    [TestCase("1.3.0", "1.5.0, 1.4.0, 1.2.0, 1.1.0")]
    [TestCase("9.0.0", "2.0.0, 1.5.0, 1.4.0, 1.2.0")]
    [TestCase("0.1.0", "1.4.0, 1.2.0, 1.1.0, 1.0.0")]
    [TestCase("1.5.0-beta", "2.0.0, 1.5.0, 1.4.0, 1.2.0")]
    public void The_nearest_versions_are_those_around_it(string version, string nearest) =>
        string.Join(
                ", ",
                Of("1.0.0", "1.1.0", "1.2.0", "1.4.0", "1.5.0", "2.0.0").Nearest("web", SemVersion.Parse(version))
            )
            .ShouldBe(nearest);

    [Test]
    public void An_unknown_version_is_reported_with_the_nearest_ones()
    {
        var failure = UnknownVersion.Of(
            Of("1.0.0", "1.2.0"),
            "web",
            SemVersion.Parse("1.1.0"),
            "artifacts/store",
            "oci://registry.example.com/platform"
        );

        failure.ExitCode.ShouldBe(ExitCode.WrongInput);
        failure.Message.ShouldBe(
            "There is no web 1.1.0 in artifacts/store or oci://registry.example.com/platform. The nearest ones are 1.2.0 and 1.0.0. "
                + "All of them: --target=Versions --component=web."
        );
    }

    [Test]
    public void An_unknown_version_of_what_was_never_built_says_so() =>
        UnknownVersion
            .Of(Of(), "web", SemVersion.Parse("1.1.0"), "artifacts/store")
            .Message.ShouldBe(
                "There is no web 1.1.0 in artifacts/store. It has no version of web: build one with --target=Build --component=web."
            );

    [Test]
    public void An_unknown_version_of_what_has_one_version_names_that() =>
        UnknownVersion
            .Of(Of("1.0.0"), "web", SemVersion.Parse("1.1.0"), "artifacts/store")
            .Message.ShouldBe(
                "There is no web 1.1.0 in artifacts/store. The nearest one is 1.0.0. All of them: --target=Versions --component=web."
            );

    private static Catalogue Of(params string[] versions) => new(versions.Select(Entry));

    private static CatalogueEntry Entry(string version) =>
        new("web", SemVersion.Parse(version), new Digest($"sha256:{version}"), null, null, 1);
}
