using PathToProd.Decisions.Inputs;

namespace PathToProd.Tests.Decisions.Inputs;

/// <summary>Lines as strace 6 prints them.</summary>
public sealed class StraceLogTests
{
    private const string Begin =
        "10 openat(AT_FDCWD</p>, \"/.path-to-prod/stage/web/Build/begin\", O_RDONLY|O_CLOEXEC) = -1 ENOENT (No such file or directory)";
    private const string End =
        "10 openat(AT_FDCWD</p>, \"/.path-to-prod/stage/web/Build/end\", O_RDONLY|O_CLOEXEC) = -1 ENOENT (No such file or directory)";

    [Test]
    public void A_read_belongs_to_the_stage_that_runs()
    {
        Reads(
                "10 openat(AT_FDCWD</p>, \"before\", O_RDONLY) = 3</p/before>",
                Begin,
                "10 openat(AT_FDCWD</p>, \"a\", O_RDONLY|O_CLOEXEC) = 3</p/a>",
                "10 open(\"/b\", O_RDWR) = 3</b>",
                "10 openat2(AT_FDCWD</p>, \"c\", {flags=O_RDONLY, resolve=RESOLVE_NO_SYMLINKS}, 24) = 3</p/c>",
                End,
                "10 openat(AT_FDCWD</p>, \"between\", O_RDONLY) = 3</p/between>",
                Begin.Replace("web/Build", "dns/Check%20it%2Fall", StringComparison.Ordinal),
                "10 openat(AT_FDCWD</p>, \"d\", O_RDONLY) = 3</p/d>"
            )
            .ShouldBe([
                new FileRead("web", "Build", "/p/a", "path-to-prod"),
                new FileRead("web", "Build", "/b", "path-to-prod"),
                new FileRead("web", "Build", "/p/c", "path-to-prod"),
                new FileRead("dns", "Check it/all", "/p/d", "path-to-prod"),
            ]);
    }

    [Test]
    public void The_marks_are_those_that_a_run_leaves()
    {
        StageMark.Begin("web", "Build").ShouldBe("/.path-to-prod/stage/web/Build/begin");
        StageMark.End("dns", "Check it/all").ShouldBe("/.path-to-prod/stage/dns/Check%20it%2Fall/end");
    }

    [TestCase("openat(AT_FDCWD</p>, \"a\", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3</p/a>")]
    [TestCase("openat(AT_FDCWD</p>, \"a\", O_RDONLY|O_DIRECTORY) = 3</p/a>")]
    [TestCase("openat(AT_FDCWD</p>, \"a\", O_RDONLY|O_PATH) = 3</p/a>")]
    [TestCase("openat(AT_FDCWD</p>, \"a\", O_RDONLY) = -1 ENOENT (No such file or directory)")]
    [TestCase("openat(AT_FDCWD</p>, \"a\", O_RDONLY) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)")]
    [TestCase("openat(AT_FDCWD</p>, \"a\", O_RDONLY")]
    [TestCase("--- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=14445} ---")]
    [TestCase("+++ exited with 0 +++")]
    [TestCase("<... openat resumed>) = 3</p/a>")]
    [TestCase("")]
    public void What_is_not_a_read_is_left_out(string line) => Reads(Begin, $"10 {line}").ShouldBeEmpty();

    [TestCase("a\\74b\\76c", "a<b>c")]
    [TestCase("\\303\\274\\n\\\"q\\\\", "ü\n\"q\\")]
    [TestCase("a) = 4\\74/x\\76", "a) = 4</x>")]
    [TestCase("x \\74unfinished ...\\76", "x <unfinished ...>")]
    [TestCase("tab\\tbell\\7\\x1b", "tab\tbell\a\x1b")]
    [TestCase("(deleted, \\1", "(deleted, \u0001")]
    public void Odd_names_are_read_as_they_are(string printed, string name) =>
        Reads(Begin, $"10 openat(AT_FDCWD</p/a\"b)>, \"{printed}\", O_RDONLY) = 3</p/{printed}>")
            .Select(read => read.Path)
            .ShouldBe([$"/p/{name}"]);

    [Test]
    public void Calls_that_were_interrupted_by_others_are_put_together() =>
        Reads(
                Begin,
                "11 openat(AT_FDCWD</p>, \"a\", O_RDONLY <unfinished ...>",
                "12 openat(AT_FDCWD</p>, \"b\", O_RDONLY <unfinished ...>",
                "12 <... openat resumed>)             = 4</p/b>",
                "11 <... openat resumed>)             = 3</p/a>"
            )
            .Select(read => read.Path)
            .ShouldBe(["/p/b", "/p/a"]);

    [Test]
    public void The_program_is_the_last_that_a_process_or_its_parent_started() =>
        Reads(
                "10 execve(\"/usr/bin/dotnet\", [\"dotnet\", \"x.dll\"], 0x7ffd /* 20 vars */) = 0",
                "10 clone3({flags=CLONE_VM|CLONE_THREAD}, 88) = 11",
                Begin,
                "11 openat(AT_FDCWD</p>, \"a\", O_RDONLY) = 3</p/a>",
                "11 vfork( <unfinished ...>",
                "12 execve(\"/nowhere/sh\", [\"sh\"], 0x7ffd) = -1 ENOENT (No such file or directory)",
                "12 execve(\"/bin/sh\", [\"sh\", \"-c\", \"exit (\"], 0x7ffd) = 0",
                "11 <... vfork resumed>) = 12",
                "12 openat(AT_FDCWD</p>, \"b\", O_RDONLY) = 3</p/b>",
                "13 openat(AT_FDCWD</p>, \"c\", O_RDONLY) = 3</p/c>",
                "12 clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLD) = 13",
                "12 execve(\"/opt/helm/helm\", [\"helm\"], 0x7ffd) = 0",
                "12 openat(AT_FDCWD</p>, \"d\", O_RDONLY) = 3</p/d>"
            )
            .Select(read => $"{read.Program} {read.Path}")
            .ShouldBe(["path-to-prod /p/a", "sh /p/b", "sh /p/c", "helm /p/d"]);

    [Test]
    public void Programs_are_known_by_their_files_and_stages_once_one_began()
    {
        var log = new StraceLog();
        log.Add("10 execve(\"/opt/helm/helm\", [\"helm\"], 0x7ffd) = 0");
        log.Programs.ShouldBe(["/opt/helm/helm"]);
        log.HasStages.ShouldBeFalse();
        log.Add(Begin);
        log.HasStages.ShouldBeTrue();
    }

    private static FileRead[] Reads(params string[] lines)
    {
        var log = new StraceLog();
        foreach (var line in lines)
        {
            log.Add(line);
        }

        return [.. log.Reads];
    }
}
