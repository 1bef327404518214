using PathToProd.Model.Environments;
using PathToProd.Tasks.Clusters;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Tests.Runs;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Clusters;

public sealed class ApiServerTests
{
    [Test]
    public async Task A_run_whose_ledger_is_in_files_never_loads_the_client()
    {
        using var bed = new ComponentTestBed();
        bed.Manifests("base");

        (await bed.DeployAsync("base")).ExitCode.ShouldBe(ExitCode.Done);
        ApiServer.Of(new Target.Cluster("any", "/no/such/file"), new Workspace(bed.Root)).Context.ShouldBe("any");

        AppDomain
            .CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetName().Name)
            .ShouldNotContain("KubernetesClient");
    }
}
