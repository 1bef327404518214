using System.Text.Json.Nodes;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Plans;
using PathToProd.Facts.Runs;
using PathToProd.Tasks.Tests.Files;
using PathToProd.Tasks.Tests.Runs;
using PathToProd.Tasks.Tests.Tools;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Stages.Deployments;

/// <summary>With the real Terraform, whose built-in resource needs no provider.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(180_000)]
public sealed class TerraformDeploymentTests : IDisposable
{
    private const string State = "artifacts/state/sandbox/network.tfstate";
    private const string Values = "environments/sandbox/values/network.yaml";

    private readonly ComponentTestBed _bed = new ComponentTestBed()
        .RealTool(RealTools.Terraform)
        .Terraform("network", outputs: "output \"key\" {\n  value     = \"hidden-key\"\n  sensitive = true\n}");

    public void Dispose() => _bed.Dispose();

    [Test]
    public async Task It_records_outputs_and_the_state_and_leaves_no_values_behind()
    {
        _bed.File(Values, "text: two\n");

        (await _bed.DeployAsync("network")).Nodes[0].Error.ShouldBeNull();

        var ended = _bed.Lines.OfType<LedgerEntry.Ended>().Single();
        ended.Outputs.Select(output => $"{output.Key}={output.Value}").ShouldBe(["text=two"]);
        ended.SensitiveOutputs.ShouldBe(["key"]);
        var state = JsonNode.Parse(_bed[State])!;
        ended.Deployed.ShouldBe($"terraform:{state["lineage"]}:{state["serial"]}");
        _bed["environments/sandbox/ledger.jsonl"].ShouldNotContain("hidden-key");
        var work = Path.Combine(_bed.Root, "artifacts/work/sandbox/network/terraform");
        Directory.Exists(Path.Combine(work, "sandbox/.terraform")).ShouldBeTrue();
        Directory.GetFiles(work, "*.auto.tfvars.json", SearchOption.AllDirectories).ShouldBeEmpty();
        Directory.GetFiles(work, "*.tfplan", SearchOption.AllDirectories).ShouldBeEmpty();
#pragma warning disable CA1416 // modes are looked at where there are modes
        File.GetUnixFileMode(work).HasFlag(UnixFileMode.OtherRead).ShouldBeFalse();
#pragma warning restore CA1416

        (await _bed.DeployAsync("network")).Nodes[0].Outcome.ShouldBe(NodeOutcome.Unchanged);
        File.Delete(Path.Combine(_bed.Root, State));
        var again = await _bed.DeployAsync("network");
        again.Nodes[0].Stages[^1].Note!.ShouldContain("but is no longer there");
        File.Exists(Path.Combine(_bed.Root, State)).ShouldBeTrue();
    }

    [Test]
    public async Task A_plan_says_what_would_change_over_which_state_takes_no_lock_and_leaves_nothing_behind()
    {
        var result = await _bed.RunAsync("Plan", "network");

        _bed.Observer.Printed.ShouldBe([
            "network: This would change in network:\n+ create  terraform_data.place\n+ create  output key\n+ create  output text",
        ]);
        var part = result.Plan!.Components.Single();
        part.Over.ShouldBe(new PlanBase("nothing was ever deployed", null, PlanBase.NoState));
        part.Changes.Single().What.ShouldBe("terraform_data.place");
        part.Outputs.Single(output => output.Name == "key")
            .ShouldBe(new PlannedOutput("key", PlannedAction.Create) { IsSecret = true });
        File.Exists(Path.Combine(_bed.Root, State)).ShouldBeFalse();
        var work = Path.Combine(_bed.Root, "artifacts/work/sandbox/network");
        Directory.GetFiles(work, "*.tfplan", SearchOption.AllDirectories).ShouldBeEmpty();
        Directory.GetFiles(work, "*.auto.tfvars.json", SearchOption.AllDirectories).ShouldBeEmpty();

        await _bed.DeployAsync("network");
        _bed.File(Values, "text: two\n");
        var state = JsonNode.Parse(_bed[State])!;
        part = (await _bed.RunAsync("Plan", "network")).Plan!.Components.Single();
        part.Over.State.ShouldBe($"terraform:{state["lineage"]}:{state["serial"]}");
        part.Over.Attempt.ShouldBe(_bed.Lines.OfType<LedgerEntry.Started>().Single().Attempt);
        part.Values.ShouldBe([KeyValuePair.Create("text", "\"two\"")]);
    }

    [Test]
    public async Task Outputs_reach_what_requires_it_as_they_are_at_the_moment_and_plans_without_them_say_so()
    {
        _bed.Terraform("cluster", "requires: { network: '>=1.0.0' }\ninputs: { text: network.text }\n");
        var plan = await _bed.RunAsync("Plan", "cluster");
        _bed.Observer.Printed.Single()
            .ShouldBe(
                "cluster: Not known what would change in cluster, because it takes network.text, and network is neither deployed in sandbox nor in this plan."
            );
        plan.Plan!.Components.Single().Changes.ShouldBeEmpty();
        _bed.File(Values, "text: first\n");
        await _bed.DeployAsync("network");

        _bed.File(Values, "text: second\n");
        var both = await _bed.DeployAsync("network", "cluster");

        both.ExitCode.ShouldBe(ExitCode.Done);
        _bed.Ledger["cluster"].LastDeployment!.Outputs["text"].ToString().ShouldBe("second");
        File.Delete(Path.Combine(_bed.Root, State));
        (await _bed.RefusalAsync("Deploy", new RunOptions(), "cluster")).Message.ShouldContain("is no longer there");
    }

    [Test]
    public async Task Its_own_backend_gets_settings_for_component_and_environment_and_is_asked_whether_all_is_there()
    {
        _bed.File(
            "environments/sandbox/environment.yaml",
            $"target: {{ directory: artifacts/sandbox }}\nterraform: {{ backend: {{ path: '{_bed.Root}/elsewhere/{{environment}}-{{component}}.tfstate' }} }}\n"
        );
        Directory.CreateDirectory(Path.Combine(_bed.Root, "elsewhere"));

        (await _bed.DeployAsync("network")).Nodes[0].Error.ShouldBeNull();

        File.Exists(Path.Combine(_bed.Root, "elsewhere/sandbox-network.tfstate")).ShouldBeTrue();
        File.Exists(Path.Combine(_bed.Root, State)).ShouldBeFalse();
        (await _bed.DeployAsync("network")).Nodes[0].Outcome.ShouldBe(NodeOutcome.Unchanged);
    }

    [Test]
    public async Task Destroying_uses_what_was_deployed()
    {
        await _bed.DeployAsync("network");
        _bed.File("components/network/terraform/sandbox/main.tf", "terraform {\n  backend \"local\" {}\n}\n");

        (await _bed.RunAsync("Destroy", "network")).Nodes[0].Error.ShouldBeNull();

        JsonNode.Parse(_bed[State])!["resources"]!.AsArray().ShouldBeEmpty();
    }

    [Test]
    public async Task A_root_that_was_removed_is_missed_although_it_was_tested_before()
    {
        await _bed.RunAsync("Test", "network");
        Directory.Move(
            Path.Combine(_bed.Root, "components/network/terraform/sandbox"),
            Path.Combine(_bed.Root, "components/network/terraform/eks")
        );

        (await _bed.RunAsync("Test", "network"))
            .Nodes[0]
            .Error!.ShouldContain(
                "network has no Terraform root for the provider sandbox; add components/network/terraform/sandbox/, or choose another provider"
            );
    }

    [Test]
    public async Task An_output_with_a_secret_in_it_counts_as_sensitive_and_is_reported()
    {
        _bed.File("secret.txt", "s3cr\"t-word")
            .File(
                "environments/sandbox/environment.yaml",
                "target: { directory: artifacts/sandbox }\nsecrets:\n  WORD: { file: secret.txt }\n"
            )
            .File(Values, "text: ${secrets.WORD}\n")
            .File(
                "components/network/terraform/sandbox/more.tf",
                """
                output "url" {
                  value = "https://user:${urlencode(var.text)}@host"
                }

                output "deep" {
                  value = { list = [1, { inner = "a ${var.text} b" }] }
                }

                output "encoded" {
                  value = base64encode(jsonencode({ word = var.text }))
                }

                output "key_of_map" {
                  value = { (var.text) = 1 }
                }

                output "length" {
                  value = length(var.text)
                }
                """
            );

        var result = await _bed.DeployAsync("network");

        result.Nodes[0].Error.ShouldBeNull();
        var ended = _bed.Lines.OfType<LedgerEntry.Ended>().Single();
        ended.Outputs.Select(output => $"{output.Key}={output.Value}").ShouldBe(["length=11"]);
        ended.SensitiveOutputs.ShouldBe(["deep", "encoded", "key", "key_of_map", "text", "url"]);
        result
            .Nodes[0]
            .Stages[^1]
            .Note!.ShouldContain(
                "deep, encoded, key_of_map, text and url hold secrets, so they count as sensitive outputs and are not recorded; "
                    + "say so in network itself (sensitive = true)"
            );
        var ledger = _bed["environments/sandbox/ledger.jsonl"];
        ledger.ShouldNotContain("t-word");
        ledger.ShouldNotContain(Convert.ToBase64String("s3cr"u8.ToArray())[..4]);
    }

    [Test]
    public async Task What_requires_a_null_or_secret_output_is_refused_with_the_reason()
    {
        _bed.File("components/network/terraform/sandbox/more.tf", "output \"nothing\" {\n  value = null\n}\n")
            .Terraform(
                "cluster",
                "requires: { network: '>=1.0.0' }\ninputs:\n  text: network.nothing\n  more: network.key\n"
            );
        (await _bed.DeployAsync("network")).Nodes[0].Error.ShouldBeNull();
        _bed.Lines.OfType<LedgerEntry.Ended>().Single().NullOutputs.ShouldBe(["nothing"]);

        foreach (var target in (string[])["Plan", "Deploy"])
        {
            var result = await _bed.RunAsync(target, "cluster");

            result.ExitCode.ShouldBe(ExitCode.WrongInput);
            result
                .Nodes[0]
                .Error.ShouldBe(
                    "components/cluster/component.yaml(6,3): the output nothing of network 1.0.0 in sandbox is null, so there is no value to take; "
                        + "deploy network with values that set it, or take another output\n"
                        + "components/cluster/component.yaml(7,3): the output key of network 1.0.0 in sandbox is sensitive or holds a secret, "
                        + "and such a value is never recorded; let network put it into a secret store, and name it under secrets in environments/sandbox/environment.yaml"
                );
        }
    }

    /// <summary>
    /// Null and of another kind, sensitive in a part, and removed: each message says what is so, and where to change it.
    /// </summary>
    [Test]
    public async Task Outputs_that_cannot_be_taken_are_reported_with_the_reason()
    {
        const string More = "components/network/terraform/sandbox/more.tf";
        _bed.File(More, "output \"gone\" {\n  value = 1\n}\n");
        await _bed.DeployAsync("network");
        _bed.File(
                More,
                """
                output "zones" {
                  value = ["a", "b"]
                }

                output "account" {
                  value     = { name = "ours", key = sensitive("word") }
                  sensitive = true
                }

                output "facts" {
                  value = { name = "ours" }
                }
                """
            )
            .File("components/network/component.yaml", "name: network\nversion: 1.1.0\ntype: terraform\n");
        (await _bed.DeployAsync("network")).Nodes[0].Error.ShouldBeNull();
        _bed.Terraform(
                "cluster",
                "requires: { network: '>=1.0.0' }\ninputs:\n  text: network.zones\n  name: network.account\n  none: network.gone\n  zones: network.text\n"
            )
            .File(
                "components/cluster/terraform/sandbox/variables.tf",
                "variable \"zones\" {\n  type = list(string)\n  validation {\n    condition     = length(var.zones) >= 0\n    error_message = \"type = string\"\n  }\n}\n"
            );

        _bed.File("components/cluster/tests/inputs.yaml", "zones: [a]\n");

        (await _bed.DeployAsync("cluster"))
            .Nodes[0]
            .Error!.Split('\n')
            .ShouldBe([
                "components/cluster/component.yaml(6,3): the output zones of network 1.1.0 in sandbox is a list, "
                    + "and the variable text of components/cluster/terraform/sandbox takes a single value; "
                    + "take another output, or let the variable text of components/cluster/terraform/sandbox take a list",
                "components/cluster/component.yaml(7,3): the output account of network 1.1.0 in sandbox is sensitive or holds a secret, "
                    + "and such a value is never recorded; let network put it into a secret store, "
                    + "and name it under secrets in environments/sandbox/environment.yaml",
                "components/cluster/component.yaml(8,3): network 1.1.0 in sandbox no longer has the output gone: 1.0.0 was the last version that had it; "
                    + "use one of facts, text or zones, or add the output to network and deploy it again",
                "components/cluster/component.yaml(9,3): the output text of network 1.1.0 in sandbox is a single value, "
                    + "and the variable zones of components/cluster/terraform/sandbox takes a list; "
                    + "take another output, or let the variable zones of components/cluster/terraform/sandbox take a single value",
            ]);

        _bed.Terraform("cluster", "requires: { network: '>=1.0.0' }\ninputs: { zones: network.zones }\n");
        (await _bed.DeployAsync("cluster")).Nodes[0].Error.ShouldBeNull();
    }

    [Test]
    public async Task An_output_of_another_kind_than_a_chart_s_schema_takes_is_reported_with_both()
    {
        _bed.RealTool(RealTools.Helm)
            .File(
                "components/network/terraform/sandbox/more.tf",
                "output \"facts\" {\n  value = { name = \"ours\" }\n}\n"
            )
            .File(
                "components/web/component.yaml",
                "name: web\nversion: 1.0.0\ntype: helm\nrequires: { network: '>=1.0.0' }\ninputs:\n  zone.name: network.facts\n  text: network.text\n"
            )
            .File("components/web/chart/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
            .File("components/web/chart/values.yaml", "text: none\nzone: { name: none }\n")
            .File(
                "components/web/chart/values.schema.json",
                """{ "type": "object", "properties": { "text": { "type": "string" }, "zone": { "properties": { "name": { "type": "string" } } } } }"""
                    + "\n"
            )
            .File(
                "components/web/chart/templates/place.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: place\n  namespace: {{ .Release.Namespace }}\ndata:\n  text: {{ .Values.text | quote }}\n"
            );
        await _bed.DeployAsync("network");

        (await _bed.DeployAsync("web"))
            .Nodes[0]
            .Error.ShouldBe(
                "components/web/component.yaml(6,3): the output facts of network 1.0.0 in sandbox is an object, "
                    + "and zone.name in components/web/chart/values.schema.json takes a single value; "
                    + "take another output, or let zone.name in components/web/chart/values.schema.json take an object"
            );
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task State_is_private_and_what_was_open_before_is_closed_and_reported()
    {
#pragma warning disable CA1416 // modes are looked at where there are modes
        const UnixFileMode Open = (UnixFileMode)0b110_100_100;
        var first = await _bed.DeployAsync("network");
        (first.Nodes[0].Stages[^1].Note ?? "").ShouldNotContain("open to other users");
        var state = Path.Combine(_bed.Root, State);
        Mode(state).ShouldBe("600");
        Mode(Path.GetDirectoryName(state)!).ShouldBe("700");
        Mode(Path.Combine(_bed.Root, "artifacts/state")).ShouldBe("700");

        File.SetUnixFileMode(state, Open);
        File.SetUnixFileMode(
            Path.GetDirectoryName(state)!,
            Open | UnixFileMode.UserExecute | UnixFileMode.OtherExecute
        );
        _bed.File(Values, "text: two\n");
        var second = await _bed.DeployAsync("network");

        second
            .Nodes[0]
            .Stages[^1]
            .Note!.ShouldContain(
                "artifacts/state/sandbox was open to other users, and no longer is; "
                    + "artifacts/state/sandbox/network.tfstate was open to other users, and no longer is"
            );
        Mode(state).ShouldBe("600");
        Mode($"{state}.backup").ShouldBe("600");
        Mode(Path.GetDirectoryName(state)!).ShouldBe("700");

        static string Mode(string path) => Convert.ToString((int)File.GetUnixFileMode(path), 8);
#pragma warning restore CA1416
    }

    [Test]
    public async Task A_workspace_that_someone_chose_in_the_working_folder_is_forgotten()
    {
        await _bed.DeployAsync("network");
        _bed.File("artifacts/work/sandbox/network/terraform/sandbox/.terraform/environment", "blue");
        _bed.File(Values, "text: two\n");

        (await _bed.DeployAsync("network")).Nodes[0].Error.ShouldBeNull();

        _bed[State].ShouldContain("\"two\"");
        Directory
            .GetFiles(_bed.Root, "terraform.tfstate", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/.terraform/", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Test]
    public async Task Values_of_the_environment_win_over_files_of_values_in_the_root()
    {
        _bed.File(Values, "text: environment\n")
            .File("components/network/terraform/sandbox/terraform.tfvars", "text = \"first\"\n")
            .File("components/network/terraform/sandbox/zz.auto.tfvars", "text = \"last\"\n");

        (await _bed.DeployAsync("network")).Nodes[0].Error.ShouldBeNull();

        _bed.Lines.OfType<LedgerEntry.Ended>().Single().Outputs["text"].ToString().ShouldBe("environment");
    }

    [Test]
    public async Task A_full_disk_is_reported_as_such_and_not_as_a_lock_that_someone_holds()
    {
        using var disk = new SmallDisk(kilobytes: 16);
        await File.WriteAllBytesAsync(Path.Combine(disk.Path, "full"), new byte[16 << 10]);
        _bed.File(
            "environments/sandbox/environment.yaml",
            $"target: {{ directory: artifacts/sandbox }}\nterraform: {{ backend: {{ path: '{disk.Path}/{{component}}.tfstate' }} }}\n"
        );

        var error = (await _bed.DeployAsync("network")).Nodes[0].Error!;

        error.ShouldStartWith("terraform plan failed with exit code 1.");
        error.ShouldEndWith(
            "A disk is full: the one of the path above, else the one of artifacts/ or of the temporary folder. "
                + "Free space there, then run the same stage again."
        );
        error.ShouldNotContain("force-unlock");
    }

    [TestCase("# backend \"local\" {}\n", "", "the root declares no backend, so its state would be lost")]
    [TestCase("terraform {\n  cloud {}\n}\n", "", "a cloud block keeps the state of all environments in one workspace")]
    [TestCase(
        "terraform {\n  backend \"s3\" {}\n}\n",
        "",
        "the root keeps its state in s3, and sandbox does not say where there"
    )]
    [TestCase(
        "terraform {\n  backend \"local\" {}\n}\n",
        "terraform: { backend: { path: 'x/{component}' } }\n",
        "which is relative to a folder that every run empties"
    )]
    public async Task State_that_a_run_would_remove_is_refused_before_anything_is_touched(
        string root,
        string environment,
        string because
    )
    {
        _bed.File("environments/sandbox/environment.yaml", "target: { directory: artifacts/sandbox }\n" + environment)
            .File("components/network/terraform/sandbox/main.tf", root);

        var refused = await _bed.RefusalAsync("Deploy", new RunOptions(), "network");

        refused.ExitCode.ShouldBe(ExitCode.WrongInput);
        refused.Message.ShouldContain(because);
        _bed.Lines.ShouldBeEmpty();
    }
}
