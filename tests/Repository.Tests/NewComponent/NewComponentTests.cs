using System.Text.Json;

namespace Repository.Tests.NewComponent;

/// <summary>What NewComponent makes, taken through its stages by the compiled program with the real tools.</summary>
public sealed class NewComponentTests
{
    private ScratchCheckout _checkout = null!;

    [OneTimeSetUp]
    public void SetUp() => _checkout = new ScratchCheckout();

    [OneTimeTearDown]
    public void TearDown() => _checkout.Dispose();

    [TestCase("helm", "Deployment,Service,ServiceAccount")]
    [TestCase("terraform", "")]
    [TestCase("manifests", "Deployment,Service,ServiceAccount")]
    [TestCase("controller", "ClusterRole,ClusterRoleBinding,CustomResourceDefinition,Deployment,ServiceAccount")]
    public void A_new_component_builds_passes_its_tests_and_is_deployed_as_it_is(string type, string kinds)
    {
        var name = $"cert-manager-{type}";
        var output = _checkout.RunWell("--target=NewComponent", $"--name={name}", $"--type={type}");
        Snapshot.Match(output, $"A_new_component_says_what_to_do_next.{type}");

        _checkout.RunWell("--target=Build", $"--component={name}").ShouldContain($"{name}  Build");
        _checkout.RunWell("--target=Lint", $"--component={name}");
        _checkout.RunWell("--target=Test", $"--component={name}");
        _checkout.RunWell("--target=Deploy", $"--component={name}");

        DeployedKinds(name).ShouldBe(kinds);
        _checkout
            .RunWell("--target=Deploy", $"--component={name}")
            .ShouldContain("unchanged", customMessage: "the second deployment");
        Directory.Exists(_checkout.InRoot($"components/{name}/obj")).ShouldBeFalse();
    }

    [Test]
    public void Names_that_YAML_Kubernetes_or_NET_take_for_something_else_work_too()
    {
        _checkout.RunWell("--target=NewComponent", "--name=123"); // a number, and no name of a service
        _checkout.RunWell("--target=NewComponent", "--name=on", "--type=controller"); // true
        _checkout.RunWell("--target=NewComponent", "--name=path-to-prod", "--type=manifests"); // an assembly of ours

        _checkout.RunWell("--target=Test", "--component=123,on,path-to-prod");
    }

    [TestCase("helm")]
    [TestCase("terraform")]
    [TestCase("manifests")]
    [TestCase("controller")]
    public void No_marker_is_left_in_what_is_made(string type)
    {
        var name = $"marks-{type}";
        _checkout.RunWell("--target=NewComponent", $"--name={name}", $"--type={type}");
        foreach (var file in Files(name))
        {
            file.ShouldNotContain("__");
            File.ReadAllText(_checkout.InRoot($"components/{name}/{file}")).ShouldNotContain("__", customMessage: file);
        }
    }

    [Test]
    public void Backstage_gets_its_entry_on_request_alone()
    {
        _checkout
            .RunWell("--target=NewComponent", "--name=listed", "--backstage")
            .ShouldContain("  catalog-info.yaml\n");
        _checkout.RunWell("--target=NewComponent", "--name=unlisted");

        File.ReadAllText(_checkout.InRoot("components/listed/catalog-info.yaml"))
            .ShouldBe(
                """
                # For Backstage's catalogue. Change owner with that of component.yaml.
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata:
                  name: listed
                  title: listed
                  description: The component listed of reference-platform
                spec:
                  type: platform-component
                  lifecycle: experimental
                  owner: change-me
                  system: reference-platform

                """
            );
        Files("unlisted").ShouldNotContain("catalog-info.yaml");
        _checkout.RunWell("--target=Build", "--component=listed");
    }

    [Test]
    public void Terraform_gets_a_root_for_every_provider_that_an_environment_uses()
    {
        _checkout.RunWell("--target=NewComponent", "--name=buckets", "--type=terraform");
        Files("buckets")
            .Where(file => file.StartsWith("terraform/", StringComparison.Ordinal))
            .Select(file => file.Split('/')[1])
            .Distinct()
            .Order()
            .ShouldBe(["kind", "sandbox"]);
    }

    [TestCase("helm", "chart/Chart.yaml,tests/inputs.yaml,tests/smoke.sh")]
    [TestCase("terraform", "terraform/sandbox/main.tf,tests/inputs.yaml")]
    [TestCase("manifests", "manifests/deployment.yaml,tests/smoke.sh")]
    [TestCase("controller", "manifests/crd.yaml,tests/smoke.sh")]
    public void All_files_that_the_guide_lists_are_there_and_scripts_can_be_started(string type, string some)
    {
        var name = $"guided-{type}";
        _checkout.RunWell("--target=NewComponent", $"--name={name}", $"--type={type}");

        string[] listed = ["component.yaml", "Tasks.cs", "README.md", .. some.Split(',')];
        listed.Except(Files(name)).ShouldBeEmpty();
        Files(name)
            .Where(file => file.EndsWith(".sh", StringComparison.Ordinal))
            .ShouldAllBe(file =>
                OperatingSystem.IsWindows()
                || File.GetUnixFileMode(_checkout.InRoot($"components/{name}/{file}"))
                    .HasFlag(UnixFileMode.OtherExecute)
            );
    }

    [Test]
    public void Programs_get_the_same_as_JSON()
    {
        var output = _checkout.RunWell("--target=NewComponent", "--name=for-programs", "--output=json");
        using var json = JsonDocument.Parse(output);
        json.RootElement.GetProperty("component").GetString().ShouldBe("for-programs");
        json.RootElement.GetProperty("type").GetString().ShouldBe("helm");
        json.RootElement.GetProperty("folder").GetString().ShouldBe("components/for-programs");
        json.RootElement.GetProperty("files")
            .EnumerateArray()
            .Select(file => file.GetString()!)
            .ShouldBe(Files("for-programs"));
    }

    [Test]
    public void What_a_killed_run_left_does_no_harm()
    {
        Directory.CreateDirectory(_checkout.InRoot("components/.killed.next"));
        File.WriteAllText(_checkout.InRoot("components/.killed.next/half-a-file"), "");
        _checkout.RunWell("--target=NewComponent", "--name=killed");
        Files("killed").ShouldNotContain("half-a-file");
    }

    private string[] Files(string name) =>
        [
            .. Directory
                .EnumerateFiles(_checkout.InRoot($"components/{name}"), "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(_checkout.InRoot($"components/{name}"), file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    private string DeployedKinds(string name)
    {
        var folder = _checkout.InRoot($"artifacts/sandbox/{name}");
        var lines = Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
                .SelectMany(File.ReadLines)
                .Where(line => line.StartsWith("kind: ", StringComparison.Ordinal))
            : [];
        return string.Join(',', lines.Select(line => line["kind: ".Length..]).Order(StringComparer.Ordinal));
    }
}
