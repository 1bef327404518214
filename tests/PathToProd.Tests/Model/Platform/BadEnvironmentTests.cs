using static PathToProd.Tests.Model.Platform.BadInput;

namespace PathToProd.Tests.Model.Platform;

/// <summary>Each way in which environments and their values can be wrong, with its whole message.</summary>
public sealed class BadEnvironmentTests
{
    private static PlatformBuilder Platform() => PlatformBuilder.Platform();

    [Test]
    public void A_values_file_for_an_unknown_component() =>
        Tells(
            Platform().Component("ingress").With("environments/sandbox/values/ingres.yaml", "a: 1\n"),
            "environments/sandbox/values/ingres.yaml: these are values for ingres, which is not a component; did you mean ingress?"
        );

    [Test]
    public void A_values_file_that_would_not_be_read() =>
        Tells(
            Platform().Component("ingress").With("environments/sandbox/values/ingress.yml", "a: 1\n"),
            "environments/sandbox/values/ingress.yml: a values file ends with .yaml, and this is not read; rename it to ingress.yaml"
        );

    [Test]
    public void Values_that_are_not_a_map() =>
        Tells(
            Platform().Component("ingress").With("environments/sandbox/values/ingress.yaml", "- a\n"),
            "environments/sandbox/values/ingress.yaml(1,1): values must be a map, and this is a list; write key: value"
        );

    [Test]
    public void An_environment_that_extends_itself() =>
        Tells(
            Platform().Environment("sandbox", "target: { directory: artifacts/sandbox }\nextends: sandbox\n"),
            "environments/sandbox/environment.yaml(2,10): sandbox extends itself; remove it"
        );

    [Test]
    public void Environments_that_extend_one_another_in_a_circle() =>
        Tells(
            Platform()
                .Environment("a", "extends: [b]\n")
                .Environment("b", "extends: c\n")
                .Environment("c", "extends: a\n"),
            "environments/a/environment.yaml(1,11): the environments extend one another in a cycle: a -> b -> c -> a; "
                + "remove one of them, here or at environments/b/environment.yaml(1,10) or environments/c/environment.yaml(1,10)"
        );

    [Test]
    public void An_environment_that_extends_an_unknown_one() =>
        Tells(
            Platform().Environment("local", "extends: sandbx\n"),
            "environments/local/environment.yaml(1,10): local extends sandbx, which is not an environment; did you mean sandbox?"
        );

    [Test]
    public void Two_environments_that_are_bound_to_one_context() =>
        Tells(
            Platform()
                .Environment("local", "target: { cluster: { context: kind-platform } }\n")
                .Environment("other", "target: { cluster: { context: kind-platform, kubeconfig: ~/x } }\n"),
            "environments/other/environment.yaml(1,22): other is bound to the kubeconfig context kind-platform, and so is local "
                + "at environments/local/environment.yaml(1,22); give each its own target"
        );

    [Test]
    public void Contexts_of_one_name_in_two_files_are_two_contexts() =>
        Platform()
            .Environment("local", "target: { cluster: { context: default, kubeconfig: a } }\n")
            .Environment("other", "target: { cluster: { context: default, kubeconfig: b } }\n")
            .Load()
            .Environments.Count.ShouldBe(3);

    [TestCase("artifacts/sandbox", "other is deployed to the directory artifacts/sandbox, and so is")]
    [TestCase(
        "artifacts/sandbox/a",
        "other is deployed to the directory artifacts/sandbox/a, which overlaps artifacts/sandbox, and so is"
    )]
    public void Two_environments_that_are_deployed_to_one_directory(string directory, string what) =>
        Tells(
            Platform()
                .Environment("other", "extends: []\n")
                .Environment("zoo", $"target: {{ directory: {directory} }}\n"),
            $"environments/zoo/environment.yaml(1,11): {what.Replace("other", "zoo")} sandbox at "
                + "environments/sandbox/environment.yaml(1,11); give each its own target"
        );

    [Test]
    public void An_environment_that_inherits_the_target_of_another() =>
        Tells(
            Platform().Environment("local", "extends: sandbox\n"),
            "environments/sandbox/environment.yaml(1,11): sandbox is deployed to the directory artifacts/sandbox, and so is "
                + "local at environments/sandbox/environment.yaml(1,11); give each its own target"
        );

    [TestCase(
        "/srv/gitops",
        "the directory /srv/gitops is outside the repository; write one inside such as artifacts/sandbox, or add reason: and why it is outside"
    )]
    [TestCase(
        "C:/gitops",
        "the directory C:/gitops is outside the repository; write one inside such as artifacts/sandbox, or add reason: and why it is outside"
    )]
    [TestCase(
        "../gitops",
        "the directory must be a path inside the repository, and \"../gitops\" is not: it leaves the folder; write a path without .."
    )]
    [TestCase(
        "out\\sandbox",
        "the directory must be a path inside the repository, and \"out\\sandbox\" is not: '\\' cannot be in a path; write out/sandbox"
    )]
    [TestCase("~/sandbox", "the directory ~/sandbox begins with ~, which is not expanded here; write the whole path")]
    [TestCase(
        "components",
        "the directory components holds other things, which a deployment could remove; write one such as artifacts/sandbox"
    )]
    [TestCase(
        "artifacts",
        "the directory artifacts holds other things, which a deployment could remove; write one such as artifacts/sandbox"
    )]
    [TestCase(
        "Artifacts/Store",
        "the directory Artifacts/Store holds other things, which a deployment could remove; write one such as artifacts/sandbox"
    )]
    [TestCase(
        "artifacts/host/x",
        "the directory artifacts/host/x holds other things, which a deployment could remove; write one such as artifacts/sandbox"
    )]
    [TestCase(
        ".git/x",
        "the directory .git/x holds other things, which a deployment could remove; write one such as artifacts/sandbox"
    )]
    [TestCase("inside, reason: because", "a reason is only for a directory outside the repository; remove reason")]
    public void A_directory_that_nothing_should_be_deployed_to(string directory, string message) =>
        Tells(
            Platform().Environment("sandbox", $"target: {{ directory: {directory} }}\n"),
            $"environments/sandbox/environment.yaml(1,11): {message}"
        );

    [TestCase("target: { }", "1,9): target has neither directory nor cluster; add one of the two")]
    [TestCase(
        "target: { directory: a, cluster: { context: b } }",
        "1,9): target has both directory and cluster; remove one of the two"
    )]
    [TestCase(
        "target: { cluster: { } }",
        "1,20): cluster is missing the key context; add \"context: the-kubeconfig-context\""
    )]
    [TestCase(
        "target: { cluster: { context: b }, reason: c }",
        "1,36): target has reason without directory; add directory, or remove reason"
    )]
    [TestCase("secrets: { A: { env: X, file: y } }", "1,15): secrets.A has both env and file; remove one of the two")]
    [TestCase(
        "secrets: { A: plain-text }",
        "1,15): secrets.A must be a map with env or file, and this is text; write a map with env or file"
    )]
    [TestCase(
        "secrets: { A: { env: $X } }",
        "1,22): env must be the name of an environment variable, and \"$X\" is not: it holds other characters; write letters, digits and _, a letter first, without $"
    )]
    [TestCase(
        "terraform: { backend: { bucket: [a] } }",
        "1,33): backend.bucket must be text, a number, true or false, and this is a list; write text, a number, true or false"
    )]
    [TestCase(
        "versions: pined",
        "1,11): versions must be workspace or pinned, and \"pined\" is not; did you mean pinned?"
    )]
    public void An_environment_that_says_something_wrong(string text, string message) =>
        Tells(Platform().Environment("local", text + "\n"), $"environments/local/environment.yaml({message}");

    [Test]
    public void An_unknown_default_environment() =>
        Tells(
            Platform().With("platform.yaml", "name: platform\ndefault-environment: sandbx\n"),
            "platform.yaml(2,1): the default environment is sandbx, and there is no such environment; did you mean sandbox?"
        );

    [Test]
    public void A_default_environment_without_a_target() =>
        Tells(
            Platform().Environment("sandbox", "description: A base\n"),
            "platform.yaml: the default environment is sandbox, which has no target: it is only there to be extended; "
                + "name one that has a target"
        );

    [Test]
    public void No_platform_file_and_no_environment() =>
        Tells(
            new PlatformBuilder().Component("ingress"),
            "platform.yaml: there is no such file; add it with a line such as \"name: platform\""
        );

    [Test]
    public void A_secret_that_the_environment_does_not_name() =>
        Tells(
            Platform()
                .Component("ingress")
                .Environment(
                    "sandbox",
                    "target: { directory: artifacts/sandbox }\nsecrets: { PASSWORD: { env: PW } }\n"
                )
                .With(
                    "environments/sandbox/values/ingress.yaml",
                    "a: ${secrets.PASWORD}\nb: [\"user:${secrets.TOKEN}@host\"]\nc: ${secrets.}\n"
                ),
            "environments/sandbox/values/ingress.yaml(1,4): the environment sandbox has no secret PASWORD; did you mean PASSWORD?",
            "environments/sandbox/values/ingress.yaml(2,11): the environment sandbox has no secret TOKEN; "
                + "add it to secrets in environments/sandbox/environment.yaml",
            "environments/sandbox/values/ingress.yaml(3,4): this refers to a secret without naming one; write ${secrets.NAME}"
        );

    [Test]
    public void Pinned_versions_of_an_unknown_component_or_that_are_not_versions() =>
        Tells(
            Platform().Component("ingress").With("environments/sandbox/versions.yaml", "ingres: 1.0.0\ningress: 1.4\n"),
            "environments/sandbox/versions.yaml(1,1): this pins ingres, which is not a component; did you mean ingress?",
            "environments/sandbox/versions.yaml(2,10): versions.ingress must be a version such as 1.4.0, and this is the number "
                + "1.4; write 1.4.0"
        );
}
