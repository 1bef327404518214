using PathToProd.Model.Charts;

namespace PathToProd.Tests.Model.Charts;

public sealed class ChartVersionTests
{
    [TestCase("1.8.2", "1.8.2")]
    [TestCase("v1.8.2", "1.8.2")]
    [TestCase("v1.8.2-alpha.1+build.5", "1.8.2-alpha.1+build.5")]
    [TestCase("1.8", "1.8.0")]
    [TestCase("v2", "2.0.0")]
    [TestCase("1.2-rc.1", "1.2.0-rc.1")]
    [TestCase("1.2.3+a-b.c", "1.2.3+a-b.c")]
    public void A_version_is_read_as_Helm_reads_it(string text, string version)
    {
        ChartVersion.TryParse(text, out var read).ShouldBeTrue();

        read!.ToString().ShouldBe(version);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("v")]
    [TestCase("vv1.2.3")]
    [TestCase("V1.2.3")]
    [TestCase("1.2.3.4")]
    [TestCase("latest")]
    public void What_Helm_refuses_is_not_a_version(string? text) => ChartVersion.TryParse(text, out _).ShouldBeFalse();
}
