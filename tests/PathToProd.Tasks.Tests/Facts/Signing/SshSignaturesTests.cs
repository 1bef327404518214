using PathToProd.Facts.Signing;
using PathToProd.Tasks.Facts.Signing;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Facts.Signing;

/// <summary>The real ssh-keygen.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class SshSignaturesTests : IDisposable
{
    private readonly SigningBed _bed = new SigningBed().Make("ann");

    public void Dispose() => _bed.Dispose();

    [Test]
    public void What_an_allowed_signer_signed_is_good_and_names_the_signer()
    {
        _bed.Make("joe").Allow("joe@example.com", "joe").Allow("ann@example.com", "ann");

        Check("a text\n", Sign("a text\n")).ShouldBe(new SignatureCheck(SignatureState.Valid, "ann@example.com"));
    }

    [Test]
    public void One_entry_may_name_several_signers()
    {
        _bed.Allow("ann@example.com,ann@example.org", "ann");

        Check("a text\n", Sign("a text\n")).Signer.ShouldBe("ann@example.com");
    }

    [Test]
    public void A_text_that_was_changed_is_reported()
    {
        _bed.Allow("ann@example.com", "ann");

        ShouldBeWrong(
            Check("another text\n", Sign("a text\n")),
            "it is for another text: the text or the signature was changed after signing"
        );
    }

    [Test]
    public void A_signer_who_is_not_allowed_is_reported()
    {
        _bed.Make("joe").Allow("joe@example.com", "joe");

        ShouldBeWrong(Check("a text\n", Sign("a text\n")), "no one in signers has the key that made it");
    }

    [Test]
    public void A_signer_whose_key_has_expired_is_reported()
    {
        _bed.Allow("ann@example.com", "ann", "valid-before=\"20200101\"");

        ShouldBeWrong(Check("a text\n", Sign("a text\n")), "its signer's key has expired, according to signers");
    }

    [Test]
    public void A_signer_whose_key_is_not_valid_yet_is_reported()
    {
        _bed.Allow("ann@example.com", "ann", "valid-after=\"29990101\"");

        ShouldBeWrong(Check("a text\n", Sign("a text\n")), "its signer's key is not valid yet, according to signers");
    }

    [Test]
    public void A_signer_who_may_sign_other_things_alone_is_reported()
    {
        _bed.Allow("ann@example.com", "ann", "namespaces=\"git\"");

        ShouldBeWrong(
            Check("a text\n", Sign("a text\n")),
            "its signer may not sign for path-to-prod, according to signers"
        );
    }

    [TestCase("")]
    [TestCase("nonsense\n")]
    [TestCase("-----BEGIN SSH SIGNATURE-----\n")]
    public void What_is_not_a_signature_is_reported(string signature)
    {
        _bed.Allow("ann@example.com", "ann");

        ShouldBeWrong(Check("a text\n", signature), "it is not an SSH signature");
    }

    [Test]
    public void Without_allowed_signers_no_one_may_sign() =>
        ShouldBeWrong(
            _bed.Signatures(signers: null).Check("a text\n", Sign("a text\n")),
            "platform.yaml names no allowed-signers, so no one may sign"
        );

    [Test]
    public void A_file_of_allowed_signers_that_is_not_there_is_wrong_input() =>
        ShouldRefuse(
            () => Check("a text\n", Sign("a text\n")),
            "platform.yaml: there is no file signers; add it with a line for each signer, as ssh-keygen(1) says under ALLOWED SIGNERS"
        );

    [Test]
    public void A_key_that_is_not_there_is_reported_by_its_name_alone() =>
        ShouldRefuse(
            () => _bed.Signatures().Sign(_bed.Key("nobody"), "--sign-with", "a text\n"),
            "--sign-with names nobody, and there is no such file; name the file of an SSH private key"
        );

    [Test]
    public void A_key_with_a_passphrase_wants_an_agent()
    {
        _bed.Make("locked", "a passphrase");

        ShouldRefuse(
            () => _bed.Signatures().Sign(_bed.Key("locked"), "--sign-with", "a text\n"),
            "--sign-with: locked is protected by a passphrase, and there is no one here to ask for it; "
                + "add it to an agent first (ssh-add locked), or name a key without one"
        );
    }

    [Test]
    public void What_is_not_a_key_is_reported()
    {
        File.WriteAllText(_bed.Key("text"), "no key\n");

        ShouldRefuse(
            () => _bed.Signatures().Sign(_bed.Key("text"), "--sign-with", "a text\n"),
            "--sign-with: text is not an SSH key; name the file of an SSH private key"
        );
    }

    [Test]
    public void A_key_that_others_can_read_is_not_used()
    {
        Assume.That(!OperatingSystem.IsWindows());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_bed.Key("ann"), (UnixFileMode)0b110_100_100);
        }

        ShouldRefuse(
            () => _bed.Signatures().Sign(_bed.Key("ann"), "--sign-with", "a text\n"),
            "--sign-with: others can read ann, so it is not used; make it readable only for you: chmod 600 ann"
        );
    }

    [Test]
    public void The_public_half_of_a_key_that_no_agent_holds_is_reported()
    {
        File.Move(_bed.Key("ann"), _bed.Key("elsewhere"));

        ShouldRefuse(
            () => _bed.Signatures().Sign(_bed.Key("ann.pub"), "--sign-with", "a text\n"),
            "--sign-with: ann.pub is the public half of a key that no agent holds; name the private key, or add it to an agent (ssh-add)"
        );
    }

    [Test]
    public void A_signature_in_one_word_is_the_same_signature()
    {
        var signature = Sign("a text\n");
        var word = SignatureArmour.Remove(signature);

        word.ShouldNotContain("\n");
        word.ShouldNotContain("-");
        SignatureArmour.Put(word).ShouldBe(signature);
    }

    [Test]
    public void Evidence_is_signed_by_its_digest()
    {
        _bed.Allow("ann@example.com", "ann");
        var signatures = new EvidenceSignatures(_bed.Signatures());
        var signed = signatures.Sign(new Digest("sha256:0123"), _bed.Key("ann"), "--sign-with");

        signatures.Check(new Digest("sha256:0123"), signed).State.ShouldBe(SignatureState.Valid);
        signatures.Check(new Digest("sha256:0124"), signed).State.ShouldBe(SignatureState.Wrong);
    }

    private string Sign(string text) => _bed.Signatures().Sign(_bed.Key("ann"), "--sign-with", text);

    private SignatureCheck Check(string text, string signature) => _bed.Signatures().Check(text, signature);

    private static void ShouldBeWrong(SignatureCheck check, string why) =>
        check.ShouldBe(new SignatureCheck(SignatureState.Wrong, Signer: null, why));

    private static void ShouldRefuse(Action action, string message)
    {
        var failure = Should.Throw<PlatformException>(action);
        failure.Message.ShouldBe(message);
        failure.ExitCode.ShouldBe(ExitCode.WrongInput);
    }
}
