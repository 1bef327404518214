using PathToProd.Model.ToolPins;

namespace PathToProd.Tests.Model.ToolPins;

public sealed class PrintedVersionTests
{
    [TestCase("v3.6.2", "3.6.2")]
    [TestCase("11.19.1\n", "11.19.1")]
    [TestCase("git version 2.39.5 (Apple Git-154)", "2.39.5")]
    [TestCase("git version 2.45.1.windows.1", "2.45.1")]
    [TestCase("Docker version 28.2.2, build e6534b4", "28.2.2")]
    [TestCase("kind v0.30.0 go1.24.6 linux/amd64", "0.30.0")]
    [TestCase("Terraform v0.12.31\n+ provider.aws v3.0.0", "0.12.31")]
    [TestCase("{\n  \"terraform_version\": \"1.11.4\",\n  \"platform\": \"linux_amd64\"\n}", "1.11.4")]
    [TestCase("{\"clientVersion\":{\"major\":\"1\",\"gitVersion\":\"v1.32.4-dispatcher\"}}", "1.32.4-dispatcher")]
    [TestCase("v1.29.0+k3s1", "1.29.0+k3s1")]
    [TestCase("1.13.0-rc1.", "1.13.0-rc1")]
    [TestCase("listening on 127.0.0.1, version 1.2.3", "1.2.3")]
    [TestCase("1.2.3-", "1.2.3")]
    public void The_version_is_found_in_what_tools_print(string output, string version) =>
        PrintedVersion.FindIn(output).ShouldBe(version);

    [TestCase("")]
    [TestCase("Segmentation fault")]
    [TestCase("version 3")]
    [TestCase("3.6")]
    [TestCase("1.2.")]
    [TestCase("10.0.0.1")]
    [TestCase("x1.2.3")]
    public void Where_there_is_no_version_none_is_found(string output) => PrintedVersion.FindIn(output).ShouldBeNull();
}
