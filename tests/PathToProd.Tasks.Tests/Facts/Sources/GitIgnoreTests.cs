namespace PathToProd.Tasks.Tests.Facts.Sources;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class GitIgnoreTests : IDisposable
{
    private readonly List<IDisposable> _used = [];
    private readonly SourceBed _bed;

    public GitIgnoreTests() => _bed = Use(new SourceBed()).Component("web");

    public void Dispose() => _used.ForEach(used => used.Dispose());

    [Test]
    public void What_a_gitignore_names_does_not_count_wherever_it_stands()
    {
        _bed.Git("init", "--quiet");
        _bed.Write(".gitignore", "*.log\nout/\n").Write("components/web/.gitignore", "*.tmp\n");
        _bed.Write("components/web/manifests/.gitignore", "deep\n");
        Write("a.log", "out/a", "out/deeper/b", "a.tmp", "manifests/deep", "manifests/deep.yaml");

        _bed.Files().ShouldBe([".gitignore", "component.yaml", "manifests/.gitignore", "manifests/deep.yaml"]);
    }

    [Test]
    public void What_is_new_counts_and_so_does_what_is_tracked_against_a_rule()
    {
        _bed.Git("init", "--quiet");
        _bed.Write(".gitignore", "*.log\nout/\n");
        Write("tracked.log", "out/tracked", "out/untracked", "new.yaml");
        _bed.Git("add", "--force", "components/web/tracked.log", "components/web/out/tracked");

        _bed.Files().ShouldBe(["component.yaml", "new.yaml", "out/tracked", "tracked.log"]);
    }

    [TestCase("new\nline")]
    [TestCase("quo\"te")]
    [TestCase("tab\t")]
    [TestCase("日本🙂")]
    [TestCase("*")]
    public void Every_name_can_be_ignored(string name)
    {
        _bed.Git("init", "--quiet");
        _bed.Git("config", "core.quotePath", "true");
        _bed.Write(".gitignore", "*.log\n*.d/\n");
        Write($"{name}.log", $"{name}.d/x", $"{name}.yaml");

        _bed.Files().ShouldBe(((string[])["component.yaml", $"{name}.yaml"]).Order(StringComparer.Ordinal));
    }

    [Test]
    public void The_rules_of_a_repository_around_the_platform_hold()
    {
        var inner = Use(new SourceBed("some/platform")).Component("web");
        var outer = inner.At("../..");
        TestGit.Run(outer, "init", "--quiet");
        File.WriteAllText(Path.Combine(outer, ".gitignore"), "*.log\n/some/platform/components/web/out/\n");
        inner.Write("components/web/a.log", "").Write("components/web/out/a", "").Write("components/web/b", "");

        inner.Files().ShouldBe(["b", "component.yaml"]);
    }

    [TestCase("*\n")]
    [TestCase("/components/\n")]
    [TestCase("/components/web/\n")]
    [TestCase("/components/web/*\n")]
    public void Rules_that_leave_nothing_of_a_component_are_ignored_for_it(string rules)
    {
        _bed.Git("init", "--quiet");
        _bed.Write(".gitignore", rules).Write("components/web/a", "");

        _bed.Files().ShouldBe(["a", "component.yaml"]);
    }

    [Test]
    public void The_manifest_always_counts()
    {
        _bed.Git("init", "--quiet");
        _bed.Write(".gitignore", "*.yaml\n");
        Write("a", "a.yaml");

        _bed.Files().ShouldBe(["a", "component.yaml"]);
    }

    [Test]
    public void What_is_wrong_in_what_is_ignored_does_not_matter()
    {
        _bed.Git("init", "--quiet");
        _bed.Write(".gitignore", "node_modules/\n");
        _bed.Link("components/web/node_modules/.bin/x", "../../../../platform.yaml");

        _bed.Files().ShouldBe(["component.yaml"]);
    }

    [Test]
    public void What_is_known_to_be_ignored_is_not_entered()
    {
        _bed.Git("init", "--quiet");
        _bed.Write(".gitignore", "out/\n");
        Write("out/a/b/c");
        var manifest = _bed.Manifest("web");
        using var reader = _bed.Open(null);
        reader.WaitForGit();

        reader.Of(manifest).Files.Length.ShouldBe(1);

        _bed.Disk.Lists.ShouldBe(1);
    }

    [Test]
    public void A_linked_worktree_is_a_checkout_like_any_other()
    {
        _bed.Git("init", "--quiet");
        _bed.Write(".gitignore", "*.log\n");
        _bed.Git("add", ".");
        _bed.Git("commit", "--quiet", "--message", "first");
        var linked = Use(new SourceBed("linked"));
        Directory.Delete(linked.Root, recursive: true);
        _bed.Git("worktree", "add", "--quiet", linked.Root);
        linked.Write("components/web/a.log", "").Write("components/web/b", "");
        Write("b");

        linked.Files().ShouldBe(["b", "component.yaml"]);
        linked.Read().Inputs.ShouldBe(_bed.Read().Inputs);
    }

    [Test]
    public void A_submodule_has_its_own_rules([Values("components/web", "components/web/manifests/sub")] string at)
    {
        var other = Use(new TemporaryFolder());
        TestGit.Run(other.Path, "init", "--quiet");
        File.WriteAllText(Path.Combine(other.Path, ".gitignore"), "*.o\n");
        File.WriteAllText(Path.Combine(other.Path, "component.yaml"), "name: web\nversion: 1.0.0\ntype: manifests\n");
        TestGit.Run(other.Path, "add", ".");
        TestGit.Run(other.Path, "commit", "--quiet", "--message", "first");
        _bed.Git("init", "--quiet");
        _bed.Write(".gitignore", "*.log\n");
        File.Delete(_bed.At("components/web/component.yaml"));
        Directory.Delete(_bed.At("components/web"));
        _bed.Git("submodule", "--quiet", "add", other.Path, at);
        _bed.Component("web");
        _bed.Write($"{at}/a.o", "").Write($"{at}/a.log", "").Write($"{at}/out/b.o", "");

        var below = at == "components/web" ? "" : "manifests/sub/";
        _bed.Files()
            .ShouldBe(
                ((string[])["component.yaml", $"{below}.gitignore", $"{below}a.log", $"{below}component.yaml"])
                    .Distinct()
                    .Order(StringComparer.Ordinal)
            );
    }

    [Test]
    public void A_reader_opened_for_some_components_is_right_about_all()
    {
        _bed.Git("init", "--quiet");
        _bed.Write(".gitignore", "*.log\n").Component("api").Write("components/api/a.log", "");
        Write("a.log", "b");
        using var reader = _bed.Open("web");

        reader.Of(_bed.Manifest("web")).Files.Select(file => file.Path).ShouldBe(["b", "component.yaml"]);
        reader.Of(_bed.Manifest("api")).Files.Select(file => file.Path).ShouldBe(["component.yaml"]);
    }

    [Test]
    public void Where_the_disk_does_not_know_modes_the_index_does()
    {
        _bed.Git("init", "--quiet");
        _bed.Write("shared.sh", "").Component("web", "shared: [shared.sh]\n");
        Write("run.sh", "manifests/a.yaml");
        _bed.Git("add", ".");
        _bed.Git("update-index", "--chmod=+x", "components/web/run.sh", "shared.sh");
        _bed.Git("commit", "--quiet", "--message", "first");
        _bed.Git("checkout", "--quiet", "--", ".");
        var clone = Use(new SourceBed("clone"));
        Directory.Delete(clone.Root, recursive: true);
        TestGit.Run(Path.GetTempPath(), "clone", "--quiet", _bed.Root, clone.Root);
        var right = clone.Read();
        right.Files.Select(file => file.IsExecutable).ShouldBe([false, false, true]);

        // As a disk that gives every file every right.
        clone.Git("config", "core.fileMode", "false");
        foreach (
            var file in (string[])["shared.sh", "components/web/component.yaml", "components/web/manifests/a.yaml"]
        )
        {
            SetMode(clone.At(file), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        clone.Read().Inputs.ShouldBe(right.Inputs);
    }

    [Test]
    public void Checkouts_with_other_line_endings_have_equal_digests()
    {
        _bed.Write("components/web/a.txt", "one\ntwo\n").Write("shared.txt", "three\nfour\n");
        _bed.Component("web", "shared: [shared.txt]\n");
        File.WriteAllBytes(_bed.At("components/web/binary"), [0, 13, 10, 10]);
        _bed.Git("init", "--quiet");
        _bed.Git("add", ".");
        _bed.Git("commit", "--quiet", "--message", "first");
        var clone = Use(new SourceBed("clone"));
        Directory.Delete(clone.Root, recursive: true);
        TestGit.Run(Path.GetTempPath(), "clone", "--quiet", "--config", "core.autocrlf=true", _bed.Root, clone.Root);
        File.ReadAllText(clone.At("components/web/a.txt")).ShouldBe("one\r\ntwo\r\n");

        var source = clone.Read();

        source.Inputs.ShouldBe(_bed.Read().Inputs);
        source.Files.Select(file => file.Length).ShouldBe(_bed.Read().Files.Select(file => file.Length));
    }

    private void Write(params string[] files)
    {
        foreach (var file in files)
        {
            _bed.Write($"components/web/{file}", "");
        }
    }

    private T Use<T>(T used)
        where T : IDisposable
    {
        _used.Add(used);
        return used;
    }

#pragma warning disable CA1416 // modes are set where there are modes
    private static void SetMode(string file, UnixFileMode mode) => File.SetUnixFileMode(file, mode);
#pragma warning restore CA1416
}
