using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>Components that bring their own tasks, in C#.</summary>
public sealed class OwnTasksTests
{
    private const string Tasks = """
        namespace Greeter;

        [TaskName("Greet")]
        public sealed class Greet : ComponentTask
        {
            protected override void Execute(ComponentContext context) => context.Print("Hello from " + context.Component.Name);
        }

        """;

    private ScratchPlatform _platform = null!;

    [SetUp]
    public void SetUp()
    {
        _platform = new ScratchPlatform().Component("greeter").Component("plain");
        foreach (var file in (string[])["Directory.Build.props", "global.json", "components/Directory.Build.props"])
        {
            _platform.File(file, File.ReadAllText(SourceTree.PathOf(file)));
        }

        File.CreateSymbolicLink(Path.Combine(_platform.Bin, "dotnet"), MachineTool.DotNet);
        _platform
            .File("components/greeter/Greeter.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />\n")
            .File("components/greeter/Tasks.cs", Tasks)
            .Variable("DOTNET_CLI_TELEMETRY_OPTOUT", "1")
            .Variable("DOTNET_GENERATE_ASPNET_CERTIFICATE", "false")
            .Variable("DOTNET_SKIP_WORKLOAD_INTEGRITY_CHECK", "true")
            .Variable("MSBUILDDISABLENODEREUSE", "1")
            .Variable("UseSharedCompilation", "false")
            .Variable("DOTNET_NOLOGO", "1");
    }

    [TearDown]
    public void TearDown() => _platform.Dispose();

    [Test]
    public void A_task_of_a_component_s_own_is_a_target()
    {
        var result = _platform.Run("--target=Greet", "--component=greeter").ShouldSucceed();
        result.Error.ShouldBe("Compiling the tasks of greeter\n");
        result.Output.ShouldContain("Hello from greeter");

        _platform.Run("--target=Greet", "--component=greeter").ShouldSucceed().Error.ShouldBeEmpty();
        _platform
            .Run("--target=Gret", "--component=greeter")
            .ShouldOnlySay(2, "greeter has no target Gret; did you mean Greet?");
    }

    [Test]
    public void Compiling_leaves_no_empty_folders_in_the_temporary_folder()
    {
        var temporary = Directory.CreateDirectory(Path.Combine(_platform.Root, "tmp")).FullName;

        _platform.Variable("TMPDIR", temporary).Run("--target=Greet", "--component=greeter").ShouldSucceed();

        Directory
            .GetDirectories(temporary)
            .Where(folder => Directory.GetFileSystemEntries(folder).Length == 0)
            .ShouldBeEmpty();
    }

    private const string CompilerLines =
        "The tasks of greeter do not compile:\n"
        + "components/greeter/Tasks.cs(8,30): error CS0246: The type or namespace name 'NoSuchTask' could not be found "
        + "(are you missing a using directive or an assembly reference?) [components/greeter/Greeter.csproj]\n"
        + "Components that have nothing to do with greeter are not affected.";

    [Test]
    public void Tasks_that_do_not_compile_are_reported_in_the_compiler_s_own_words_and_stop_no_other()
    {
        Break();

        var result = _platform.Run("--target=Deploy", "--component=greeter");

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldBe($"Compiling the tasks of greeter\n{CompilerLines}\nNothing was touched.\n");
        _platform.Has("artifacts/sandbox").ShouldBeFalse();
        _platform.Has("environments/sandbox/ledger.jsonl").ShouldBeFalse();

        _platform.Run("--target=Deploy", "--component=plain").ShouldSucceed();
        _platform.Has("artifacts/sandbox/plain").ShouldBeTrue();
    }

    [Test]
    public void Of_many_components_only_the_one_that_does_not_compile_fails_and_what_requires_it_is_not_run()
    {
        Break();
        _platform.Component("shop", more: "requires: { greeter: '*' }\n").Component("other");

        var result = _platform.Run("--target=Deploy", "--component=all", "--output=json").ShouldEnd(1);

        Nodes(result)
            .ShouldBe([
                ("greeter", "failed", null, CompilerLines),
                ("other", "done", null, null),
                ("plain", "done", null, null),
                ("shop", "not-run", "greeter failed", null),
            ]);
        Directory
            .GetDirectories(Path.Combine(_platform.Root, "artifacts/sandbox"))
            .Select(Path.GetFileName)
            .ShouldBe(["other", "plain"], ignoreOrder: true);
        _platform.Read("environments/sandbox/ledger.jsonl").ShouldNotContain("greeter");

        _platform.Run("--target=Test", "--component=all").ShouldEnd(1).Output.ShouldContain("greeter 1.0.0  failed\n");
    }

    [Test]
    public void What_only_a_component_that_does_not_compile_requires_is_not_deployed()
    {
        Break();
        _platform.Component("greeter", more: "requires: { plain: '*' }\n").Component("other");

        var result = _platform.Run("--target=Deploy", "--component=greeter,other", "--output=json").ShouldEnd(1);

        Nodes(result)
            .ShouldBe(
                [
                    ("plain", "not-run", "nothing that can run needs it", null),
                    ("greeter", "failed", null, CompilerLines),
                    ("other", "done", null, null),
                ],
                ignoreOrder: true
            );
    }

    [Test]
    public void When_all_that_was_asked_for_requires_what_does_not_compile_nothing_is_touched()
    {
        Break();
        _platform.Component("shop", more: "requires: { greeter: '*', plain: '*' }\n");

        var result = _platform.Run("--target=Deploy", "--component=shop").ShouldEnd(1);

        result.Output.ShouldBeEmpty();
        result.Error.ShouldBe($"Compiling the tasks of greeter\n{CompilerLines}\nNothing was touched.\n");
        _platform.Has("artifacts/sandbox").ShouldBeFalse();
    }

    [Test]
    public void Components_whose_projects_are_named_alike_run_their_own_tasks_in_one_run()
    {
        foreach (var (name, project) in ((string, string)[])[("a-b", "AB"), ("ab", "Ab"), ("greeter", "AB")])
        {
            _platform
                .Component(name)
                .File($"components/{name}/{project}.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />\n")
                .File(
                    $"components/{name}/Tasks.cs",
                    Tasks.Replace("Hello", $"{name} says hello", StringComparison.Ordinal)
                );
        }

        File.Delete(Path.Combine(_platform.Root, "components/greeter/Greeter.csproj"));

        var result = _platform.Run("--target=Greet", "--component=a-b,ab,greeter").ShouldSucceed();

        result.Output.ShouldContain("a-b says hello from a-b\n");
        result.Output.ShouldContain("ab says hello from ab\n");
        result.Output.ShouldContain("greeter says hello from greeter\n");
    }

    [Test]
    public void Two_runs_that_want_the_same_tasks_at_once_both_get_them()
    {
        _platform.File(
            "components/greeter/Greeter.csproj",
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <Target Name="Count" AfterTargets="CoreCompile">
                <WriteLinesToFile File="$(RepositoryRoot)compilations" Lines="compiled" />
              </Target>
            </Project>
            """
        );
        using var first = _platform.Start("--target=Greet", "--component=greeter");
        using var second = _platform.Start("--target=Greet", "--component=greeter");

        first.WaitForEnd().ShouldSucceed().Output.ShouldContain("Hello from greeter");
        second.WaitForEnd().ShouldSucceed().Output.ShouldContain("Hello from greeter");
        _platform.Read("compilations").ShouldBe("compiled\n");
    }

    [Test]
    public void Tasks_that_cannot_be_compiled_as_nothing_may_be_written()
    {
        _platform
            .AsNobody("--target=Greet", "--component=greeter")
            .ShouldOnlySay(
                1,
                "Compiling the tasks of greeter",
                "Could not write the compiled tasks of greeter to artifacts/tasks/greeter: Access to the path "
                    + "'<root>/artifacts' is denied. Make the folder writable by this user, or free space on its disk.",
                "Nothing was touched."
            );
    }

    private void Break() =>
        _platform.File("components/greeter/Tasks.cs", Tasks + "public sealed class Broken : NoSuchTask;\n");

    private static IEnumerable<(string, string, string?, string?)> Nodes(ProgramResult result) =>
        JsonNode.Parse(result.Output)!["components"]!
            .AsArray()
            .Select(node =>
                ($"{node!["component"]}", $"{node["outcome"]}", node["reason"]?.ToString(), node["error"]?.ToString())
            );
}
