using PathToProd.Model.Environments;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Tasks.Tests.Runs;

namespace PathToProd.Tasks.Tests.Stages.Deployments;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TargetFolderTests : IDisposable
{
    private readonly ComponentTestBed _bed = new ComponentTestBed().File("components/web/component.yaml", "x");

    public void Dispose() => _bed.Dispose();

    [TestCase("artifacts/sandbox")]
    [TestCase("gitops")]
    [TestCase("ROOT/gitops/prod")]
    [TestCase("ROOT-beside")]
    public void A_folder_that_holds_nothing_else_is_no_problem(string path) => Problems(path).ShouldBeEmpty();

    [TestCase("ROOT")]
    [TestCase("ROOT/")]
    [TestCase("ROOT/..")]
    [TestCase("/")]
    public void A_folder_that_holds_the_checkout_is_refused(string path) =>
        Problems(path)
            .ShouldBe(
                $"environments/sandbox/environment.yaml: the directory {path} holds this checkout, which a deployment could remove; "
                    + "write one such as artifacts/sandbox"
            );

    [TestCase("ROOT/components", "components")]
    [TestCase("ROOT/artifacts/store", "artifacts/store")]
    [TestCase("ROOT/x/../.git/hooks", ".git/hooks")]
    public void The_program_s_own_folder_is_refused_however_it_is_written(string path, string real) =>
        Problems(path)
            .ShouldBe(
                $"environments/sandbox/environment.yaml: the directory {path}, which is {real}, holds other things, which a deployment "
                    + "could remove; write one such as artifacts/sandbox"
            );

    [Test]
    public void A_link_to_the_program_s_own_folder_is_refused()
    {
        File.CreateSymbolicLink(Path.Combine(_bed.Root, "deployed"), "components");

        Problems("deployed/web")
            .ShouldBe(
                "environments/sandbox/environment.yaml: the directory deployed/web, which is components/web, holds other things, which a "
                    + "deployment could remove; write one such as artifacts/sandbox"
            );
    }

    [Test]
    public void A_file_is_refused()
    {
        _bed.File("gitops", "x");

        Problems("gitops")
            .ShouldBe(
                "environments/sandbox/environment.yaml: the directory gitops is a file; name a folder, or remove the file"
            );
    }

    private string Problems(string path)
    {
        var environment = new EnvironmentManifest
        {
            Name = "sandbox",
            Target = new Target.Directory(path.Replace("ROOT", _bed.Root, StringComparison.Ordinal)),
            Source = new("environments/sandbox/environment.yaml"),
        };
        return string.Join('\n', TargetFolder.Check(environment, _bed.Workspace))
            .Replace(_bed.Root, "ROOT", StringComparison.Ordinal);
    }
}
