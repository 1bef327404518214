using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>A platform in Git with a Terraform root and manifests, of which plans are made and applied.</summary>
public abstract class PlanTestBed
{
    private protected const string Root =
        "variable \"size\" {\n  default = 1\n}\n\nresource \"terraform_data\" \"network\" {\n  input = var.size\n}\n\n"
        + "output \"name\" {\n  value = \"network-${terraform_data.network.output}\"\n}\n\n"
        + "output \"size\" {\n  value = var.size\n}\n";

    private protected ScratchPlatform Platform { get; private set; } = null!;

    [SetUp]
    public void SetUp()
    {
        Platform = new ScratchPlatform().RealTool("terraform").Terraform("network", Root).Component("notes");
        Platform.File(".gitignore", "/artifacts/\n");
        Commit("one");
    }

    [TearDown]
    public void TearDown() => Platform.Dispose();

    /// <summary>Applies a plan that breaks off half way.</summary>
    private protected void Fail()
    {
        Taker(
            "cluster",
            "network.name",
            "  provisioner \"local-exec\" {\n    command = \"cat ../../../../../../open\"\n  }\n"
        );
        Commit("two");
        Plan();
        Apply().ExitCode.ShouldBe(1);
    }

    private protected void Taker(string name, string output, string more = "") =>
        Platform.Terraform(
            name,
            $"variable \"network\" {{\n  type = string\n}}\n\nresource \"terraform_data\" \"it\" {{\n  input = var.network\n{more}}}\n",
            $"requires: {{ network: \"*\" }}\ninputs: {{ network: {output} }}\n"
        );

    private protected ProgramResult Plan() =>
        Platform.Run("--target=Plan", "--component=all", "--save=plan.json").ShouldSucceed();

    private protected ProgramResult Apply(params string[] more) =>
        Platform.Run(["--target=Deploy", "--plan=plan.json", .. more]);

    private protected JsonNode Saved => JsonNode.Parse(Platform.Read("plan.json"))!;

    private protected JsonNode Part(string component) =>
        Saved["components"]!.AsArray().Single(part => (string?)part!["component"] == component)!;

    private protected string Head() => TestGit.Run(Platform.Root, "rev-parse", "HEAD").Trim();

    private protected void Commit(string message)
    {
        if (!Platform.Has(".git"))
        {
            TestGit.CommitAll(Platform.Root);
            return;
        }

        TestGit.Run(Platform.Root, "add", "--all", "--", ".", ":!plan.json");
        TestGit.Run(Platform.Root, "commit", "--quiet", "--message", message);
    }
}
