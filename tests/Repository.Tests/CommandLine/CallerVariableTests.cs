namespace Repository.Tests.CommandLine;

/// <summary>What the caller's shell happens to have set changes neither what is deployed nor where its state lives.</summary>
public sealed class CallerVariableTests
{
    private ScratchPlatform _platform = null!;

    [SetUp]
    public void SetUp() =>
        _platform = new ScratchPlatform()
            .Terraform(
                "network",
                "variable \"zone\" {\n  default = \"a\"\n}\n\noutput \"zone\" {\n  value = var.zone\n}\n"
            )
            .RealTool("terraform");

    [TearDown]
    public void TearDown() => _platform.Dispose();

    [Test]
    public void What_would_move_the_state_or_give_values_is_refused_before_anything_is_touched()
    {
        _platform
            .Variable("TF_WORKSPACE", "blue")
            .Variable("TF_VAR_zone", "b")
            .Variable("TF_CLI_ARGS_apply", "-state=x");

        var refused = _platform.Run("--target=Deploy", "--component=network").ShouldEnd(2);

        refused.Error.ShouldBe(
            """
            TF_CLI_ARGS_apply is set, and it adds arguments to a Terraform command, which can move the state; unset it: what a component needs stands in its root, and what an environment needs in its files
            TF_VAR_zone is set, and it gives a root a value that no file of the platform says; unset it, and give the value in environments/<environment>/values/<component>.yaml; a secret is named there and read from a variable of another name
            TF_WORKSPACE is set, and it chooses a workspace, which is another state; unset it: each component has one state in each environment, and terraform.backend in environment.yaml says where

            """.ReplaceLineEndings("\n")
        );
        Directory.Exists(Path.Combine(_platform.Root, "artifacts/state")).ShouldBeFalse();
        File.Exists(Path.Combine(_platform.Root, "environments/sandbox/ledger.jsonl")).ShouldBeFalse();
    }

    [Test]
    public void What_is_cleared_is_reported_and_changes_nothing()
    {
        var elsewhere = Path.Combine(_platform.Home, "elsewhere");
        _platform
            .Variable("TF_DATA_DIR", elsewhere)
            .Variable("TF_LOG", "trace")
            .Variable("TF_LOG_PATH", Path.Combine(_platform.Home, "trace.log"))
            .Variable("TF_WORKSPACE", "default");

        var result = _platform.Run("--target=Deploy", "--component=network").ShouldSucceed();

        result.Error.ShouldContain(
            "TF_DATA_DIR, TF_LOG and TF_LOG_PATH are not handed to terraform; docs/caller-variables.md says why."
        );
        Directory.Exists(elsewhere).ShouldBeFalse();
        File.Exists(Path.Combine(_platform.Home, "trace.log")).ShouldBeFalse();
        result.Raw.ShouldNotContain("[TRACE]");
        File.Exists(Path.Combine(_platform.Root, "artifacts/state/sandbox/network.tfstate")).ShouldBeTrue();
    }

    [Test]
    public void What_would_move_the_state_of_a_backend_is_refused_for_roots_that_use_it_and_passed_for_others()
    {
        _platform
            .Variable("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
            .Variable("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1")
            .Variable("KUBE_NAMESPACE", "elsewhere");
        _platform.Run("--target=Deploy", "--component=network").ShouldSucceed();
        File.Exists(Path.Combine(_platform.Root, "artifacts/state/sandbox/network.tfstate")).ShouldBeTrue();
        _platform
            .File("components/network/terraform/sandbox/main.tf", "terraform {\n  backend \"s3\" {}\n}\n")
            .Environment(
                "sandbox",
                "target: { directory: artifacts/sandbox }\n"
                    + "terraform: { backend: { bucket: ours, key: '{component}', region: eu-west-1, endpoint: 'http://127.0.0.1:1' } }\n"
            );

        _platform
            .Run("--target=Deploy", "--component=network")
            .ShouldOnlySay(
                2,
                "AWS_ENDPOINT_URL_DYNAMODB is set, and it says where the s3 backend keeps the lock of state; "
                    + "say dynamodb_endpoint under terraform.backend in environment.yaml, which counts more than the variable, or unset it"
            );
    }

    [Test]
    public void What_the_run_does_not_start_does_not_matter()
    {
        _platform.Variable("TF_WORKSPACE", "blue").Variable("HELM_DRIVER", "memory").Component("rules");

        _platform.Run("--target=Deploy", "--component=rules").ShouldSucceed();
    }
}
