using PathToProd.Decisions.Bumps;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.Bumps;

public sealed class BumpChoiceTests
{
    private static readonly string[] Listed =
    [
        "v1.9.0",
        "v1.10.0",
        "v1.11.0-rc.1",
        "v1.10.1",
        "v2.0.0",
        "latest",
        "v1.8.2",
    ];

    [TestCase("v1.9.0", "v2.0.0")]
    [TestCase("v2.0.0", "v2.0.0")]
    [TestCase("v2.1.0", "v2.1.0")] // nothing newer is published
    public void Without_a_wish_it_is_the_newest_release(string from, string version) =>
        BumpChoice.Of(From(from), Listed, to: null).ShouldBe(version);

    [TestCase("1.10.0", "v1.10.0")]
    [TestCase("v1.8.2", "v1.8.2")] // older, as it was asked for
    [TestCase("1.11.0-rc.1", "v1.11.0-rc.1")]
    [TestCase("^1.9", "v1.10.1")]
    [TestCase("~1.10.0", "v1.10.1")]
    [TestCase(">=1.0.0 <1.10.0", "v1.9.0")]
    public void A_version_or_the_newest_of_a_range_is_taken_when_it_is_wished_for(string to, string version) =>
        BumpChoice.Of(From("v1.9.0"), Listed, to).ShouldBe(version);

    [TestCase("9.0.0")]
    [TestCase("^9")]
    [TestCase("newest")]
    public void A_version_that_is_not_published_is_refused_with_those_that_are(string to) =>
        Should
            .Throw<PlatformException>(() => BumpChoice.Of(From("v1.9.0"), Listed, to))
            .Message.ShouldBe(
                $"https://charts.example.com has no version {to} of web; its newest are v2.0.0, v1.11.0-rc.1, v1.10.1, v1.10.0, v1.9.0, v1.8.2"
            );

    [Test]
    public void A_repository_without_versions_says_so() =>
        Should
            .Throw<PlatformException>(() => BumpChoice.Of(From("v1.9.0"), [], "1.0.0"))
            .Message.ShouldBe(
                "https://charts.example.com has no version 1.0.0 of web; it has none at all; correct the repository or the name"
            );

    private static UpstreamReference From(string version) =>
        new("chart", "https://charts.example.com", "web", version, null);
}
