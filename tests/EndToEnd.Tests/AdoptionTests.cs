using PathToProd.EndToEnd.Harness;

namespace PathToProd.EndToEnd;

/// <summary>What people do who use Path to Prod in a repository of their own: from packages alone, without this repository.</summary>
public sealed class AdoptionTests
{
    [Test]
    public void A_platform_is_made_from_packages_alone_deployed_to_a_folder_and_to_a_cluster_and_extended()
    {
        using var platform = new AdoptedPlatform(PackedProduct.Now);

        platform
            .TypeBeside($"dotnet new install PathToProd.Templates --add-source {PackedProduct.Now}")
            .ShouldExitWith(0);
        platform.TypeBeside($"dotnet new path-to-prod --name {AdoptedPlatform.Name}").ShouldExitWith(0);
        platform.Type(
            "git init --quiet && git add --all && git -c user.name=a -c user.email=a@b commit --quiet -m new"
        );

        platform
            .Type("./build.sh --target=Deploy --component=ingress --output=json")
            .OutcomeOf("ingress")
            .ShouldBe("done");
        Directory.GetFiles(platform.PathOf("artifacts/sandbox"), "*", SearchOption.AllDirectories).ShouldNotBeEmpty();

        platform
            .Write("environments/e2e/environment.yaml", TestEnvironment.OfCluster(ControlPlane.Cluster))
            .Write("environments/e2e/values/ingress.yaml", Template.HollowValues["ingress"])
            .Write("environments/e2e/values/base-network.yaml", "name: platform-e2e\ndns_zone: e2e.platform.example\n")
            .Write("environments/e2e/values/base-k8s.yaml", "cluster_name: platform-e2e\n");
        platform
            .Type("./build.sh --target=Deploy --component=ingress --environment=e2e --output=json")
            .OutcomeOf("ingress")
            .ShouldBe("done");

        platform.Type("./build.sh --target=NewComponent --name=greeter --type=manifests");
        File.AppendAllText(
            platform.PathOf("components/greeter/Tasks.cs"),
            """

            /// <summary>./build.sh --target=Greet --component=greeter</summary>
            [TaskName("Greet")]
            public sealed class Greet : ComponentTask
            {
                /// <inheritdoc />
                protected override void Execute(ComponentContext context) => context.Note("hello from a task of its own");
            }

            """
        );
        platform
            .Type("./build.sh --target=Greet --component=greeter")
            .Output.ShouldContain("hello from a task of its own");

        foreach (var (path, text) in GuideFiles.Of("docs/extend.md").Where(file => file.Path.StartsWith("build/")))
        {
            platform.Write(path, text);
        }

        platform.Replace("components/greeter/component.yaml", "policies:\n", "policies:\n  - team-label\n");
        platform
            .Type("./build.sh --target=Test --component=greeter", exitCode: 1)
            .Output.ShouldContain("acme.example/team");
        platform.Replace("components/greeter/component.yaml", "  - team-label\n", "");
        platform.Type("./build.sh --target=Deploy --component=greeter");
        platform.Replace("components/greeter/manifests/deployment.yaml", "replicas: 1", "replicas: 2");
        platform.Type("tests/platform.sh");
        platform.Type("./build.sh --target=Status").Output.ShouldContain("greeter");
    }

    [Test]
    public void The_commands_of_the_guide_work_as_they_stand_there()
    {
        using var platform = new AdoptedPlatform(PackedProduct.Now);
        var commands = Guide.Read("adopt.md").OfType<GuidePart.Command>().Select(command => command.Line).ToArray();
        commands.Length.ShouldBeGreaterThan(6);

        platform.TypeBeside(string.Join(" &&\n", commands)).ShouldExitWith(0);
    }

    [Test]
    public void NewPlatform_makes_the_same_files_as_the_template()
    {
        using var platform = new AdoptedPlatform(PackedProduct.Now);

        platform
            .TypeBeside($"dotnet new install PathToProd.Templates --add-source {PackedProduct.Now}")
            .ShouldExitWith(0);
        platform.TypeBeside($"dotnet new path-to-prod --name {AdoptedPlatform.Name}").ShouldExitWith(0);
        platform.Type($"./build.sh --target=NewPlatform --to=../other --name={AdoptedPlatform.Name}");

        platform
            .TypeBeside($"diff --recursive --exclude=artifacts {AdoptedPlatform.Name} other")
            .Output.ShouldBeEmpty();
        platform
            .TypeBeside($"cd {AdoptedPlatform.Name} && find . -type f -perm -u=x | grep -v ./artifacts | sort")
            .Output.ShouldBe(platform.TypeBeside("cd other && find . -type f -perm -u=x | sort").Output);
    }
}
