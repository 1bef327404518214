using System.Text.RegularExpressions;
using PathToProd.Model.Components;
using PathToProd.Model.Kubernetes.Policies;
using PathToProd.Model.Platform;
using PathToProd.Model.Platform.Loading;
using PathToProd.Model.ToolPins;
using PathToProd.Tasks.Files;
using Repository.Tests.House;

namespace Repository.Tests.Components;

/// <summary>
/// The Terraform that this repository ships reads like any other: the rules are those that Terraform's linters check.
/// </summary>
public sealed partial class TerraformConventionTests
{
    private static IReadOnlyList<TerraformFolder> Folders => TerraformFolder.All;

    [TestCaseSource(nameof(Folders))]
    public void Names_are_in_snake_case_and_described_and_nothing_is_declared_in_vain(object folder) =>
        ((TerraformFolder)folder).Problems().ShouldBeEmpty();

    [Test]
    public void The_rules_find_what_breaks_them()
    {
        const string Text = """
            variable "vpcId" {
              type = string
            }

            variable "zone" {
              description = "The zone."
              validation {
                condition     = var.zone != ""
                error_message = "Name the zone."
              }
            }

            locals {
              used      = var.vpcId
              notNeeded = local.used
            }

            module "plan" {
              source = "../plan"
            }

            data "aws_region" "here" {}

            output "id" {
              value = var.zone_of_another
            }
            """;
        new TerraformFolder("here", [.. TerraformBlock.Of("main.tf", Text)])
            .Problems()
            .ShouldBe([
                "main.tf: variable vpcId is not in snake_case",
                "main.tf: locals notNeeded is not in snake_case",
                "main.tf: variable vpcId has no description",
                "main.tf: variable zone has no type",
                "main.tf: output id has no description",
                "main.tf: var.zone is declared and not used",
                "main.tf: local.notNeeded is declared and not used",
                "main.tf: data.aws_region.here is declared and not used",
                "main.tf: module.plan is declared and not used",
            ]);
    }

    /// <summary>A component takes its values in every environment, and others build on its outputs in every one.</summary>
    [TestCaseSource(nameof(Components))]
    public void Every_root_of_a_component_has_the_same_outputs_and_takes_all_its_inputs(ComponentManifest component)
    {
        foreach (var root in Roots(component))
        {
            root.Names("output").ShouldBe(Roots(component).First().Names("output"), root.Path);
            component
                .Inputs.Select(input => input.ValuePath)
                .Except(root.Names("variable"))
                .ShouldBeEmpty($"{root} does not declare these inputs of {component.Name}");
        }
    }

    [TestCaseSource(nameof(Components))]
    public void Every_value_of_an_environment_is_a_variable_of_the_root_it_goes_to(ComponentManifest component)
    {
        foreach (var environment in Model.Environments.Values)
        {
            var root = Roots(component)
                .SingleOrDefault(root => root.Path.EndsWith($"/{environment.Provider}", StringComparison.Ordinal));
            if (root is not null)
            {
                Model
                    .Values(environment.Name, component.Name)
                    .Entries.Select(entry => entry.Key)
                    .Except(root.Names("variable"))
                    .ShouldBeEmpty($"{root} does not declare these values of {environment.Name}");
            }
        }
    }

    /// <summary>What Doctor accepts, what every root demands and what the README says is one version.</summary>
    [Test]
    public void The_oldest_Terraform_is_the_same_everywhere()
    {
        var accepted = ToolPinsReader.Read("build/tools.yaml", TrackedFiles.Read("build/tools.yaml"), [])[
            "terraform"
        ]!.Accept;
        var oldest = Regex.Match(accepted, @"^>=(\d+\.\d+)\.0 <2\.0\.0$").Groups[1].Value;
        oldest.ShouldNotBeEmpty($"tools.yaml accepts {accepted}");

        foreach (var folder in Folders)
        {
            folder
                .Of("terraform")
                .Select(block => Required().Match(block.Body).Groups["range"].Value)
                .ShouldBe([$">= {oldest}.0"], folder.Path);
        }

        TrackedFiles.Read("README.md").ShouldContain($"Terraform {oldest}+");
        TrackedFiles
            .Read("build/PathToProd.Tools/Terraform/TerraformAliases.cs")
            .ShouldContain($"Terraform, {oldest} and later");
    }

    [Test]
    public void All_Terraform_is_formatted() =>
        Terraform(
                SourceTree.Root,
                "fmt",
                "-check",
                "-recursive",
                "-list=true",
                "components",
                "build/PathToProd.Host/Templates"
            )
            .ShouldBeEmpty();

    /// <summary>Of roots that need no provider, which has to be downloaded.</summary>
    [TestCaseSource(nameof(WithoutProviders))]
    public void A_root_or_module_is_valid(object folder)
    {
        var path = ((TerraformFolder)folder).Path;
        var terraform = path[..(path.LastIndexOf("/terraform/", StringComparison.Ordinal) + "/terraform".Length)];
        var copy = Directory.CreateTempSubdirectory("path-to-prod-valid-").FullName;
        try
        {
            FileTree.Copy(SourceTree.PathOf(terraform), copy);
            var root = Path.Combine(copy, Path.GetRelativePath(terraform, path));
            Terraform(root, "init", "-backend=false", "-input=false").ShouldContain("successfully initialized");
            Terraform(root, "validate", "-no-color").ShouldContain("The configuration is valid.");
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static IEnumerable<TerraformFolder> WithoutProviders =>
        Folders.Where(folder =>
            !folder.Of("terraform").Any(block => block.Body.Contains("required_providers", StringComparison.Ordinal))
        );

    private static PlatformModel Model { get; } =
        PlatformLoader.Load(new DiskPlatformFiles(new Workspace(SourceTree.Root)), [.. Policy.All.Keys]);

    private static IEnumerable<ComponentManifest> Components =>
        Model.Components.Values.Where(component => component.Type == ComponentType.Terraform);

    private static IReadOnlyList<TerraformFolder> Roots(ComponentManifest component) =>
        [
            .. Folders.Where(folder =>
                folder.IsRoot && folder.Path.StartsWith($"components/{component.Name}/", StringComparison.Ordinal)
            ),
        ];

    private static string Terraform(string folder, params string[] arguments)
    {
        var start = ExternalProgram.Start(folder, "terraform", arguments);
        start.Environment.Remove("TF_CLI_CONFIG_FILE");
        return ExternalProgram.End(start).Output;
    }

    [GeneratedRegex("required_version = \"(?<range>[^\"]*)\"")]
    private static partial Regex Required();
}
