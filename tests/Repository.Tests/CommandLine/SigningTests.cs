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
            .ShouldOnlyTell(
                3,
                "Because sandbox takes only version sets that an allowed signer signed, and nobody signed first, first is not deployed there. "
                    + "Pin the same components with a signature: ./build.sh --target=Pin --from=first --sign-with=FILE"
            );
        Platform.Run("--target=Plan", "--component=all", "--set=first").ShouldEnd(3);
        Platform.Run("--target=Verify", "--component=all", "--set=first").ShouldSucceed();
        Platform.Run("--target=Deploy", "--component=all", "--set=second").ShouldSucceed();
    }

    [Test]
    public void Where_only_signed_sets_are_taken_a_wrong_signature_is_refused_and_told()
    {
        _sets
            .Signer("ann@example.com", "ann", "valid-before=\"20200101\" ")
            .Pin("first", $"--sign-with={_sets.Key("ann")}");
        Platform.Environment("sandbox", "target: { directory: artifacts/sandbox }\nsigned-only: true\n");

        Platform
            .Run("--target=Deploy", "--component=all", "--set=first")
            .ShouldOnlyTell(
                3,
                "Because sandbox takes only version sets that an allowed signer signed, and the signature of first is wrong "
                    + "(its signer's key has expired by signers), first is not deployed there. "
                    + "Pin the same components with a signature: ./build.sh --target=Pin --from=first --sign-with=FILE"
            );
        Platform
            .Run("--target=Check")
            .ShouldOnlyTell(
                2,
                "environments/version-sets/first.yaml.sig: the signature of first is wrong: its signer's key has expired by signers; "
                    + "restore it and the set from Git, or remove it"
            );
        var listed = Platform.Run("--target=Sets").ShouldSucceed();
        listed.Said.ShouldContain(
            "sandbox 2 wrong The signature of first is wrong: its signer's key has expired by signers."
        );
    }

    [Test]
    public void A_key_that_cannot_be_used_leaves_nothing_behind_and_is_named_without_its_folder()
    {
        Platform
            .Run("--target=Pin", "--set=first", "--environment=sandbox", $"--sign-with={_sets.Key("nobody")}")
            .ShouldOnlyTell(
                2,
                "--sign-with names nobody, and there is no such file; name the file of an SSH private key"
            );
    }

    [Test]
    public void Without_ssh_keygen_that_is_told()
    {
        _sets.Signer("ann@example.com", "ann");
        Platform.NoTool("ssh-keygen");

        Platform
            .Run("--target=Pin", "--set=first", "--environment=sandbox", $"--sign-with={_sets.Key("ann")}")
            .ShouldOnlyTell(
                2,
                "ssh-keygen is not on the PATH, and only it makes and checks signatures; "
                    + "install OpenSSH 8.3 or later, or add its folder to the PATH"
            );
    }
}
