using Cake.SshKeygen;

namespace PathToProd.Tasks.Tests.Tools.SshKeygen;

[TestFixture]
internal sealed class SshKeygenArgumentTests
{
    [TestCaseSource(nameof(Rows))]
    public void Each_setting_is_rendered(ToolRow row) => row.Check();

    [Test]
    public void Each_setting_has_a_row() => ToolRow.CheckComplete<SshKeygenSettings>(Rows());

    [TestCase(1)]
    [TestCase(255)]
    public void A_signature_that_is_not_good_is_an_answer(int exitCode)
    {
        using var cake = TestCake.Recording();
        cake.Recorder.Answer("", exitCode, "Signature verification failed: incorrect signature");

        var answer = cake.SshKeygenVerify(
            "/a.sig",
            "ann",
            "path-to-prod",
            "text",
            new() { AllowedSigners = "/signers" }
        );

        answer.IsGood.ShouldBeFalse();
        answer.Reason.ShouldBe("Signature verification failed: incorrect signature");
    }

    private static IEnumerable<ToolRow> Rows()
    {
        yield return new(
            "SshKeygenSignSettings",
            cake => cake.SshKeygenSign("my key", "path-to-prod", "the text"),
            "-Y sign -f \"my key\" -n path-to-prod"
        )
        {
            Input = "the text",
            Variable = ("SSH_ASKPASS_REQUIRE", "never"),
        };
        yield return new(
            "SshKeygenSignSettings.FromAgent",
            cake => cake.SshKeygenSign("key.pub", "path-to-prod", "the text", new() { FromAgent = true }),
            "-Y sign -U -f key.pub -n path-to-prod"
        )
        {
            Input = "the text",
        };
        yield return new(
            "SshKeygenSettings.Verbose",
            cake => cake.SshKeygenSign("key", "path-to-prod", "the text", new() { Verbose = true }),
            "-Y sign -v -f key -n path-to-prod"
        )
        {
            Input = "the text",
        };
        yield return new(
            "SshKeygenSignerSettings.AllowedSigners",
            cake =>
                cake.SshKeygenVerify("/a.sig", "ann", "path-to-prod", "text", new() { AllowedSigners = "/my signers" }),
            "-Y verify -f \"/my signers\" -I ann -n path-to-prod -s /a.sig"
        )
        {
            Input = "text",
            Variable = ("LC_ALL", "C"),
        };
        yield return new(
            "SshKeygenVerifySettings.Revoked",
            cake =>
                cake.SshKeygenVerify(
                    "/a.sig",
                    "ann",
                    "path-to-prod",
                    "text",
                    new() { AllowedSigners = "/signers", Revoked = "/revoked" }
                ),
            "-Y verify -f /signers -I ann -n path-to-prod -s /a.sig -r /revoked"
        )
        {
            Input = "text",
        };
        yield return new(
            "SshKeygenSignerSettings.VerifyTime",
            cake =>
                cake.SshKeygenFindPrincipals(
                    "/a.sig",
                    new()
                    {
                        AllowedSigners = "/signers",
                        VerifyTime = new DateTimeOffset(2026, 11, 22, 9, 15, 30, TimeSpan.FromHours(1)),
                    }
                ),
            "-Y find-principals -Overify-time=20261122081530Z -f /signers -s /a.sig"
        )
        {
            Input = "",
        };
    }
}
