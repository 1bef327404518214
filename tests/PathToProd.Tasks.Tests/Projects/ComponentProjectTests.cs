using PathToProd.Tasks.Files;
using PathToProd.Tasks.Projects;
using PathToProd.Tasks.Tests.Files;

namespace PathToProd.Tasks.Tests.Projects;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
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

    private void Write(string path, string text)
    {
        var file = Path.Combine(_root.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
