using System.Text.Json;
using PathToProd.Model.ToolPins;
using PathToProd.Tasks.Tools.Installation;
using PathToProd.TestTools;

namespace PathToProd.Tasks.Tests.Tools.Installation;

/// <summary>What the repository's own <c>build/tools.yaml</c> promises.</summary>
public sealed class ThePinsTests
{
    private static readonly string[] Installed = ["terraform", "helm", "kubectl"];

    [TestCaseSource(nameof(Installed))]
    public void A_tool_can_be_installed_on_every_usual_machine(string name)
    {
        var pin = ThePins.Read()[name]!;

        foreach (var runtime in RuntimeIdentifier.Known.Except(["win-arm64"]))
        {
            pin.InstallableOn(InstallationBed.Runtime(runtime)).ShouldNotBeEmpty($"{name} on {runtime}");
        }
    }

    [TestCaseSource(nameof(Installed))]
    public void Every_version_that_is_installed_is_accepted(string name)
    {
        var pin = ThePins.Read()[name]!;

        pin.InstallableVersions.ShouldAllBe(version => pin.Accepts(version));
    }

    [Test]
    public void Downloads_are_asked_for_at_the_projects_own_addresses()
    {
        Addresses("osx-arm64")
            .ShouldBe([
                "https://releases.hashicorp.com/terraform/1.11.4/terraform_1.11.4_darwin_arm64.zip terraform",
                "https://get.helm.sh/helm-v4.1.4-darwin-arm64.tar.gz darwin-arm64/helm",
                "https://dl.k8s.io/v1.35.2/kubernetes-client-darwin-arm64.tar.gz kubernetes/client/bin/kubectl",
            ]);
        Addresses("win-x64")
            .ShouldBe([
                "https://releases.hashicorp.com/terraform/1.11.4/terraform_1.11.4_windows_amd64.zip terraform.exe",
                "https://get.helm.sh/helm-v4.1.4-windows-amd64.zip windows-amd64/helm.exe",
                "https://dl.k8s.io/v1.35.2/kubernetes-client-windows-amd64.tar.gz kubernetes/client/bin/kubectl.exe",
            ]);
    }

    [TestCase("helm")]
    [TestCase("kubectl")]
    public void Where_only_a_registry_is_reached_the_same_version_is_installed(string name)
    {
        var pin = ThePins.Read()[name]!;

        pin.InstallableVersions.ShouldHaveSingleItem().ShouldBe(pin.Version);
        pin.InstallableOn(InstallationBed.Runtime("linux-x64")).Last().ShouldBeOfType<NpmSource>();
    }

    [Test]
    public void The_current_helm_of_the_tests_is_the_pinned_one() =>
        ThePins.Read()["helm"]!.Version.ShouldBe(HelmVersions.Current);

    [Test]
    public void The_README_says_the_versions_that_are_accepted()
    {
        var pins = ThePins.Read();
        string Oldest(string tool) => pins[tool]!.Accept.Split(' ')[0].TrimStart('>', '=')[..^".0".Length];

        SourceTree
            .Read("README.md")
            .ShouldContain(
                $"Terraform {Oldest("terraform")}+, Helm {Oldest("helm")}+ and (for clusters) kubectl {Oldest("kubectl")}+"
            );
    }

    [Test]
    public void The_SDK_is_the_one_that_global_json_pins()
    {
        using var document = JsonDocument.Parse(SourceTree.Read("global.json"));
        var pinned = document.RootElement.GetProperty("sdk").GetProperty("version").GetString()!;

        var sdk = ThePins.Read()["dotnet"]!;

        sdk.Accepts(pinned).ShouldBeTrue();
        sdk.Accept.ShouldStartWith($">={pinned} ");
    }

    [Test]
    [CancelAfter(60_000)]
    public void The_tools_of_this_machine_say_their_versions()
    {
        using var repository = new InstallationBed();
        var machine = ToolMachine.Current(repository.Root);
        var probe = new VersionProbe(new ToolRun(), machine);
        var pins = ThePins.Read();

        foreach (var name in (string[])["terraform", "kubectl", "git", "npm", "dotnet"])
        {
            var file = ProgramSearch.Find(machine.SearchPath, name).First();
            var answer = probe.Ask(pins[name]!, file);
            answer.Trouble.ShouldBeNull(file);
            pins[name]!.Accepts(answer.Version!).ShouldBeTrue($"{file} {answer.Version}");
        }
    }

    private static IEnumerable<string> Addresses(string name) =>
        from runtime in (RuntimeIdentifier[])[InstallationBed.Runtime(name)]
        from tool in ThePins.Read().Tools
        from source in tool.InstallableOn(runtime).OfType<AddressSource>()
        select $"{runtime.Fill(source.Template, source.Version)} {runtime.Fill(source.File!, source.Version)}";
}
