using PathToProd.Text;
using static PathToProd.Tests.Model.Platform.BadInput;

namespace PathToProd.Tests.Model.Platform;

/// <summary>Each way in which manifests can be wrong, with its whole message.</summary>
public sealed class BadInputTests
{
    private static PlatformBuilder Platform() => PlatformBuilder.Platform();

    [Test]
    public void Wrong_manifests_are_wrong_input()
    {
        var exception = Should.Throw<PlatformException>(() => Platform().Component("Ingress").Load());
        exception.ExitCode.ShouldBe(ExitCode.WrongInput);
        exception.Problems.Count.ShouldBe(1);
    }

    [Test]
    public void Malformed_yaml_is_one_problem_and_the_other_files_are_still_checked() =>
        Tells(
            Platform()
                .With("components/broken/component.yaml", "name: broken\nrequires: { a: b\ntype: helm\n")
                .Component("ingress", "requires: { broken: \"*\" }\nownr: me\n"),
            "components/broken/component.yaml(2,11): the map that opens here is not closed; "
                + "close it with }, or check the commas in it",
            "components/ingress/component.yaml(5,1): the component has the unknown key ownr; did you mean owner?"
        );

    [Test]
    public void An_unknown_key() =>
        Tells(
            Platform().Component("ingress", "replicas: 2\n"),
            "components/ingress/component.yaml(4,1): the component has the unknown key replicas; the first of 26 keys are "
                + "name, version, type, layer, owner, description, namespace, also-in, requires, optional"
        );

    [TestCase(
        "{ backend: etcd }",
        "platform.yaml(2,20): backend must be files, git-branch or cluster, and \"etcd\" is not; write files, git-branch or cluster"
    )]
    [TestCase(
        "{ backend: git-branch }",
        "platform.yaml(2,11): the ledger's backend is git-branch, and nothing says where its repository is; "
            + "add a line such as \"remote: https://git.example.com/ledger.git\" beside it"
    )]
    [TestCase(
        "{ remote: /srv/ledger.git }",
        "platform.yaml(2,11): the ledger has remote, which means something only for the backend git-branch, and its backend is "
            + "files; write backend: git-branch, or remove remote"
    )]
    [TestCase(
        "{ namespace: ledgers, lease: 2m }",
        "platform.yaml(2,11): the ledger has namespace, which means something only for the backend cluster, and its backend is "
            + "files; write backend: cluster, or remove namespace",
        "platform.yaml(2,31): the ledger has lease, which means something only for the backend git-branch or cluster, and its backend is "
            + "files; write backend: git-branch or cluster, or remove lease"
    )]
    [TestCase(
        "{ backend: cluster, branch: b, namespace: Ledgers }",
        "environments/sandbox/environment.yaml(1,11): sandbox deploys to a directory, and the ledger's backend is cluster, which keeps the "
            + "ledger in the environment's own cluster; let it deploy to a cluster, or write backend: files or git-branch in platform.yaml",
        "platform.yaml(2,29): the ledger has branch, which means something only for the backend git-branch, and its backend is "
            + "cluster; write backend: git-branch, or remove branch",
        "platform.yaml(2,51): namespace must be a namespace such as ingress-system, and \"Ledgers\" is not: 'L' is an upper-case letter; "
            + "write lower-case letters, digits and dashes, such as ledgers"
    )]
    [TestCase(
        "{ backend: git-branch, remote: --upload-pack=x }",
        "platform.yaml(2,40): remote must be the address of a Git repository such as https://git.example.com/ledger.git, and "
            + "\"--upload-pack=x\" is not: it begins with -; write an address or a path"
    )]
    [TestCase(
        "{ backend: git-branch, remote: \"https://ann:secret@git.example.com/ledger.git\" }",
        "platform.yaml(2,49): remote must be the address of a Git repository such as https://git.example.com/ledger.git, and "
            + "\"https://***@git.example.com/ledger.git\" is not: it holds a password; "
            + "leave it out: Git asks its credential helper, or uses an SSH key"
    )]
    [TestCase(
        "{ backend: git-branch, remote: r, branch: a//b, lease: 0s }",
        "platform.yaml(2,53): branch must be the name of a branch such as path-to-prod-ledger, and \"a//b\" is not: a part of it "
            + "is empty; write letters, digits and _, with single dashes and slashes between them",
        "platform.yaml(2,64): lease must be a duration such as 90s, 5m or 1h30m, and \"0s\" is not: it is zero; write more than 0"
    )]
    public void A_ledger(string ledger, params string[] problems) =>
        Tells(Platform().With("platform.yaml", $"name: platform\nledger: {ledger}\n"), problems);

    [Test]
    public void A_resource_that_the_platform_does_not_have() =>
        Tells(
            Platform()
                .With("platform.yaml", "name: platform\nresources: { terraform-state: 1 }\n")
                .Component("ingress", "uses: [terraform-stat]\n"),
            "components/ingress/component.yaml(4,8): ingress uses terraform-stat, which is no resource of platform.yaml; did you mean terraform-state?"
        );

    [Test]
    public void A_resource_where_the_platform_has_none() =>
        Tells(
            Platform().Component("ingress", "uses: [terraform-state]\n"),
            "components/ingress/component.yaml(4,8): ingress uses terraform-state, which is no resource of platform.yaml; add \"resources: { terraform-state: 1 }\" to platform.yaml"
        );

    [Test]
    public void Tests_of_one_name_and_one_that_is_named_as_the_smoke_test() =>
        Tells(
            Platform()
                .Component(
                    "ingress",
                    "tests:\n  - { name: a, script: a.sh }\n  - { name: a, script: b.sh }\n  - { name: smoke, script: c.sh }\n"
                ),
            "components/ingress/component.yaml(6,7): two tests of ingress are named a; rename one of the two",
            "components/ingress/component.yaml(7,7): smoke is the name of the smoke test, so no other can have it; rename it"
        );

    [Test]
    public void Scripts_of_the_platforms_tests_that_are_not_files() =>
        Tells(
            Platform()
                .With(
                    "platform.yaml",
                    "name: platform\ntests:\n  - { name: a, script: tests/a.sh }\n  - { name: b, script: tests }\n"
                        + "  - { name: c, script: tests/c.sh }\n  - { name: d, script: tests/d.sh }\n"
                )
                .With("tests/d.sh", "true\n")
                .WithLink("tests/c.sh", "/bin/c"),
            "platform.yaml(3,16): the script tests/a.sh does not exist; add it, or correct its path",
            "platform.yaml(4,16): the script tests is a folder; name a file that can be started",
            "platform.yaml(5,16): the script tests/c.sh is a link out of its folder, to /bin/c; name a file that can be started"
        );

    [Test]
    public void A_duplicate_key() =>
        Tells(
            Platform().Component("ingress", "version: 1.0.1\n"),
            "components/ingress/component.yaml(4,1): the key version is there twice, first on line 2; remove one of the two"
        );

    [Test]
    public void A_wrongly_typed_key() =>
        Tells(
            Platform().Component("ingress", "requires: [base-k8s]\n"),
            "components/ingress/component.yaml(4,11): requires must be a map, and this is a list; write a map"
        );

    [Test]
    public void A_missing_version() =>
        Tells(
            Platform().With("components/ingress/component.yaml", "# mine\nname: ingress\ntype: helm\n"),
            "components/ingress/component.yaml(2,1): the component is missing the key version; add \"version: 0.1.0\""
        );

    [Test]
    public void An_empty_manifest() =>
        Tells(
            Platform().With("components/ingress/component.yaml", "# nothing yet\n"),
            "components/ingress/component.yaml(1,1): the component is missing the key name; add \"name: the-folder's-name\"",
            "components/ingress/component.yaml(1,1): the component is missing the key type; add \"type: helm\"",
            "components/ingress/component.yaml(1,1): the component is missing the key version; add \"version: 0.1.0\""
        );

    [Test]
    public void A_version_that_is_not_semantic() =>
        Tells(
            Platform().Component("ingress", version: "1.4-beta"),
            "components/ingress/component.yaml(2,13): version must be a version such as 1.4.0, and \"1.4-beta\" is not: "
                + "a version has three numbers; write 1.4.0-beta"
        );

    [Test]
    public void A_range_that_cannot_be_parsed() =>
        Tells(
            Platform().Component("base-k8s").Component("ingress", "requires:\n  base-k8s: newest\n"),
            "components/ingress/component.yaml(5,13): requires.base-k8s must be a range of versions such as >=1.2 <2, and "
                + "\"newest\" is not: 'n' is not a version; write * for every release, or a range such as >=1.2.0 <2.0.0"
        );

    [Test]
    public void A_range_that_holds_no_version() =>
        Tells(
            Platform().Component("base-k8s").Component("ingress", "requires:\n  base-k8s: \">2 <1\"\n"),
            "components/ingress/component.yaml(5,3): no version is in the range >2 <1; write a range such as >=1.2 <2"
        );

    [Test]
    public void A_requirement_on_an_unknown_component() =>
        Tells(
            Platform().Component("base-k8s").Component("ingress", "requires:\n  base-k9s: \"*\"\n"),
            "components/ingress/component.yaml(5,3): ingress requires base-k9s, which is not a component; did you mean base-k8s?"
        );

    [Test]
    public void A_requirement_on_itself() =>
        Tells(
            Platform().Component("ingress", "requires:\n  ingress: \"*\"\n"),
            "components/ingress/component.yaml(5,3): ingress requires itself; remove the line"
        );

    [Test]
    public void A_cycle_is_shown_as_its_path() =>
        Tells(
            Platform()
                .Component("a", "requires: { b: \"*\" }\n")
                .Component("b", "requires: { c: \"*\", d: \"*\" }\n")
                .Component("c", "requires: { a: \"*\" }\n")
                .Component("d"),
            "components/a/component.yaml(4,13): the requirements form a cycle: a -> b -> c -> a; remove one of them, "
                + "here or at components/b/component.yaml(4,13) or components/c/component.yaml(4,13)"
        );

    [Test]
    public void A_cycle_of_two_beside_another_is_reported_too() =>
        Platform()
            .Component("a", "requires: { b: \"*\" }\n")
            .Component("b", "requires: { a: \"*\", c: \"*\" }\n")
            .Component("c", "requires: { b: \"*\" }\n")
            .Problems()
            .Split('\n')
            .Select(line => line.Split(';')[0])
            .ShouldBe([
                "components/a/component.yaml(4,13): the requirements form a cycle: a -> b -> a",
                "components/b/component.yaml(4,21): the requirements form a cycle: b -> c -> b",
            ]);

    [Test]
    public void Two_components_of_one_name() =>
        Tells(
            Platform()
                .Component("ingress")
                .With("components/ingress-copy/component.yaml", "name: ingress\nversion: 1.0.0\ntype: helm\n"),
            "components/ingress-copy/component.yaml(1,1): two components are named ingress, the other in "
                + "components/ingress/component.yaml(1,1); write name: ingress-copy"
        );

    [Test]
    public void Two_folders_that_differ_only_in_case() =>
        Tells(
            Platform()
                .Component("ingress")
                .With("components/Ingress/component.yaml", "name: other\nversion: 1.0.0\ntype: helm\n"),
            "components/Ingress/component.yaml(1,1): the name other differs from the folder's, which is Ingress; "
                + "write name: Ingress, or rename the folder",
            "components/ingress: the name differs from components/Ingress only in upper and lower case, which some file systems "
                + "treat as the same; rename one of the two"
        );

    [TestCase("../ingress", "'.' cannot be in a name; write lower-case letters, digits and dashes, such as ingress", 7)]
    [TestCase("a/b", "'/' cannot be in a name; write lower-case letters, digits and dashes, such as a-b", 8)]
    [TestCase("a\\b", "'\\' cannot be in a name; write lower-case letters, digits and dashes, such as a-b", 8)]
    [TestCase(
        "Ingress",
        "'I' is an upper-case letter; write lower-case letters, digits and dashes, such as ingress",
        7
    )]
    [TestCase("-ingress", "it begins with a dash; write lower-case letters, digits and dashes, such as ingress", 7)]
    [TestCase("ingress-", "it ends with a dash; write lower-case letters, digits and dashes, such as ingress", 14)]
    [TestCase("a234567890b234567890c234567890d234567890e2345678901234", "it has 54 characters; write at most 53", 60)]
    public void A_name_with_path_characters_upper_case_or_too_many(string name, string rest, int column) =>
        Tells(
            Platform().With("components/ingress/component.yaml", $"name: {name}\nversion: 1.0.0\ntype: helm\n"),
            $"components/ingress/component.yaml(1,{column}): name must be a name such as base-k8s, and \"{name}\" is not: {rest}"
        );

    [Test]
    public void The_name_that_means_every_component() =>
        Tells(
            Platform().Component("all"),
            "components/all/component.yaml(1,1): all means every component on the command line; choose another name"
        );

    [Test]
    public void A_folder_without_a_manifest() =>
        Tells(
            Platform().With("components/ingress/chart/Chart.yaml", "x").With("components/dns/component.yml", "x"),
            "components/dns: the folder has no component.yaml; rename component.yml to component.yaml",
            "components/ingress: the folder has no component.yaml; add component.yaml, or move the folder away"
        );

    [Test]
    public void A_link_that_leaves_the_folder() =>
        Tells(
            Platform().Component("ingress").WithLink("components/ingress/chart", "../../../elsewhere"),
            "components/ingress/chart: this is a link to ../../../elsewhere, which points outside its folder or to nothing; "
                + "replace the link with what it points to"
        );

    [Test]
    public void An_input_from_a_component_that_is_not_required() =>
        Tells(
            Platform()
                .Component("base-k8s")
                .Component("ingress", "requires: { base-k8s: \"*\" }\ninputs: { a: base-k8.name, b: network.id }\n"),
            "components/ingress/component.yaml(5,11): the input comes from base-k8, which ingress does not require; "
                + "did you mean base-k8s?",
            "components/ingress/component.yaml(5,28): the input comes from network, which ingress does not require; "
                + "add network to requires"
        );

    [Test]
    public void Two_inputs_for_one_path() =>
        Tells(
            Platform()
                .Component("base-k8s")
                .Component(
                    "ingress",
                    "requires: { base-k8s: \"*\" }\ninputs:\n  cluster: base-k8s.all\n  cluster.name: base-k8s.name\n"
                ),
            "components/ingress/component.yaml(6,3): the inputs cluster and cluster.name go to the same place; "
                + "remove or move one of the two"
        );

    [Test]
    public void An_unknown_policy() =>
        Tells(
            Platform().Component("ingress", "policies: [resource-limit, tls]\n"),
            "components/ingress/component.yaml(4,12): there is no policy resource-limit; did you mean resource-limits?",
            "components/ingress/component.yaml(4,28): there is no policy tls; the policies are no-latest-tags, resource-limits"
        );

    [Test]
    public void A_namespace_that_the_component_is_in_anyway_and_one_where_there_are_none() =>
        Tells(
            Platform()
                .Component("ingress", "namespace: edge\nalso-in: [kube-system, edge]\n")
                .With(
                    "components/net/component.yaml",
                    "name: net\nversion: 1.0.0\ntype: terraform\nalso-in: [kube-system]\n"
                ),
            "components/ingress/component.yaml(5,24): edge is the component's own namespace; leave it out of also-in",
            "components/net/component.yaml(4,11): a Terraform root puts nothing into a namespace; remove also-in"
        );

    [TestCase("also-in: kube-system", "also-in must be a list, and this is text; write [kube-system]")]
    [TestCase("also-in: [kube-system, kube-system]", "also-in has the same item twice; remove one of the two")]
    public void Namespaces_that_are_not_said_as_a_list(string text, string problem) =>
        Tells(
            Platform().Component("ingress", $"{text}\n"),
            $"components/ingress/component.yaml(4,{(text.Contains("[") ? 24 : 10)}): {problem}"
        );

    [Test]
    public void A_value_in_the_way_of_an_input() =>
        Tells(
            Platform()
                .Component("base-k8s")
                .Component("ingress", "requires: { base-k8s: \"*\" }\ninputs: { cluster.name: base-k8s.name }\n")
                .With("environments/sandbox/values/ingress.yaml", "cluster: mine\n"),
            "environments/sandbox/values/ingress.yaml(1,10): the input cluster.name (components/ingress/component.yaml(5,11)) "
                + "goes below this in sandbox, and this is text; remove it, or move the input"
        );

    [Test]
    public void Everything_at_once_is_sorted_by_place() =>
        Snapshot.Match(
            Platform()
                .With("platform.yaml", "name: Platform\ndefault-environment: sandbx\nlock-timeout: 5\nconcurency: 4\n")
                .Component("a", "requires: { b: \"*\" }\n")
                .Component("b", "requires: { a: \">=1 <\" }\ninputs: { x: c.y }\n")
                .Component("c", "requires: { c: \"*\", d: ^1 }\npolicies: [no-latest-tag]\n", version: "1.10")
                .With("components/d/README.md", "soon")
                .With("components/e/component.yaml", "name: e\nversion: 1.0.0\n\ttype: helm\n")
                .Environment(
                    "local",
                    "extends: [sandbox, nowhere]\ntarget: { cluster: { contxt: kind } }\nversions: pinned\n"
                )
                .With("environments/local/versions.yaml", "f: 1.0.0\n")
                .With("environments/sandbox/values/a.yaml", "key: on\npassword: ${secrets.DB}\n")
                .With("environments/sandbox/values/aa.yaml", "key: 1\nkey: 2\n")
                .Problems()
        );
}
