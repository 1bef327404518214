using System.Collections.Immutable;
using PathToProd.Facts.VersionSets;
using PathToProd.Tasks.Facts.VersionSets;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tasks.Tests.Facts.VersionSets;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SetFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private Workspace Workspace => new(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Test]
    public void Without_a_folder_there_are_no_sets()
    {
        var files = new SetFiles(Workspace);

        files.Pinned.Sets.ShouldBeEmpty();
        files.Pinned.Problems.ShouldBeEmpty();
        files.Find("2026.11.1").ShouldBeNull();
        files.Proposed.ShouldBeNull();
    }

    [Test]
    public void Sets_are_read_in_the_order_in_which_people_count()
    {
        var files = new SetFiles(Workspace);
        foreach (var name in new[] { "2026.11.10", "2026.9.1", "2026.11.2" })
        {
            files.TryPin(Set(name)).ShouldBeTrue();
        }

        files.Pinned.Sets.Select(set => set.Name).ShouldBe(["2026.9.1", "2026.11.2", "2026.11.10"]);
        new SetFiles(Workspace).Find("2026.11.2")!.Digest.ShouldBe(Set("2026.11.2").Digest);
    }

    [Test]
    public void Of_many_who_pin_the_same_name_at_once_one_does_and_nothing_is_left_over()
    {
        var pinned = Enumerable
            .Range(0, 16)
            .AsParallel()
            .WithDegreeOfParallelism(16)
            .Count(number => new SetFiles(Workspace).TryPin(Set("2026.11.1", $"1.0.{number}")));

        pinned.ShouldBe(1);
        Directory.GetFiles(Workspace.VersionSets).Select(Path.GetFileName).ShouldBe(["2026.11.1.yaml"]);
        new SetFiles(Workspace).Pinned.Problems.ShouldBeEmpty();
    }

    [Test]
    public void Names_that_differ_only_in_case_are_reported()
    {
        var files = new SetFiles(Workspace);
        files.TryPin(Set("rc1"));
        File.WriteAllText(files.PathOf("RC1"), VersionSetText.Write(Set("rc1")));

        string.Join('\n', new SetFiles(Workspace).Pinned.Problems)
            .ShouldBe(
                "environments/version-sets/RC1.yaml(2,1): the set is named rc1, and its file RC1; give the file its name again: rc1.yaml\n"
                    + "environments/version-sets/rc1.yaml: the name differs from RC1.yaml only in upper and lower case, "
                    + "which some file systems treat as the same; remove the one that was not pinned"
            );
    }

    [Test]
    public void A_proposed_set_replaces_the_one_before_and_is_refused_when_it_was_edited()
    {
        var files = new SetFiles(Workspace);
        files.Propose(Set("any"));
        files.Propose(Set("any", "1.1.0"));

        files.Proposed!.Name.ShouldBe("proposed");
        files.Proposed.Members["web"].Version.ShouldBe(SemVersion.Parse("1.1.0"));
        File.WriteAllText(Workspace.ProposedSet, File.ReadAllText(Workspace.ProposedSet).Replace("1.1.0", "1.2.0"));
        Should
            .Throw<PlatformException>(() => files.Proposed)
            .Message.ShouldEndWith("its text does not match its checksum; run ./build.sh --target=Resolve again");
    }

    [Test]
    public void A_folder_that_cannot_be_written_is_reported()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "environments"));
        File.WriteAllText(Workspace.VersionSets, "");

        Should
            .Throw<PlatformException>(() => new SetFiles(Workspace).TryPin(Set("a")))
            .Message.ShouldStartWith("Could not write environments/version-sets/a.yaml: ");
    }

    private static VersionSet Set(string name, string version = "1.0.0") =>
        new()
        {
            Name = name,
            Members = ImmutableSortedDictionary<string, SetMember>.Empty.Add(
                "web",
                new SetMember("web", SemVersion.Parse(version), Digest.Of([1, 2, 3]))
            ),
        };
}
