using System.Reflection;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Projects;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Stages.Projects;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(300_000)]
public sealed class ComponentProjectTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    private ComponentProject Project => new(new Workspace(_root.Path), "web");

    [Test]
    public void A_component_without_a_project_has_no_tasks_of_its_own_and_nothing_to_compile()
    {
        Project.Exists.ShouldBeFalse();
        Project.IsUpToDate.ShouldBeTrue();
        Project.Load().ShouldBeNull();
    }

    [Test]
    public void A_project_has_to_be_compiled_once()
    {
        Write("components/web/Web.csproj", "<Project />");

        Project.Exists.ShouldBeTrue();
        Project.IsUpToDate.ShouldBeFalse();
    }

    [Test]
    public void Sources_and_what_all_components_share_count_and_nothing_else()
    {
        Write("components/web/Web.csproj", "<Project />");
        var digests = new List<string> { Project.Digest };
        foreach (
            var file in (string[])
                ["components/web/Tasks.cs", "components/web/More.cs", "components/Directory.Build.props"]
        )
        {
            Write(file, file);
            digests.Add(Project.Digest);
        }

        digests.ShouldBeUnique();
        Write("components/web/README.md", "read");
        Write("components/web/chart/values.yaml", "a: 1");
        Project.Digest.ShouldBe(digests[^1]);
    }

    [Test]
    public void Compiled_tasks_are_kept_until_their_sources_change()
    {
        Real("web", "Web", Greeting("hello"));
        var first = Compile("web").ShouldNotBeNull();
        first.GetType("Web.Greet").ShouldNotBeNull().IsAssignableTo(typeof(ComponentTask)).ShouldBeTrue();
        Compilations.ShouldBe(1);

        Compile("web");
        Compilations.ShouldBe(1);

        Write("components/web/Tasks.cs", Greeting("goodbye"));
        Project.IsUpToDate.ShouldBeFalse();
        Words(Compile("web")).ShouldBe("goodbye");
        Compilations.ShouldBe(2);

        Write("components/web/Tasks.cs", Greeting("hello"));
        Words(Compile("web")).ShouldBe("hello");
        Compilations.ShouldBe(2, "those of before are still there");
    }

    [Test]
    public void Tasks_that_do_not_compile_are_reported_in_the_compiler_s_own_lines_each_time_until_they_do()
    {
        Real("web", "Web", Greeting("hello") + "public sealed class Broken : NoSuchTask;\n");
        const string Message =
            "The tasks of web do not compile:\n"
            + "components/web/Tasks.cs(7,30): error CS0246: The type or namespace name 'NoSuchTask' could not be found "
            + "(are you missing a using directive or an assembly reference?) [components/web/Web.csproj]\n"
            + "Components that have nothing to do with web are not affected.";

        foreach (var _ in (int[])[1, 2])
        {
            var failure = Should.Throw<PlatformException>(() => Compile("web"));
            failure.ExitCode.ShouldBe(ExitCode.Failed);
            failure.Message.ShouldBe(Message);
            Project.IsUpToDate.ShouldBeFalse();
        }

        Write("components/web/Tasks.cs", Greeting("hello"));
        Words(Compile("web")).ShouldBe("hello");
    }

    [Test]
    public void Of_many_that_want_the_same_tasks_at_once_one_compiles_and_all_get_them()
    {
        Real("web", "Web", Greeting("hello"));

        var words = Enumerable.Range(0, 4).AsParallel().WithDegreeOfParallelism(4).Select(_ => Words(Compile("web")));

        words.ToArray().ShouldBe(["hello", "hello", "hello", "hello"]);
        Compilations.ShouldBe(1);
    }

    [Test]
    public void Components_whose_projects_have_the_same_name_but_for_case_are_compiled_at_once_and_stand_side_by_side()
    {
        Real("ab", "Ab", Greeting("from ab").Replace("namespace Web", "namespace Both", StringComparison.Ordinal));
        Real("a-b", "AB", Greeting("from a-b").Replace("namespace Web", "namespace Both", StringComparison.Ordinal));
        Real(
            "other",
            "AB",
            Greeting("from other").Replace("namespace Web", "namespace Both", StringComparison.Ordinal)
        );

        var words = ((string[])["ab", "a-b", "other"])
            .AsParallel()
            .AsOrdered()
            .WithDegreeOfParallelism(3)
            .Select(component => Words(Compile(component)));

        words.ToArray().ShouldBe(["from ab", "from a-b", "from other"]);
    }

    [Test]
    public void Sources_that_change_while_they_are_compiled_leave_nothing_behind_under_a_wrong_name()
    {
        Real("web", "Web", Greeting("hello"));
        Write(
            "components/web/Web.csproj",
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <Target Name="Change" BeforeTargets="CoreCompile">
                <Copy SourceFiles="$(RepositoryRoot)later.cs" DestinationFiles="Tasks.cs" />
              </Target>
            </Project>
            """
        );
        Write("later.cs", Greeting("goodbye"));

        Should
            .Throw<PlatformException>(() => Compile("web"))
            .Message.ShouldBe("The tasks of web changed while they were compiled.\nRun the same command again.");
        Words(Compile("web")).ShouldBe("goodbye");
        Write("components/web/Tasks.cs", Greeting("hello"));
        Project.IsUpToDate.ShouldBeFalse();
    }

    private int Compilations => File.ReadAllLines(Path.Combine(_root.Path, "compilations")).Length;

    private Assembly? Compile(string component)
    {
        var project = new ComponentProject(new Workspace(_root.Path), component);
        project.Compile(new CommandRunner(), new ProcessScope());
        return project.Load();
    }

    private static string Greeting(string words) =>
        $$"""
            namespace Web;

            public abstract class Greet : ComponentTask
            {
                public const string Words = "{{words}}";
            }

            """;

    private static string? Words(Assembly? tasks) =>
        (string?)
            tasks?.GetExportedTypes().Single(type => type.Name == "Greet").GetField("Words")?.GetRawConstantValue();

    /// <summary>A component that really compiles, and leaves a line each time it does.</summary>
    private void Real(string component, string project, string tasks)
    {
        foreach (var file in (string[])["Directory.Build.props", "global.json", "components/Directory.Build.props"])
        {
            Write(file, SourceTree.Read(file));
        }

        Write(
            $"components/{component}/{project}.csproj",
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <Target Name="Count" AfterTargets="CoreCompile">
                <WriteLinesToFile File="$(RepositoryRoot)compilations" Lines="compiled" />
              </Target>
            </Project>
            """
        );
        Write($"components/{component}/Tasks.cs", tasks);
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_root.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
