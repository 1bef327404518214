namespace Repository.Tests.CommandLine;

/// <summary>Version sets that are signed by the real ssh-keygen.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class SigningTests : IDisposable
{
    private readonly SetPlatform _sets = new SetPlatform().Deploy();

    private ScratchPlatform Platform => _sets.Platform;

    public void Dispose() => _sets.Dispose();

    [Test]
    public void A_set_is_signed_and_names_its_signer()
    {
        _sets.Signer("ann@example.com", "ann");

        Platform
            .Run("--target=Pin", "--set=first", "--environment=sandbox", $"--sign-with={_sets.Key("ann")}")
            .ShouldSucceed()
            .Output.ShouldBe(
                "Pinned first: 2 components, sha256:<digest>, signed.\n"
                    + "Commit environments/version-sets/first.yaml and environments/version-sets/first.yaml.sig.\n"
            );
        Platform.Read("environments/version-sets/first.yaml.sig").ShouldStartWith("-----BEGIN SSH SIGNATURE-----\n");
        Platform.Run("--target=Sets").ShouldSucceed().Said.ShouldEndWith("sandbox 2 ann@example.com");
        Platform.Run("--target=Check").ShouldSucceed();
    }

    [Test]
    public void Where_only_signed_sets_are_taken_one_without_a_signature_is_refused()
    {
        _sets.Signer("ann@example.com", "ann").Pin("first").Pin("second", $"--sign-with={_sets.Key("ann")}");
        Platform.Environment(
            "sandbox",
            "target: { directory: artifacts/sandbox }\nmissing-dependencies: deploy\nsigned-only: true\n"
        );

        Platform
            .Run("--target=Deploy", "--component=all", "--set=first")
            .ShouldOnlySay(
                3,
                "Because sandbox takes only version sets that an allowed signer signed, and no one signed first, first is not deployed there. "
                    + "Sign it: ./build.sh --target=Pin --set=first --sign-with=FILE"
            );
        Platform.Run("--target=Plan", "--component=all", "--set=first").ShouldEnd(3);
        Platform.Run("--target=Verify", "--component=all", "--set=first").ShouldSucceed();
        Platform.Run("--target=Deploy", "--component=all", "--set=second").ShouldSucceed();
        Platform.Run("--target=Resolve").ShouldSucceed();
        Platform
            .Run("--target=Deploy", "--component=all", "--set=proposed")
            .ShouldOnlySay(
                3,
                "Because sandbox takes only version sets that an allowed signer signed, and no one signed proposed, proposed is not deployed there. "
                    + "Pin it with a signature: ./build.sh --target=Pin --from=proposed --sign-with=FILE"
            );
    }

    [TestCase("Deploy")]
    [TestCase("Deploy", "--force")]
    [TestCase("Deploy", "--exclusive")]
    [TestCase("Deploy", "--with-dependencies")]
    [TestCase("Deploy", "--version=1.0.0")]
    [TestCase("Plan")]
    public void Where_only_signed_sets_are_taken_nothing_else_gets_in(string target, params string[] more)
    {
        Platform.Environment(
            "sandbox",
            "target: { directory: artifacts/sandbox }\nmissing-dependencies: deploy\nsigned-only: true\n"
        );

        Platform
            .Run([$"--target={target}", "--component=web", .. more])
            .ShouldOnlySay(
                3,
                "Because sandbox takes only version sets that an allowed signer signed, and no set was named, nothing is deployed there. "
                    + "Name a signed set (./build.sh --target=Sets lists them): "
                    + $"./build.sh --target={target} --component=web --environment=sandbox --set=NAME"
            );
    }

    [Test]
    public void Where_only_signed_sets_are_taken_no_other_is_tested_and_no_mix_is_tried()
    {
        _sets.Signer("ann@example.com", "ann").Pin("first").Pin("second", $"--sign-with={_sets.Key("ann")}");
        Platform.Environment(
            "sandbox",
            "target: { directory: artifacts/sandbox }\nfor-tests: true\nsigned-only: true\n"
        );

        Platform
            .Run("--target=Certify", "--set=second", "--from=first", "--environment=sandbox")
            .ShouldOnlySay(
                3,
                "Because sandbox takes only version sets that an allowed signer signed, and no one signed first, first is not deployed "
                    + "there. Sign it: ./build.sh --target=Pin --set=first --sign-with=FILE"
            );
        Platform
            .Run("--target=Bisect", "--good=first", "--bad=second", "--environment=sandbox")
            .ShouldOnlySay(
                3,
                "Because sandbox takes only version sets that an allowed signer signed, and Bisect deploys mixes of two sets, which no "
                    + "one signed, it does not run there. Name an environment that says for-tests: true and not signed-only: true."
            );
        Platform.Run("--target=Certify", "--set=second", "--environment=sandbox").ShouldSucceed();
    }

    [Test]
    public void Where_only_signed_sets_are_taken_pinned_versions_do_not_get_in_by_themselves()
    {
        Platform
            .Environment("sandbox", "target: { directory: artifacts/sandbox }\nversions: pinned\nsigned-only: true\n")
            .File("environments/sandbox/versions.yaml", "base: 1.0.0\n");

        Platform
            .Run("--target=deploy", "--component=all")
            .ShouldOnlySay(
                3,
                "Because sandbox takes only version sets that an allowed signer signed, and no set was named, nothing is deployed there. "
                    + "Name a signed set (./build.sh --target=Sets lists them): "
                    + "./build.sh --target=Deploy --component=all --environment=sandbox --set=NAME"
            );
        Platform.Run("--target=Verify", "--component=base").ShouldSucceed();
    }

    [Test]
    public void A_set_that_is_pinned_is_signed_later_and_its_file_stays_as_it_is()
    {
        _sets.Signer("ann@example.com", "ann").Pin("first");
        var text = Platform.Read(_sets.SetFile("first"));

        var signed = Platform.Run("--target=Pin", "--set=first", $"--sign-with={_sets.Key("ann")}").ShouldSucceed();

        signed.Output.ShouldBe(
            "Signed first: 2 components, sha256:<digest>.\nCommit environments/version-sets/first.yaml.sig.\n"
        );
        signed.Touched.ShouldBe(["environments/version-sets/first.yaml.sig"]);
        Platform.Read(_sets.SetFile("first")).ShouldBe(text);
        Platform.Run("--target=Sets").ShouldSucceed().Said.ShouldEndWith("sandbox 2 ann@example.com");
        Platform.Environment("sandbox", "target: { directory: artifacts/sandbox }\nsigned-only: true\n");
        Platform.Run("--target=Deploy", "--component=all", "--set=first").ShouldSucceed();
    }

    [Test]
    public void Programs_see_which_file_the_signature_is_in()
    {
        _sets.Signer("ann@example.com", "ann").Pin("first");

        var json = System.Text.Json.Nodes.JsonNode.Parse(
            Platform
                .Run("--target=Pin", "--set=first", $"--sign-with={_sets.Key("ann")}", "--output=json")
                .ShouldSucceed()
                .Raw
        )!;

        json["name"]!.ToString().ShouldBe("first");
        json["files"]!.ToJsonString().ShouldBe("[\"environments/version-sets/first.yaml.sig\"]");
    }

    [Test]
    public void What_is_signed_already_is_not_signed_again()
    {
        _sets.Signer("ann@example.com", "ann").Pin("first", $"--sign-with={_sets.Key("ann")}");

        Platform
            .Run("--target=Pin", "--set=first", $"--sign-with={_sets.Key("ann")}")
            .ShouldOnlySay(3, "first is signed already, by ann@example.com. Nothing was written.");
        Platform.File("signers", "");
        Platform
            .Run("--target=Pin", "--set=first", $"--sign-with={_sets.Key("ann")}")
            .ShouldOnlySay(
                3,
                "first has a signature already, and it does not count: no one in signers has the key that made it. "
                    + "To sign it again, fix that or remove environments/version-sets/first.yaml.sig first. Nothing was written."
            );
    }

    [Test]
    public void A_set_that_was_changed_is_not_signed()
    {
        _sets.Signer("ann@example.com", "ann").Pin("first");
        Platform.File(
            _sets.SetFile("first"),
            Platform.Read(_sets.SetFile("first")).Replace("\nfrom: sandbox", "\nfrom: other", StringComparison.Ordinal)
        );

        Platform
            .Run("--target=Pin", "--set=first", $"--sign-with={_sets.Key("ann")}")
            .ShouldOnlySay(
                2,
                "environments/version-sets/first.yaml(4,1): the version set first was changed after it was pinned: its text does not match its checksum; "
                    + "a pinned set never changes: restore it (git checkout -- environments/version-sets/first.yaml), or pin another one"
            );
    }

    [Test]
    public void Signing_later_takes_neither_a_note_nor_something_to_pin()
    {
        _sets.Signer("ann@example.com", "ann").Pin("first");

        Platform
            .Run("--target=Pin", "--set=first", "--note=good", $"--sign-with={_sets.Key("ann")}")
            .ShouldOnlySay(2, "first is already pinned, and its note cannot change; leave --note out to sign it");
        Platform
            .Run("--target=Pin", "--set=first", "--from=sandbox", $"--sign-with={_sets.Key("ann")}")
            .ShouldOnlySay(
                3,
                "first is pinned already, with the same components. Nothing was written. "
                    + "To sign it, name nothing to pin: ./build.sh --target=Pin --set=first --sign-with=FILE"
            );
    }

    [Test]
    public void A_key_that_only_an_agent_holds_signs_by_the_name_of_its_public_half()
    {
        _sets.Signer("ann@example.com", "ann").Pin("first");
        using (var agent = new SshAgent(Path.Combine(Platform.Home, "agent")))
        {
            agent.Add(_sets.Key("ann"));
            File.Delete(_sets.Key("ann"));
            Platform.Variable("SSH_AUTH_SOCK", agent.Socket);
            Platform.Run("--target=Pin", "--set=first", $"--sign-with={_sets.Key("ann.pub")}").ShouldSucceed();
        }

        Platform.Run("--target=Sets").ShouldSucceed().Said.ShouldEndWith("sandbox 2 ann@example.com");
        Platform
            .Run("--target=Pin", "--set=second", "--from=first", $"--sign-with={_sets.Key("ann.pub")}")
            .ShouldOnlySay(
                2,
                "--sign-with: ann.pub is the public half of a key that no agent holds; name the private key, or add it to an agent (ssh-add)"
            );
    }

    [Test]
    public void Where_only_signed_sets_are_taken_a_wrong_signature_is_refused_and_reported()
    {
        _sets
            .Signer("ann@example.com", "ann", "valid-before=\"20200101\" ")
            .Pin("first", $"--sign-with={_sets.Key("ann")}");
        Platform.Environment("sandbox", "target: { directory: artifacts/sandbox }\nsigned-only: true\n");

        Platform
            .Run("--target=Deploy", "--component=all", "--set=first")
            .ShouldOnlySay(
                3,
                "Because sandbox takes only version sets that an allowed signer signed, and the signature of first is wrong "
                    + "(its signer's key has expired, according to signers), first is not deployed there. "
                    + "Sign it again, once environments/version-sets/first.yaml.sig is removed: "
                    + "./build.sh --target=Pin --set=first --sign-with=FILE"
            );
        Platform
            .Run("--target=Check")
            .ShouldOnlySay(
                2,
                "environments/version-sets/first.yaml.sig: the signature of first is wrong: its signer's key has expired, according to signers; "
                    + "restore it and the set from Git, or remove it"
            );
        var listed = Platform.Run("--target=Sets").ShouldSucceed();
        listed.Said.ShouldContain(
            "sandbox 2 wrong The signature of first is wrong: its signer's key has expired, according to signers."
        );
    }

    [Test]
    public void A_key_that_cannot_be_used_leaves_nothing_behind_and_is_named_without_its_folder()
    {
        Platform
            .Run("--target=Pin", "--set=first", "--environment=sandbox", $"--sign-with={_sets.Key("nobody")}")
            .ShouldOnlySay(
                2,
                "--sign-with names nobody, and there is no such file; name the file of an SSH private key"
            );
    }

    [Test]
    public void Without_ssh_keygen_that_is_reported()
    {
        _sets.Signer("ann@example.com", "ann");
        Platform.NoTool("ssh-keygen");

        Platform
            .Run("--target=Pin", "--set=first", "--environment=sandbox", $"--sign-with={_sets.Key("ann")}")
            .ShouldOnlySay(
                2,
                "ssh-keygen, which makes and checks signatures, is not on the PATH; "
                    + "install OpenSSH 8.3 or later, or add its folder to the PATH"
            );
    }
}
