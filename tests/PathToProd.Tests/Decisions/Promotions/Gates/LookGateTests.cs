using System.Collections.Immutable;
using PathToProd.Decisions.Promotions.Gates;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Facts.Drift;
using PathToProd.Facts.Signing;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Tests.Facts.Ledger;

namespace PathToProd.Tests.Decisions.Promotions.Gates;

/// <summary>Signatures, drift and programs: what was found out, and what it means that nothing was.</summary>
public sealed class LookGateTests
{
    private static readonly ScriptRule Quota = new()
    {
        Run = ["./checks/quota.sh", "--set={set}", "{environment} now"],
        Timeout = TimeSpan.FromSeconds(10),
    };

    private readonly AskedPromotion _asked = new();

    private SetSignatureLook Signature => new(_asked.Set.Name, _asked.Set.Digest);

    [Test]
    public void A_set_that_an_allowed_signer_signed_is_signed()
    {
        _asked.Answers(Signature, new SignatureCheck(SignatureState.Valid, "alice"));

        _asked.Says(new SignedGate()).ShouldBe("open, as alice signed 2026.11.1");
        new SignedGate().Looks(_asked.Question).ShouldBe([Signature]);
    }

    [Test]
    public void A_set_without_a_signature_with_a_wrong_one_and_one_of_which_it_is_not_known_are_three_causes()
    {
        const string Lift =
            "\n  have an allowed signer sign it: ./build.sh --target=Pin --set=2026.11.1 --sign-with=KEY.";
        _asked.Answers(Signature, SignatureCheck.Missing);
        _asked
            .Says(new SignedGate())
            .ShouldBe("closed (2026.11.1 has no signature) because 2026.11.1 is not signed" + Lift);

        _asked.Answers(Signature, new SignatureCheck(SignatureState.Wrong, null, "it is not an SSH signature"));
        _asked
            .Says(new SignedGate())
            .ShouldBe(
                "closed (the signature of 2026.11.1) because the signature of 2026.11.1 is wrong: it is not an SSH signature"
                    + Lift
            );

        _asked.IsSilent(Signature, "ssh-keygen is not on the PATH");
        _asked
            .Says(new SignedGate())
            .ShouldBe(
                "unknown (the signature of 2026.11.1) because it is not known whether 2026.11.1 is signed: ssh-keygen is not on the PATH"
                    + Lift
            );
    }

    [Test]
    public void An_environment_that_was_as_it_was_deployed_an_hour_ago_has_not_drifted()
    {
        Deployed();
        Found(DriftVerdict.None, ago: TimeSpan.FromHours(1));

        _asked.Says(Drift()).ShouldBe("open, as prod was as it was deployed 1 hour ago");
    }

    [Test]
    public void One_that_has_drifted_is_deployed_again_first()
    {
        Deployed();
        Found(DriftVerdict.Drifted, ago: TimeSpan.FromMinutes(5));

        _asked
            .Says(Drift())
            .ShouldBe(
                """
                closed (ingress in prod) because ingress in prod has drifted: 2 things differed 5 minutes ago
                  deploy it again, then look again: ./build.sh --target=Drift --environment=prod.
                """
            );
    }

    [TestCase(
        DriftVerdict.Unknown,
        5,
        "run-1",
        "the last look at ingress in prod could not tell whether it has drifted"
    )]
    [TestCase(DriftVerdict.None, 61, "run-1", "the last look at ingress in prod was 1 hour ago, and may be 1 h old")]
    [TestCase(DriftVerdict.None, 5, "run-0", "ingress in prod was deployed since the last look at it, 5 minutes ago")]
    public void What_was_not_seen_in_time_is_unknown(DriftVerdict verdict, int minutes, string run, string because)
    {
        Deployed();
        Found(verdict, TimeSpan.FromMinutes(minutes), run);

        _asked
            .Says(Drift())
            .ShouldBe(
                $"unknown (ingress in prod) because {because}\n  look: ./build.sh --target=Drift --environment=prod."
            );
    }

    [Test]
    public void What_no_one_has_looked_at_is_unknown_and_what_cannot_be_read_too()
    {
        Deployed();
        _asked.Answers(new DriftLook("prod"), new LastDrift(ImmutableSortedDictionary<string, DriftRecord>.Empty));
        _asked
            .Says(Drift())
            .ShouldBe(
                "unknown (ingress in prod) because no one has looked at ingress in prod\n  look: ./build.sh --target=Drift --environment=prod."
            );

        _asked.IsSilent(new DriftLook("prod"), "the disk is full");
        _asked
            .Says(Drift())
            .ShouldBe(
                "unknown (all in prod) because it is not known whether prod has drifted: the disk is full\n  look: ./build.sh --target=Drift --environment=prod."
            );
    }

    [Test]
    public void A_program_is_given_what_is_promoted_and_where()
    {
        var look = (ScriptLook)new ScriptGate(Quota).Looks(_asked.Question).Single();

        look.Words.ShouldBe(["./checks/quota.sh", "--set=2026.11.1", "prod now"]);
        look.Timeout.ShouldBe(TimeSpan.FromSeconds(10));
        new ScriptGate(Quota).Looks(_asked.Question).Single().ShouldBe(look);
    }

    [TestCase(0, "open, as ./checks/quota.sh says yes: 12 of 40 used")]
    [TestCase(1, "closed (./checks/quota.sh) because ./checks/quota.sh says no: 12 of 40 used")]
    [TestCase(
        2,
        "unknown (./checks/quota.sh) because ./checks/quota.sh could not tell: it ended with exit code 2: 12 of 40 used"
    )]
    [TestCase(
        137,
        "unknown (./checks/quota.sh) because ./checks/quota.sh could not tell: it ended with exit code 137: 12 of 40 used"
    )]
    public void Only_one_exit_code_is_a_no(int code, string says)
    {
        _asked.Answers(
            (ScriptLook)new ScriptGate(Quota).Looks(_asked.Question).Single(),
            new ScriptAnswer(code, ["12 of 40 used"])
        );

        _asked
            .Says(new ScriptGate(Quota))
            .ShouldBe(
                says
                    + (
                        code == 0
                            ? ""
                            : "\n  do what it asks for, and see what it says then: ./checks/quota.sh --set=2026.11.1 \"prod now\"."
                    )
            );
    }

    [Test]
    public void A_program_that_did_not_end_leaves_it_unknown()
    {
        _asked.IsSilent(new ScriptGate(Quota).Looks(_asked.Question).Single(), "it did not end within 10 s");

        _asked
            .Says(new ScriptGate(Quota))
            .ShouldBe(
                """
                unknown (./checks/quota.sh) because ./checks/quota.sh gave no answer: it did not end within 10 s
                  do what it asks for, and see what it says then: ./checks/quota.sh --set=2026.11.1 "prod now".
                """
            );
    }

    private static DriftFreeGate Drift() => new(new DriftFreeRule(null, TimeSpan.FromHours(1)));

    private void Deployed() =>
        _asked.Histories = _asked.Histories.SetItem(
            "prod",
            new LedgerBuilder().Deploy("ingress", "1.4.0").Succeeds().History
        );

    private void Found(DriftVerdict verdict, TimeSpan ago, string run = "run-1")
    {
        var deployed = _asked.Histories["prod"].Attempts[0].Started;
        _asked.Answers(
            new DriftLook("prod"),
            new LastDrift(
                ImmutableSortedDictionary<string, DriftRecord>.Empty.Add(
                    "ingress",
                    new DriftRecord(verdict, _asked.Now - ago, run, deployed.Digest, 2)
                )
            )
        );
    }
}
