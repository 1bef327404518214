using PathToProd.Model.ToolPins;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Model.ToolPins;

public sealed class OldToolTests
{
    private const string File = "/usr/bin/helm";

    private static readonly SignOfAge Sign = new("not defined", "Charts use functions that older ones do not have");

    [Test]
    public void One_that_is_older_than_the_pinned_one_says_so_and_how_to_get_that_one() =>
        OldTool
            .Explain(Pin(installable: true), File, "3.6.2", Sign)
            .ShouldBe(
                "helm 3.6.2 (/usr/bin/helm) is older than 4.1.4, and that may be the only problem. Charts use functions that "
                    + "older ones do not have. Install Helm, or take this one off the PATH and run "
                    + "./build.sh --target=InstallTools, which installs 4.1.4. If that one fails too, fix what the "
                    + "lines above name."
            );

    [Test]
    public void Where_nothing_can_be_installed_a_person_installs_it() =>
        OldTool
            .Explain(Pin(installable: false), File, "v3.6.2-gke.1", Sign)
            .ShouldBe(
                "helm v3.6.2-gke.1 (/usr/bin/helm) is older than 4.1.4, and that may be the only problem. Charts use "
                    + "functions that older ones do not have. Install Helm. If that one fails too, fix what the lines "
                    + "above name."
            );

    [Test]
    public void One_that_names_its_version_as_the_cause_is_believed_whatever_it_is() =>
        OldTool
            .Explain(Pin(installable: true), File, "9.9.9", Sign with { IsCertain = true })
            .ShouldBe(
                "helm is 9.9.9 here (/usr/bin/helm). Charts use functions that older ones do not have. Install Helm, or take "
                    + "this one off the PATH and run ./build.sh --target=InstallTools, which installs 4.1.4."
            );

    [TestCase("4.1.4", null, Description = "the pinned one")]
    [TestCase("4.2.0", null, Description = "a newer one")]
    [TestCase("3.10.0", "3.10.0", Description = "the first that does not fail so")]
    [TestCase("3.17.2", "3.10.0", Description = "older than the pinned one, and new enough for this")]
    [TestCase("nonsense", null, Description = "who knows")]
    public void One_that_is_new_enough_explains_nothing(string version, string? since) =>
        OldTool.Explain(Pin(installable: true), File, version, Sign with { Since = since }).ShouldBeNull();

    private static ToolPin Pin(bool installable) =>
        new()
        {
            Name = "helm",
            NeededFor = "charts",
            Accept = ">=3.6.0",
            Accepted = VersionRange.Any,
            VersionArguments = ["version"],
            Version = "4.1.4",
            Fix = "install Helm",
            Sources = installable
                ?
                [
                    new NpmSource
                    {
                        Package = "helm",
                        PackageVersion = "4.1.4",
                        Version = "4.1.4",
                        File = "helm",
                        Digests = System.Collections.Immutable.ImmutableSortedDictionary<string, Digest>.Empty,
                    },
                ]
                : [],
        };
}
