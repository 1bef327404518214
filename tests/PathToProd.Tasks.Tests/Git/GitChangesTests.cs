using PathToProd.Model.Platform.Loading;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Tests.Git;

/// <summary>What differs, asked of the real Git.</summary>
[CancelAfter(60_000)]
public sealed class GitChangesTests
{
    [Test]
    public void What_is_committed_staged_changed_and_new_counts_but_not_what_is_ignored()
    {
        using var repository = GitRepository.With((".gitignore", "*.log\n"), ("a", "1"), ("b", "1"), ("c", "1"));
        var start = repository.Git("rev-parse", "HEAD");
        repository.Write("committed", "1");
        repository.Commit("second");
        repository.Write("staged", "1");
        repository.Git("add", "staged");
        repository.Write("a", "2");
        repository.Delete("b");
        repository.Write("new/file", "1");
        repository.Write("ignored.log", "1");
        repository.Write("artifacts/of/ours", "1");

        var changes = repository.Since(start);

        changes.Base.ShouldBe(start);
        changes
            .Files.Select(file => $"{file.Kind} {file.Path}")
            .ShouldBe(["Modified a", "Deleted b", "Added committed", "Added new/file", "Added staged"]);
    }

    [Test]
    public void What_only_this_machine_s_own_settings_ignore_counts_as_it_does_for_digests()
    {
        using var repository = GitRepository.With((".gitignore", "*.log\n"), ("a", "1"));
        repository.Write(".git/info/exclude", "*.note\n");
        repository.Write(".git/own-rules", "*.draft\n");
        repository.Git("config", "core.excludesFile", ".git/own-rules");
        repository.Write("components/web/chart/by-exclude.note", "1");
        repository.Write("components/web/chart/by-settings.draft", "1");
        repository.Write("components/web/chart/ignored.log", "1");

        repository
            .Changes("HEAD")
            .ShouldBe(["Added components/web/chart/by-exclude.note", "Added components/web/chart/by-settings.draft"]);
    }

    [Test]
    public void What_the_other_branch_did_meanwhile_does_not_count()
    {
        using var repository = GitRepository.With(("a", "1"), ("b", "1"));
        var start = repository.Git("rev-parse", "HEAD");
        repository.Git("checkout", "--quiet", "-b", "feature");
        repository.Write("a", "2");
        repository.Commit("mine");
        repository.Git("checkout", "--quiet", "main");
        repository.Write("b", "2");
        repository.Commit("theirs");
        repository.Git("checkout", "--quiet", "feature");

        var changes = repository.Since("main");

        changes.Base.ShouldBe(start);
        changes.Files.Select(file => file.Path).ShouldBe(["a"]);
    }

    [Test]
    public void A_change_that_was_taken_back_is_none()
    {
        using var repository = GitRepository.With(("a", "1"));
        var start = repository.Git("rev-parse", "HEAD");
        repository.Write("a", "2");
        repository.Commit("second");
        repository.Write("a", "1");

        repository.Changes(start).ShouldBeEmpty();
        repository.Changes("HEAD").ShouldBe(["Modified a"]);
    }

    [Test]
    public void A_renamed_file_is_deleted_and_added()
    {
        using var repository = GitRepository.With(
            ("components/a/long", string.Concat(Enumerable.Repeat("line\n", 50)))
        );
        repository.Git("config", "diff.renames", "copies");
        repository.Git("mv", "components/a/long", "b");

        repository.Changes("HEAD").ShouldBe(["Added b", "Deleted components/a/long"]);
    }

    [Test]
    public void Any_name_is_read_as_it_is()
    {
        string[] names = ["line\nbreak", "quote\"", "tab\t", "ünïcode 日本", " space ", "-dash", "back\\slash", "*"];
        using var repository = GitRepository.With([.. names.Select(name => (name, "1"))]);
        foreach (var name in names)
        {
            repository.Write(name, "2");
            repository.Write("new/" + name, "2");
        }

        repository
            .Changes("HEAD")
            .ShouldBe(
                names.Select(name => $"Modified {name}").Concat(names.Select(name => $"Added new/{name}")),
                ignoreOrder: true
            );
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "files have no mode there")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_mode_a_link_and_a_submodule_count()
    {
        using var other = GitRepository.With(("inside", "1"));
        using var repository = GitRepository.With(("run.sh", "#!/bin/sh\n"), ("link", "text"));
        repository.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.Root, "components/sub");
        repository.Commit("second");
        File.SetUnixFileMode(Path.Combine(repository.Root, "run.sh"), (UnixFileMode)0b111_101_101);
        repository.Delete("link");
        File.CreateSymbolicLink(Path.Combine(repository.Root, "link"), "run.sh");
        repository.Write("components/sub/inside", "2");

        repository.Changes("HEAD").ShouldBe(["Modified components/sub", "Modified link", "Modified run.sh"]);
    }

    [Test]
    public void A_repository_that_is_not_added_yet_counts_as_its_folder()
    {
        using var repository = GitRepository.With(("a", "1"));
        repository.Write("components/inner/file", "1");
        repository.Git("init", "--quiet", "components/inner");
        repository.Git("-C", "components/inner", "add", ".");

        repository.Changes("HEAD").ShouldBe(["Added components/inner"]);
    }

    [Test]
    public void A_file_that_Git_was_made_to_forget_is_changed_and_not_gone()
    {
        using var repository = GitRepository.With(("a", "1"));
        repository.Git("rm", "--quiet", "--cached", "a");

        repository.Changes("HEAD").ShouldBe(["Modified a"]);
    }

    [Test]
    public void A_file_in_conflict_is_reported_once()
    {
        using var repository = GitRepository.With(("a", "1\n"));
        repository.Git("checkout", "--quiet", "-b", "feature");
        repository.Write("a", "2\n");
        repository.Commit("mine");
        repository.Git("checkout", "--quiet", "main");
        repository.Write("a", "3\n");
        repository.Commit("theirs");
        Should.Throw<AssertionException>(() => repository.Git("merge", "--quiet", "feature"));

        repository.Changes("HEAD~1").ShouldBe(["Modified a"]);
    }

    [Test]
    public void A_platform_may_lie_below_the_repository_s_root()
    {
        using var repository = new GitRepository("infra/platform");
        repository.Git("-C", "../..", "init", "--quiet", "--initial-branch=main");
        repository.Write("components/a/file", "1");
        repository.Write("../../app/code", "1");
        repository.Commit("first");
        repository.Git("-C", "../..", "add", "--all");
        repository.Commit("all of it");
        repository.Write("components/a/file", "2");
        repository.Write("components/b/file", "2");
        repository.Write("../../app/code", "2");
        repository.Write("../../app/new", "2");

        repository.Changes("HEAD").ShouldBe(["Modified components/a/file", "Added components/b/file"]);
    }

    [Test]
    public void Settings_that_change_what_diff_prints_change_nothing()
    {
        using var repository = GitRepository.With(("a", "1"), ("b", "1"));
        repository.Git("config", "diff.external", "false");
        repository.Git("config", "diff.noprefix", "true");
        repository.Git("config", "diff.ignoreSubmodules", "all");
        repository.Git("config", "color.ui", "always");
        repository.Git("config", "core.abbrev", "4");
        repository.Write("a", "2");

        repository.Changes("HEAD").ShouldBe(["Modified a"]);
    }

    [Test]
    public void Both_texts_of_files_whose_words_count_are_read()
    {
        const string Manifest = "name: web\nversion: 1.0.0\ntype: helm\n";
        using var repository = GitRepository.With(
            ("platform.yaml", "name: scratch\n"),
            ("environments/sandbox/environment.yaml", "target: { directory: artifacts/sandbox }\n"),
            ("environments/sandbox/values/web.yaml", "\uFEFFgreeting: grüße\n"),
            ("components/web/component.yaml", Manifest),
            ("components/web/chart/values.yaml", "a: 1\n")
        );
        repository.Write("environments/sandbox/values/web.yaml", "greeting: hello\n");
        repository.Write("components/web/component.yaml", $"{Manifest}owner: team\n");
        repository.Write("components/web/chart/values.yaml", "a: 2\n");
        var model = PlatformLoader.Load(new DiskPlatformFiles(new Workspace(repository.Root)), []);

        repository
            .Since("HEAD")
            .WithTexts(model)
            .Select(file => (file.Path, file.Before, file.After))
            .ShouldBe([
                ("components/web/chart/values.yaml", null, null),
                ("components/web/component.yaml", Manifest, $"{Manifest}owner: team\n"),
                ("environments/sandbox/values/web.yaml", "greeting: grüße\n", "greeting: hello\n"),
            ]);
    }
}
