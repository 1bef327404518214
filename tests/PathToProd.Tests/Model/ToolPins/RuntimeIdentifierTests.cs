using PathToProd.Model.ToolPins;

namespace PathToProd.Tests.Model.ToolPins;

public sealed class RuntimeIdentifierTests
{
    [TestCase("linux-x64", "3.1.0/linux/amd64/helm")]
    [TestCase("linux-arm64", "3.1.0/linux/arm64/helm")]
    [TestCase("osx-x64", "3.1.0/darwin/amd64/helm")]
    [TestCase("osx-arm64", "3.1.0/darwin/arm64/helm")]
    [TestCase("win-x64", "3.1.0/windows/amd64/helm.exe")]
    [TestCase("win-arm64", "3.1.0/windows/arm64/helm.exe")]
    public void A_template_is_filled_in_as_download_addresses_name_machines(string name, string expected)
    {
        RuntimeIdentifier.TryParse(name, out var runtime).ShouldBeTrue();

        runtime!.Fill("{version}/{os}/{arch}/helm{exe}", "3.1.0").ShouldBe(expected);
        RuntimeIdentifier.Known.ShouldContain(name);
    }

    [Test]
    public void Another_machine_is_not_known() => RuntimeIdentifier.TryParse("freebsd-x64", out _).ShouldBeFalse();
}
