using System.Text.Json;

namespace Repository.Tests.CommandLine;

/// <summary>
/// <c>--output=json</c>: every target writes one JSON document to standard output and nothing else, or refuses it before
/// anything is done. Text where a program asked for JSON is neither.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(180_000)]
public sealed class JsonOutputTests : IDisposable
{
    private readonly ScratchPlatform _platform = new ScratchPlatform().Component("web");

    public void Dispose() => _platform.Dispose();

    [TestCase("")]
    [TestCase("--version")]
    [TestCase("--help")]
    [TestCase("--target=Help")]
    [TestCase("--target=Deploy --help")]
    [TestCase("--target=Schemas")]
    [TestCase("--target=InstallTools")]
    [TestCase("--target=Doctor")]
    [TestCase("--target=Components")]
    [TestCase("--target=Environments")]
    [TestCase("--target=Status")]
    [TestCase("--target=Drift")]
    [TestCase("--target=History")]
    [TestCase("--target=Versions")]
    [TestCase("--target=Check")]
    [TestCase("--target=Sets")]
    [TestCase("--target=Matrix")]
    [TestCase("--target=Explain --component=web")]
    [TestCase("--target=Lint --component=web")]
    [TestCase("--target=Build --component=web")]
    [TestCase("--target=Test --component=web")]
    [TestCase("--target=Plan --component=web")]
    [TestCase("--target=Deploy --component=web")]
    [TestCase("--target=Verify --component=web")]
    [TestCase("--target=Destroy --component=web")]
    [TestCase("--target=NewComponent --name=api --type=manifests")]
    public void One_document_and_nothing_else(string words)
    {
        var result = _platform.Run([.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--output=json"]);

        var read = () => JsonDocument.Parse(result.RawOutput).RootElement.ValueKind;
        read.ShouldNotThrow($"{words} wrote:\n{result.Raw}").ShouldBe(JsonValueKind.Object);
    }

    [Test]
    public void A_target_whose_result_is_a_script_refuses_it() =>
        _platform
            .Run("--target=Completion", "--shell=bash", "--output=json")
            .ShouldOnlySay(2, "--output=json means nothing for Completion; write text");

    [Test]
    public void Every_target_that_writes_JSON_has_a_schema_of_it()
    {
        using var help = JsonDocument.Parse(_platform.Run("--target=Help", "--output=json").ShouldSucceed().RawOutput);

        var names =
            from target in help.RootElement.GetProperty("targets").EnumerateArray()
            where target.GetProperty("formats").EnumerateArray().Any(format => format.GetString() == "json")
            let isRun = target.GetProperty("formats").EnumerateArray().Any(format => format.GetString() == "events")
            let name = target.GetProperty("name").GetString()!
            select isRun ? "run"
            : Report.IsRecord(name) ? "record"
            : Report.Named(name);

        names.Where(name => !ReportSchema.Exists(name)).ShouldBeEmpty();
    }

    [Test]
    public void Help_names_every_target_with_its_options_and_formats()
    {
        using var help = JsonDocument.Parse(_platform.Run("--target=Help", "--output=json").ShouldSucceed().RawOutput);

        var completion = help
            .RootElement.GetProperty("targets")
            .EnumerateArray()
            .Single(target => target.GetProperty("name").GetString() == "Completion");
        completion.GetProperty("formats").EnumerateArray().Select(one => one.GetString()).ShouldBe(["text"]);
        completion
            .GetProperty("options")
            .EnumerateArray()
            .Select(one => one.GetString())
            .ShouldBe(["shell", "target", "output", "verbosity", "directory", "help"]);
    }
}
