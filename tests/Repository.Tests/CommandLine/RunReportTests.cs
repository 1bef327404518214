using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Repository.Tests.CommandLine;

/// <summary>The files of <c>--report</c>: whole, however the run ended.</summary>
public sealed class RunReportTests
{
    private ScratchPlatform _platform = null!;

    private string Xml => Path.Combine(_platform.Home, "out/run.xml");

    private string Json => Path.Combine(_platform.Home, "out/run.json");

    [SetUp]
    public void SetUp() =>
        _platform = new ScratchPlatform()
            .Component("base")
            .Component("web", more: "requires: { base: \">=1.0.0\" }\nsmoke: { script: tests/smoke.sh }\n")
            .Component("dns", more: "requires: { web: \">=1.0.0\" }\n")
            .Script("components/web/tests/smoke.sh", "echo '<broken> & sorry'; exit 1");

    [TearDown]
    public void TearDown() => _platform.Dispose();

    private ProgramResult Deploy(params string[] more) =>
        _platform.Run(["--target=Deploy", $"--report={Xml},{Json}", .. more]);

    [Test]
    public void A_run_that_failed_is_in_both_with_causes()
    {
        Deploy("--component=all").ShouldEnd(1);

        var suites = XDocument.Load(Xml).Root!.Elements("testsuite").ToArray();
        suites.Select(suite => (string)suite.Attribute("name")!).ShouldBe(["base", "web", "dns"]);
        suites[1].Descendants("failure").Single().Value.ShouldContain("  <broken> & sorry\n");
        ((string)suites[2].Descendants("skipped").Single().Attribute("message")!).ShouldBe("web failed");
        var text = File.ReadAllText(Json);
        ReportSchema.ShouldFit(text, "run");
        JsonNode.Parse(text)!["components"]!
            .AsArray()
            .Select(node => (string)node!["outcome"]!)
            .ShouldBe(["done", "failed", "not-run"]);
        Directory.GetFiles(Path.GetDirectoryName(Xml)!).Order().ShouldBe([Json, Xml]);
    }

    [Test]
    public void Secrets_are_hidden_in_it()
    {
        _platform
            .Environment(
                "sandbox",
                "target: { directory: artifacts/sandbox }\nmissing-dependencies: deploy\nsecrets: { TOKEN: { env: SCRATCH_TOKEN } }\n"
            )
            .File("environments/sandbox/values/net.yaml", "token: ${secrets.TOKEN}\n")
            .Variable("SCRATCH_TOKEN", "hunter2-secret")
            .Terraform(
                "net",
                more: "smoke: { script: tests/smoke.sh }\n",
                root: "\nvariable \"token\" {\n  type      = string\n  sensitive = true\n}\n"
            )
            .RealTool("terraform")
            .Script("components/net/tests/smoke.sh", "echo the token is hunter2-secret; exit 1");

        Deploy("--component=net").ShouldEnd(1);

        File.ReadAllText(Xml).ShouldContain("the token is");
        File.ReadAllText(Xml).ShouldNotContain("hunter2");
        File.ReadAllText(Json).ShouldNotContain("hunter2");
    }

    [Test]
    public void A_run_that_was_refused_says_why_in_it()
    {
        _platform.Environment("sandbox", "target: { directory: artifacts/sandbox }\nmissing-dependencies: refuse\n");

        var result = Deploy("--component=dns").ShouldEnd(3);

        var error = XDocument.Load(Xml).Descendants("error").Single();
        ((string)error.Attribute("type")!).ShouldBe("refused");
        error.Value.ShouldBe(result.Error.TrimEnd());
        ReportSchema.ShouldFit(File.ReadAllText(Json), "run");
        ((string)JsonNode.Parse(File.ReadAllText(Json))!["error"]!).ShouldBe(result.Error.TrimEnd());
    }

    [Test]
    public void A_run_that_was_cancelled_is_in_it()
    {
        var started = Path.Combine(_platform.Home, "started");
        _platform.Script("components/web/tests/smoke.sh", $"echo now >{started}\nsleep 300");
        using var running = _platform.Start("--target=Deploy", "--component=all", $"--report={Xml}");
        Eventually.Holds(() => File.Exists(started) || running.HasExited, "web is at its smoke test");
        running.Interrupt();
        running.WaitForEnd().ShouldEnd(130);

        var suites = XDocument.Load(Xml).Root!.Elements("testsuite").ToArray();
        ((string)suites[1].Descendants("error").Single().Attribute("type")!).ShouldBe("cancelled");
        ((string)suites[2].Descendants("skipped").Single().Attribute("message")!).ShouldBe("web was cancelled");
    }

    [Test]
    public void What_an_earlier_run_left_is_removed_before_anything_is_checked()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Xml)!);
        File.WriteAllText(Xml, "old");

        Deploy("--component=nothing-like-it").ShouldEnd(2);

        File.Exists(Xml).ShouldBeFalse();
    }

    [TestCase("run.txt", "--report=run.txt says no format that is known; end the name in .xml, .json or .sarif")]
    [TestCase("run", "--report=run says no format that is known; end the name in .xml, .json or .sarif")]
    public void A_name_without_a_format_is_refused(string name, string message) =>
        _platform.Run("--target=Deploy", "--component=base", $"--report={name}").ShouldOnlySay(2, message);

    [Test]
    public void A_folder_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(_platform.Root, "artifacts/x.xml"));

        _platform
            .Run("--target=Deploy", "--component=base", "--report=artifacts/x.xml")
            .ShouldOnlySay(2, "--report=artifacts/x.xml is a folder; name a file in it");
    }
}
