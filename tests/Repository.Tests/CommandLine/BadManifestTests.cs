namespace Repository.Tests.CommandLine;

/// <summary>Each way in which manifests can be wrong: the whole message, exit code 2, and nothing touched.</summary>
public sealed class BadManifestTests
{
    private ScratchPlatform _platform = null!;

    [SetUp]
    public void SetUp() => _platform = new ScratchPlatform().Component("base-k8s").Component("ingress");

    [TearDown]
    public void TearDown() => _platform.Dispose();

    private void Refuses(params string[] lines) =>
        _platform.Run("--target=Deploy", "--component=ingress").ShouldOnlySay(2, lines);

    private void RefusesManifest(string more, params string[] lines)
    {
        _platform.Component("ingress", more: more);
        Refuses(lines);
    }

    [Test]
    public void Malformed_yaml() =>
        RefusesManifest(
            "requires: { base-k8s: \"*\"\nowner: me\n",
            "components/ingress/component.yaml(4,11): the map that opens here is not closed; "
                + "close it with }, or check the commas in it"
        );

    [Test]
    public void An_unknown_key() =>
        RefusesManifest(
            "ownr: me\n",
            "components/ingress/component.yaml(4,1): the component has the unknown key ownr; did you mean owner?"
        );

    [Test]
    public void A_duplicate_key() =>
        RefusesManifest(
            "version: 1.0.1\n",
            "components/ingress/component.yaml(4,1): the key version is there twice, first on line 2; remove one of the two"
        );

    [Test]
    public void A_wrongly_typed_key() =>
        RefusesManifest(
            "requires: [base-k8s]\n",
            "components/ingress/component.yaml(4,11): requires must be a map, and this is a list; write a map"
        );

    [Test]
    public void A_missing_version()
    {
        _platform.File("components/ingress/component.yaml", "name: ingress\ntype: manifests\n");
        Refuses(
            "components/ingress/component.yaml(1,1): the component is missing the key version; add \"version: 0.1.0\""
        );
    }

    [Test]
    public void A_version_that_is_not_semantic()
    {
        _platform.Component("ingress", version: "1.4-beta");
        Refuses(
            "components/ingress/component.yaml(2,13): version must be a version such as 1.4.0, and \"1.4-beta\" is not: "
                + "a version has three numbers; write 1.4.0-beta"
        );
    }

    [Test]
    public void A_range_that_cannot_be_parsed() =>
        RefusesManifest(
            "requires:\n  base-k8s: newest\n",
            "components/ingress/component.yaml(5,13): requires.base-k8s must be a range of versions such as >=1.2 <2, and "
                + "\"newest\" is not: 'n' is not a version; write * for every release, or a range such as >=1.2.0 <2.0.0"
        );

    [Test]
    public void A_requirement_on_an_unknown_component() =>
        RefusesManifest(
            "requires:\n  base-k9s: \"*\"\n",
            "components/ingress/component.yaml(5,3): ingress requires base-k9s, which is not a component; did you mean base-k8s?"
        );

    [Test]
    public void A_cycle_is_shown_as_its_path()
    {
        _platform.Component("base-k8s", more: "requires: { ingress: \"*\" }\n");
        RefusesManifest(
            "requires: { base-k8s: \"*\" }\n",
            "components/base-k8s/component.yaml(4,13): the requirements form a cycle: base-k8s -> ingress -> base-k8s; "
                + "remove one of them, here or at components/ingress/component.yaml(4,13)"
        );
    }

    [Test]
    public void Two_components_of_one_name()
    {
        _platform.File("components/ingress-copy/component.yaml", "name: ingress\nversion: 1.0.0\ntype: manifests\n");
        Refuses(
            "components/ingress-copy/component.yaml(1,1): two components are named ingress, the other in "
                + "components/ingress/component.yaml(1,1); write name: ingress-copy"
        );
    }

    [TestCase("../ingress", "'.' cannot be in a name; write lower-case letters, digits and dashes, such as ingress", 7)]
    [TestCase("a/b", "'/' cannot be in a name; write lower-case letters, digits and dashes, such as a-b", 8)]
    public void A_name_with_path_characters(string name, string rest, int column)
    {
        _platform.File("components/ingress/component.yaml", $"name: {name}\nversion: 1.0.0\ntype: manifests\n");
        Refuses(
            $"components/ingress/component.yaml(1,{column}): name must be a name such as base-k8s, and \"{name}\" is not: {rest}"
        );
    }

    [Test]
    public void A_link_in_the_component_s_folder_that_leaves_it()
    {
        Link("components/ingress/tests", "../base-k8s");
        Refuses(
            "components/ingress/tests: this is a link to ../base-k8s, which points outside its folder or to nothing; "
                + "replace the link with what it points to"
        );
    }

    [Test]
    public void A_link_deep_inside_a_chart_that_leaves_the_component_s_folder()
    {
        _platform.RealTool("helm").Chart("ingress", "requires: { base-k8s: \"*\" }\n");
        Link("components/ingress/chart/templates/deep/passwd.yaml", "/etc/hostname");
        Refuses(
            "components/ingress/chart/templates/deep/passwd.yaml: the symbolic link leads to /etc/hostname, "
                + "outside the component's folder; replace it with the file itself"
        );
    }

    [Test]
    public void A_folder_of_links_in_a_circle()
    {
        _platform.Component("ingress", more: "requires: { base-k8s: \"*\" }\n");
        Link("components/ingress/manifests/again", "../manifests");
        Refuses(
            "components/ingress/manifests/again: the symbolic link leads to <root>/components/ingress/manifests, "
                + "in a circle; replace it with the file itself"
        );
    }

    [Test]
    public void A_path_that_leaves_the_component_s_folder() =>
        RefusesManifest(
            "smoke:\n  script: ../base-k8s/run.sh\n",
            "components/ingress/component.yaml(5,11): script must be a path inside the component's folder such as "
                + "tests/smoke.sh, and \"../base-k8s/run.sh\" is not: it leaves the folder; write a path without .."
        );

    [Test]
    public void A_values_file_for_an_unknown_component()
    {
        _platform.File("environments/sandbox/values/ingres.yaml", "a: 1\n");
        Refuses(
            "environments/sandbox/values/ingres.yaml: these are values for ingres, which is not a component; "
                + "did you mean ingress?"
        );
    }

    [Test]
    public void An_environment_that_extends_itself()
    {
        _platform.Environment("sandbox", "extends: sandbox\ntarget: { directory: artifacts/sandbox }\n");
        Refuses("environments/sandbox/environment.yaml(1,10): sandbox extends itself; remove it");
    }

    [Test]
    public void Environments_that_extend_each_other()
    {
        _platform.Environment("sandbox", "extends: other\ntarget: { directory: artifacts/sandbox }\n");
        _platform.Environment("other", "extends: sandbox\n");
        Refuses(
            "environments/other/environment.yaml(1,10): the environments extend one another in a cycle: "
                + "other -> sandbox -> other; remove one of them, here or at environments/sandbox/environment.yaml(1,10)"
        );
    }

    [Test]
    public void A_target_that_leaves_the_repository()
    {
        _platform.Environment("sandbox", "target: { directory: ../elsewhere }\n");
        Refuses(
            "environments/sandbox/environment.yaml(1,11): the directory must be a path inside the repository, and "
                + "\"../elsewhere\" is not: it leaves the folder; write a path without .."
        );
    }

    [Test]
    public void A_secret_that_the_environment_does_not_name()
    {
        _platform.File("environments/sandbox/values/ingress.yaml", "password: ${secrets.password}\n");
        Refuses(
            "environments/sandbox/values/ingress.yaml(1,11): the environment sandbox has no secret password; "
                + "add it to secrets in environments/sandbox/environment.yaml"
        );
    }

    [Test]
    public void An_input_from_a_component_that_is_not_required() =>
        RefusesManifest(
            "inputs:\n  clusterName: base-k8s.cluster_name\n",
            "components/ingress/component.yaml(5,3): the input comes from base-k8s, which ingress does not require; "
                + "add base-k8s to requires"
        );

    [Test]
    public void An_unknown_policy() =>
        RefusesManifest(
            "policies: [no-latest-tags]\n",
            "components/ingress/component.yaml(4,12): there is no policy no-latest-tags; did you mean no-latest-tag?"
        );

    [Test]
    public void Problems_of_all_files_are_reported_at_once_sorted_by_place()
    {
        _platform.File("platform.yaml", "nam: scratch\n").Component("base-k8s", version: "one");
        RefusesManifest(
            "timeout: 5\n",
            "components/base-k8s/component.yaml(2,10): version must be a version such as 1.4.0, and \"one\" is not: "
                + "'o' is not a number; write three numbers: 1.4.0",
            "components/ingress/component.yaml(4,1): the component has the unknown key timeout; the first of 26 keys are "
                + "name, version, type, layer, owner, description, namespace, also-in, requires, optional",
            "platform.yaml(1,1): the platform has the unknown key nam; did you mean name?"
        );
    }

    [TestCase("Components")]
    [TestCase("Environments")]
    [TestCase("Status")]
    [TestCase("History")]
    [TestCase("Check")]
    public void Every_target_checks_all_manifests_first(string target)
    {
        _platform.Component("ingress", more: "ownr: me\n");
        _platform
            .Run($"--target={target}")
            .ShouldOnlySay(
                2,
                "components/ingress/component.yaml(4,1): the component has the unknown key ownr; did you mean owner?"
            );
    }

    private void Link(string path, string target)
    {
        var file = Path.Combine(_platform.Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        System.IO.File.CreateSymbolicLink(file, target);
    }
}
