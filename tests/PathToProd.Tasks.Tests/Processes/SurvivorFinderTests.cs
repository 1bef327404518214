using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Processes;

/// <summary>What is left of a run that was ended by kill -9.</summary>
[CancelAfter(60_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SurvivorFinderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SurvivorFinder _finder = new(new Redactor());

    private string Run => _folder.Path;

    public void Dispose() => _folder.Dispose();

    [Test]
    public void Survivors_are_found_by_the_run_and_ended_politely()
    {
        var id = Leave("obey", _folder["signals"]);
        _finder.Find("another run").ShouldBeEmpty();
        _finder.Find(Run).ShouldHaveSingleItem().Id.ShouldBe(id);
        var (found, ended) = _finder.End(Run, ProcessScope.DefaultGrace);
        found.ShouldHaveSingleItem().CommandLine.ShouldContain("StandInTool.dll session");
        ended.ShouldBeTrue();
        File.ReadAllText(_folder["signals"]).ShouldBe("SIGTERM\n");

        // A process that has given back its memory is on its way out, and no longer says which run it is of.
        Eventually.Ends(id);
    }

    [Test]
    public void Those_that_do_not_listen_are_force_killed()
    {
        var id = Leave("trap", _folder["signals"]);
        _finder.End(Run, TimeSpan.FromMilliseconds(200)).Ended.ShouldBeTrue();
        File.ReadAllText(_folder["signals"]).ShouldBe("SIGTERM\n");
        Eventually.Ends(id);
    }

    [Test]
    public void No_process_is_found_when_none_is_left()
    {
        var (found, ended) = _finder.End(Run, TimeSpan.Zero);
        found.ShouldBeEmpty();
        ended.ShouldBeTrue();
    }

    /// <summary>Starts a program that outlives the command that started it.</summary>
    private int Leave(params string[] steps)
    {
        string[] daemon = StandIn.Spawn([
            "session",
            ",",
            .. steps,
            ",",
            "pid",
            _folder["pid"],
            ",",
            "wait-for",
            _folder["never"],
        ]);
        var command = StandIn.Does([.. daemon, ",", "wait-for", _folder["pid"]]);
        new CommandRunner().Run(command, new ProcessScope { RunId = Run }).Succeeded.ShouldBeTrue();
        return Eventually.ProcessIdIn(_folder["pid"]);
    }
}
