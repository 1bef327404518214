using PathToProd.Decisions.Affected;

namespace PathToProd.Tests.Decisions.Affected;

public sealed class AffectedComponentsTests
{
    private const string One = "1 file changed since origin/main (0123456789ab): 1 component is affected.";

    [Test]
    public void A_file_of_a_component_affects_it_and_what_requires_it_in_every_environment() =>
        Change
            .Begin()
            .Modified("components/base/chart/values.yaml")
            .ShouldTell(
                "1 file changed since origin/main (0123456789ab): 3 components are affected.",
                "",
                "COMPONENT  ENVIRONMENTS            WHY",
                "base       prod, sandbox, staging  components/base/chart/values.yaml was changed",
                "ingress    prod, sandbox, staging  requires base, which is affected",
                "dns        prod, sandbox, staging  requires ingress, which is affected (2 steps from a change)"
            );

    [TestCase(0, "base")]
    [TestCase(1, "base ingress")]
    [TestCase(2, "base ingress dns")]
    [TestCase(null, "base ingress dns")]
    public void Requirements_are_followed_as_far_as_was_asked_for(int? depth, string expected) =>
        Names(Change.Begin().Modified("components/base/chart/values.yaml").Affected(depth)).ShouldBe(expected);

    [Test]
    public void A_component_beyond_the_depth_is_no_reason_either() =>
        Change
            .Begin()
            .Modified("components/base/a")
            .Modified("components/dns/a")
            .Affected(depth: 0)
            .Components.SelectMany(component => component.Reasons)
            .Select(reason => reason.Text)
            .ShouldBe(["components/base/a was changed", "components/dns/a was changed"]);

    [Test]
    public void Added_and_deleted_files_are_reported_as_such() =>
        Change
            .Begin()
            .Added("components/dns/new name\n.yaml")
            .Deleted("components/dns/chart/old.yaml")
            .Modified("components/dns/component.yaml")
            .ShouldTell(
                "3 files changed since origin/main (0123456789ab): 1 component is affected.",
                "",
                "COMPONENT  ENVIRONMENTS            WHY",
                "dns        prod, sandbox, staging  components/dns/chart/old.yaml was deleted",
                "                                   components/dns/component.yaml was changed",
                "                                   components/dns/new name\\u000a.yaml was added"
            );

    [Test]
    public void Of_many_reasons_the_first_are_shown()
    {
        var change = Change.Begin();
        foreach (var index in Enumerable.Range(1, 6))
        {
            change.Modified($"components/dns/{index}");
        }

        change.ShouldTell(
            "6 files changed since origin/main (0123456789ab): 1 component is affected.",
            "",
            "COMPONENT  ENVIRONMENTS            WHY",
            "dns        prod, sandbox, staging  components/dns/1 was changed",
            "                                   components/dns/2 was changed",
            "                                   components/dns/3 was changed",
            "                                   components/dns/4 was changed",
            "                                   and 2 more reasons; --verbosity=verbose shows all"
        );
        change.Text(verbose: true).ShouldContain("components/dns/6 was changed");
    }

    [Test]
    public void What_a_manifest_says_is_reported_by_name() =>
        Change
            .Begin()
            .Modified(
                "components/lonely/component.yaml",
                "name: lonely\nversion: 1.0.0\ntype: helm\n",
                "name: lonely\nversion: 1.1.0\ntype: helm\nowner: team\n"
            )
            .ShouldTell(
                One,
                "",
                "COMPONENT  ENVIRONMENTS            WHY",
                "lonely     prod, sandbox, staging  components/lonely/component.yaml: version changed from 1.0.0 to 1.1.0",
                "                                   components/lonely/component.yaml: owner was set to team"
            );

    [Test]
    public void A_comment_in_a_manifest_counts_as_every_byte_of_a_component_does() =>
        Change
            .Begin()
            .Modified(
                "components/lonely/component.yaml",
                "name: lonely\nversion: 1.0.0\ntype: helm\n",
                "# a comment\nname: lonely\nversion: 1.0.0\ntype: helm\n"
            )
            .ShouldTell(
                One,
                "",
                "COMPONENT  ENVIRONMENTS            WHY",
                "lonely     prod, sandbox, staging  components/lonely/component.yaml was changed"
            );

    [Test]
    public void A_value_affects_only_the_environments_that_use_its_file_and_so_do_dependants() =>
        Change
            .Begin()
            .Modified("environments/common/values/ingress.yaml", "replicas: 2\n", "replicas: 3\n")
            .Modified("environments/staging/values/ingress.yaml", "{}\n", "mode: \"on\"\n")
            .ShouldTell(
                "2 files changed since origin/main (0123456789ab): 2 components are affected.",
                "",
                "COMPONENT  ENVIRONMENTS   WHY",
                "ingress    prod, staging  environments/common/values/ingress.yaml: replicas changed from 2 to 3",
                "                          environments/staging/values/ingress.yaml: mode was set to on",
                "dns        prod, staging  requires ingress, which is affected"
            );

    [Test]
    public void A_component_changed_in_one_environment_reaches_its_dependants_there_alone()
    {
        var affected = Change
            .Begin()
            .Modified("environments/prod/values/base.yaml", "a: 1\n", "a: 2\n")
            .Modified("components/dns/a")
            .Affected();

        affected
            .Components.Select(component =>
                $"{component.Name} {component.Distance}: {string.Join(' ', component.Environments)}"
            )
            .ShouldBe(["base 0: prod", "dns 0: prod sandbox staging", "ingress 1: prod"]);
    }

    [Test]
    public void Only_one_environment_may_be_asked_about()
    {
        var change = Change
            .Begin()
            .Modified("environments/prod/values/base.yaml", "a: 1\n", "a: 2\n")
            .Modified("components/dns/a");

        Names(change.Affected(environment: "staging")).ShouldBe("dns");
        Names(change.Affected(environment: "prod")).ShouldBe("base dns ingress");
    }

    [Test]
    public void Values_that_say_the_same_in_other_words_affect_nothing() =>
        Change
            .Begin()
            .Modified(
                "environments/prod/values/base.yaml",
                "a: 1\nb: { c: x }\n",
                "# said better\nb:\n  c: \"x\"\na: 1\n"
            )
            .ShouldTell(
                "Nothing is affected: 1 file changed since origin/main (0123456789ab), and no component uses it."
            );

    [Test]
    public void Values_that_were_no_YAML_are_reported_as_a_file() =>
        Change
            .Begin()
            .Modified("environments/prod/values/lonely.yaml", "a: [\n", "a: 1\n")
            .ShouldTell(
                One,
                "",
                "COMPONENT  ENVIRONMENTS  WHY",
                "lonely     prod          environments/prod/values/lonely.yaml was changed"
            );

    [Test]
    public void References_to_secrets_stay_names() =>
        Change
            .Begin()
            .Platform(platform =>
                platform.Environment(
                    "prod",
                    "extends: common\ntarget: { cluster: { context: prod } }\nsecrets: { old: { env: OLD }, new: { env: NEW } }\n"
                )
            )
            .Modified(
                "environments/prod/values/lonely.yaml",
                "password: ${secrets.old}\n",
                "password: ${secrets.new}\n"
            )
            .ShouldTell(
                One,
                "",
                "COMPONENT  ENVIRONMENTS  WHY",
                "lonely     prod          environments/prod/values/lonely.yaml: password changed from ${secrets.old} to ${secrets.new}"
            );

    [Test]
    public void A_shared_file_affects_those_who_declare_it_and_an_entry_only_those_who_use_it() =>
        Change
            .Begin()
            .Platform(platform =>
                platform
                    .Component("dns", "shared: [images.yaml#dns]\n")
                    .Component("lonely", "shared: [images.yaml#lonely.tag]\n")
                    .Component("ingress", "shared: [images.yaml]\n")
            )
            .Modified(
                "images.yaml",
                "dns: { tag: \"1\" }\nlonely: { name: a, tag: \"1\" }\n",
                "dns: { tag: \"2\" }\nlonely: { name: b, tag: \"1\" }\n"
            )
            .ShouldTell(
                "1 file changed since origin/main (0123456789ab): 2 components are affected.",
                "",
                "COMPONENT  ENVIRONMENTS            WHY",
                "dns        prod, sandbox, staging  images.yaml#dns changed",
                "ingress    prod, sandbox, staging  images.yaml was changed"
            );

    [Test]
    public void Every_entry_of_a_shared_file_counts_when_it_is_not_known_what_it_said() =>
        Names(
                Change
                    .Begin()
                    .Platform(platform => platform.Component("dns", "shared: [images.yaml#dns]\n"))
                    .Added("images.yaml")
                    .Affected()
            )
            .ShouldBe("dns");

    [TestCase("provider: kind\n", "provider: eks\n", "base dns ingress lonely", "provider changed from kind to eks")]
    [TestCase(
        "{}\n",
        "kubernetes-version: 1.32.0\n",
        "base dns ingress lonely",
        "kubernetes-version was set to 1.32.0"
    )]
    [TestCase(
        "{}\n",
        "api-versions: [monitoring.coreos.com/v1]\n",
        "base dns ingress lonely",
        "api-versions was set to [monitoring.coreos.com/v1]"
    )]
    [TestCase("description: a\n", "description: b\n", "", "")]
    [TestCase("missing-dependencies: refuse\n", "missing-dependencies: deploy\n", "", "")]
    [TestCase(
        "terraform: { backend: { bucket: a } }\n",
        "terraform: { backend: { bucket: b } }\n",
        "cloud",
        "terraform.backend.bucket changed from a to b"
    )]
    [TestCase(
        "secrets: { password: { env: A } }\n",
        "secrets: { password: { env: B } }\n",
        "lonely",
        "secrets.password.env changed from A to B"
    )]
    public void A_setting_of_an_environment_affects_those_who_read_it(
        string before,
        string after,
        string expected,
        string reason
    )
    {
        var change = Change.Begin();
        if (reason.StartsWith("terraform", StringComparison.Ordinal))
        {
            change.Platform(platform =>
                platform.With("components/cloud/component.yaml", "name: cloud\nversion: 1.0.0\ntype: terraform\n")
            );
        }

        if (reason.StartsWith("secrets", StringComparison.Ordinal))
        {
            change.Platform(platform =>
                platform.With("environments/prod/values/lonely.yaml", "password: ${secrets.password}\n")
            );
        }

        var affected = change.Modified("environments/common/environment.yaml", before, after).Affected(depth: 0);

        Names(affected).ShouldBe(expected);
        affected
            .Components.SelectMany(component => component.Reasons)
            .ShouldAllBe(one => one.Text == $"environments/common/environment.yaml: {reason}");
        if (expected.Length > 0)
        {
            affected
                .Components[0]
                .Environments.ShouldBe(
                    reason.StartsWith("secrets", StringComparison.Ordinal) ? ["prod"] : ["prod", "staging"]
                );
        }
    }

    [Test]
    public void What_was_recorded_of_a_cluster_affects_the_charts_that_are_rendered_for_it()
    {
        var affected = Change
            .Begin()
            .Platform(platform =>
                platform.With("components/cloud/component.yaml", "name: cloud\nversion: 1.0.0\ntype: terraform\n")
            )
            .Modified("environments/prod/capabilities.yaml", "api-versions: [v1]\n", "api-versions: [v1, apps/v1]\n")
            .Affected(depth: 0);

        Names(affected).ShouldBe("base dns ingress lonely");
        affected
            .Components[0]
            .Reasons[0]
            .Text.ShouldBe("environments/prod/capabilities.yaml: api-versions changed from [v1] to [v1, apps/v1]");
    }

    [Test]
    public void A_new_environment_concerns_all_components_there() =>
        Change
            .Begin()
            .Added("environments/prod/environment.yaml")
            .Affected(depth: 0)
            .Components.ShouldAllBe(component => component.Environments.SequenceEqual(new[] { "prod" }));

    [Test]
    public void Pinned_versions_concern_their_own_environment() =>
        Change
            .Begin()
            .Platform(platform =>
                platform.Environment(
                    "prod",
                    "extends: common\ntarget: { cluster: { context: prod } }\nversions: pinned\n"
                )
            )
            .Modified("environments/prod/versions.yaml", "lonely: 1.0.0\ndns: 1.0.0\n", "lonely: 1.0.1\ndns: 1.0.0\n")
            .ShouldTell(
                One,
                "",
                "COMPONENT  ENVIRONMENTS  WHY",
                "lonely     prod          environments/prod/versions.yaml: lonely changed from 1.0.0 to 1.0.1"
            );

    [Test]
    public void Versions_that_an_environment_does_not_use_affect_nothing() =>
        Names(Change.Begin().Modified("environments/staging/versions.yaml").Affected()).ShouldBeEmpty();

    [Test]
    public void A_deleted_component_is_reported_and_affects_those_who_required_it() =>
        Change
            .Begin()
            .Deleted("components/old/component.yaml")
            .Deleted("components/old/chart/Chart.yaml")
            .Deleted("environments/gone/environment.yaml")
            .Modified(
                "components/lonely/component.yaml",
                "name: lonely\nversion: 1.0.0\ntype: helm\nrequires: { old: \"1\", base: \"1\" }\n",
                "name: lonely\nversion: 1.0.0\ntype: helm\n"
            )
            .ShouldTell(
                "4 files changed since origin/main (0123456789ab): 1 component is affected.",
                "",
                "COMPONENT  ENVIRONMENTS            WHY",
                "lonely     prod, sandbox, staging  components/lonely/component.yaml: requires.old was removed (it was \"1\")",
                "                                   components/lonely/component.yaml: requires.base was removed (it was \"1\")",
                "                                   required old, which was deleted",
                "",
                "Deleted: old. Destroy what is still deployed.",
                "",
                "Deleted environments: gone."
            );

    [TestCase("build/PathToProd.Tasks/Files/Workspace.cs")]
    [TestCase("build/tools.yaml")]
    [TestCase("tools.yaml")]
    [TestCase("global.json")]
    [TestCase("Directory.Packages.props")]
    public void The_program_affects_everything_and_is_reported_once(string path) =>
        Change
            .Begin()
            .Modified(path)
            .Modified("components/dns/a")
            .ShouldTell(
                $"2 files changed since origin/main (0123456789ab): everything is affected, because {path} was changed.",
                "",
                "COMPONENT  ENVIRONMENTS            WHY",
                "base       prod, sandbox, staging",
                "dns        prod, sandbox, staging  components/dns/a was changed",
                "ingress    prod, sandbox, staging",
                "lonely     prod, sandbox, staging"
            );

    [Test]
    public void Many_files_of_the_program_are_one_reason() =>
        Change
            .Begin()
            .Modified("build/tools.yaml")
            .Added("build/A.cs")
            .Deleted("build/B.cs")
            .Affected()
            .Everything.Select(reason => reason.Text)
            .ShouldBe(["build/A.cs was added, and 2 more files of the program"]);

    [Test]
    public void What_own_tasks_have_in_common_affects_those_who_have_some() =>
        Change
            .Begin()
            .HasOwnTasks("dns")
            .Modified("components/Directory.Build.props")
            .ShouldTell(
                One,
                "",
                "COMPONENT  ENVIRONMENTS            WHY",
                "dns        prod, sandbox, staging  components/Directory.Build.props was changed"
            );

    [Test]
    public void Of_the_platform_only_the_address_of_its_sources_is_in_what_is_built()
    {
        const string Path = "platform.yaml";
        const string Name = "name: platform\n";
        Names(Change.Begin().Modified(Path, Name, Name + "concurrency: 2\n").Affected()).ShouldBeEmpty();
        Change
            .Begin()
            .Modified(Path, Name, Name + "source: https://git.example.com/platform\n")
            .Affected()
            .Everything.Select(reason => reason.Text)
            .ShouldBe(["platform.yaml: source was set to https://git.example.com/platform"]);
    }

    [Test]
    public void Files_of_nothing_that_is_deployed_are_only_counted()
    {
        var change = Change
            .Begin()
            .Modified("README.md")
            .Modified("docs/solver.md")
            .Modified("build/PathToProd/README.md")
            .Modified("build/schemas/component.schema.json")
            .Modified("tests/PathToProd.Tests/A.cs")
            .Modified("environments/prod/ledger.jsonl")
            .Modified("environments/version-sets/a.yaml");
        change.ShouldTell(
            "Nothing is affected: 7 files changed since origin/main (0123456789ab), and no component uses any of them."
        );
        change.Modified("components/lonely/a").Text(verbose: true).ShouldEndWith("\n\n7 of 8 files affect nothing.\n");
    }

    [Test]
    public void Nothing_changed() =>
        Change.Begin().ShouldTell("Nothing is affected: no file differs from origin/main (0123456789ab).");

    [Test]
    public void For_a_matrix_it_is_one_document() =>
        Snapshot.MatchReport(
            "affected",
            Change
                .Begin()
                .Modified("components/ingress/chart/values.yaml")
                .Modified("environments/prod/values/lonely.yaml", "a: 1\n", "a: [2, x y]\n")
                .Deleted("components/old/component.yaml")
                .Json()
        );

    private static string Names(AffectedComponents affected) =>
        string.Join(' ', affected.Components.Select(component => component.Name));
}
