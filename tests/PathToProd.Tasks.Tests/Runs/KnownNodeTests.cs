using PathToProd.Components;
using PathToProd.Runs;
using PathToProd.Tasks.Runs;

namespace PathToProd.Tasks.Tests.Runs;

/// <summary>Runs of which it is known before that some components have nothing to do.</summary>
public sealed class KnownNodeTests
{
    private ComponentTestBed _bed = null!;

    [SetUp]
    public void SetUp() =>
        _bed = new ComponentTestBed()
            .Manifests("base")
            .Manifests("web", "requires: { base: ^1.0 }\n")
            .Manifests("other");

    [TearDown]
    public void TearDown() => _bed.Dispose();

    [Test]
    public async Task What_is_known_is_told_as_unchanged_and_leaves_no_log()
    {
        _bed.Memory = new Memory("base", "web", "other");

        var result = await _bed.RunAsync("Build", "base", "other", "web");

        result.ExitCode.ShouldBe(ExitCode.Done);
        result.Nodes.Select(node => node.Component).ShouldBe(["base", "other", "web"]);
        result.Nodes.ShouldAllBe(node => node.Outcome == NodeOutcome.Unchanged && node.Digest == "sha256:known");
        result.Nodes[0].Stages.ShouldHaveSingleItem().Note.ShouldBe("it passed on the same inputs");
        Directory.Exists(Path.Combine(_bed.Root, result.Logs)).ShouldBeFalse();
        _bed.Observer.Happenings.Select(happening => happening.GetType().Name)
            .ShouldBe([
                "RunStarted",
                "StageEnded",
                "NodeEnded",
                "StageEnded",
                "NodeEnded",
                "StageEnded",
                "NodeEnded",
                "RunEnded",
            ]);
    }

    [Test]
    public async Task What_requires_something_known_runs_without_waiting()
    {
        _bed.Memory = new Memory("base");

        var result = await _bed.RunAsync("Build", "base", "web");

        result.Nodes.Select(node => node.Outcome).ShouldBe([NodeOutcome.Unchanged, NodeOutcome.Done]);
        File.Exists(Path.Combine(_bed.Root, result.Nodes[1].Stages[0].LogFile!)).ShouldBeTrue();
    }

    [Test]
    public async Task What_is_known_stays_unchanged_whatever_becomes_of_the_others()
    {
        _bed.Memory = new Memory("web");
        _bed.File("components/base/component.yaml", "name: base\nversion: 1.0.0\ntype: helm\n");
        _bed.Tool("helm", "exit 0");

        var result = await _bed.RunAsync("Build", "base", "web");

        result.Nodes.Select(node => node.Outcome).ShouldBe([NodeOutcome.WrongInput, NodeOutcome.Unchanged]);
    }

    [Test]
    public async Task With_force_nothing_is_known()
    {
        _bed.Memory = new Memory("base");

        var result = await _bed.RunAsync("Build", new RunOptions { Force = true }, "base");

        result.Nodes[0].Outcome.ShouldBe(NodeOutcome.Done);
    }

    [Test]
    public void Events_that_are_added_at_once_are_read_one_by_one()
    {
        var journal = new JournalFile(Path.Combine(_bed.Root, "journal.jsonl"));
        var at = _bed.Clock.GetUtcNow();
        JournalEvent[] happened =
        [
            new JournalEvent.StageEnded(at, "base", Memory.Build),
            new JournalEvent.NodeEnded(at, "base", NodeOutcome.Unchanged, Cause: null),
        ];

        journal.Append([]);
        journal.Append(happened);
        journal.Append(happened[1]);

        journal.Read().Problems.ShouldBeEmpty();
        journal.Read().Events.ShouldBe([.. happened, happened[1]]);
    }

    private sealed class Memory(params string[] known) : IStageMemory
    {
        public static StageResult Build { get; } =
            new("Build", TimeSpan.Zero, StageOutcome.Unchanged, "it passed on the same inputs", LogFile: null);

        public KnownNode? Find(ComponentManifest component, string target, string tasks) =>
            known.Contains(component.Name) ? new KnownNode("sha256:known", [Build]) : null;
    }
}
