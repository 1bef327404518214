using PathToProd.Facts.Promotions;
using PathToProd.Text;

namespace PathToProd.Tests.Facts.Promotions;

/// <summary>The line of a commit's message that approves.</summary>
public sealed class ApprovalTrailerTests
{
    private static readonly string A = $"sha256:{new string('a', 64)}";
    private static readonly string B = $"sha256:{new string('b', 64)}";
    private static readonly RecordHead Head = new("c1", DateTimeOffset.UnixEpoch, "alice");

    [Test]
    public void An_approval_is_read_as_it_was_written()
    {
        var approval = new PromotionRecord.Approved
        {
            Head = Head,
            Environment = "prod",
            Set = new SetReference("2026.11.1", new Digest(A)),
            Policy = new Digest(B),
            Plan = new Digest(A),
            Commit = "c1",
        };

        ApprovalTrailer.Write(approval).ShouldBe($"prod 2026.11.1 set={A} policy={B} plan={A}");
        ApprovalTrailer.Read(ApprovalTrailer.Write(approval), Head, "c1").ShouldBe(approval);
        ApprovalTrailer.Read($"prod  2026.11.1 plan={A} policy={B}  set={A}", Head, "c1").ShouldBe(approval);
    }

    [TestCase("", "it does not begin with an environment and a version set")]
    [TestCase("prod", "it does not begin with an environment and a version set")]
    [TestCase("prod set=A", "it does not begin with an environment and a version set")]
    [TestCase("prod 2026.11.1", "it has no set=")]
    [TestCase("prod 2026.11.1 set=A policy=B", "it has no plan=")]
    [TestCase("prod 2026.11.1 set=A policy=B plan=A plan=B", "it has plan= more than once")]
    [TestCase(
        "prod 2026.11.1 set=A policy=B plan=all",
        "it has plan=all, which is not set=, policy= or plan= with a digest"
    )]
    [TestCase("prod 2026.11.1 and 2026.11.2", "it has and, which is not set=, policy= or plan= with a digest")]
    public void What_is_no_approval_says_why(string text, string why)
    {
        var value = text.Replace("=A", $"={A}").Replace("=B", $"={B}");

        Should.Throw<FormatException>(() => ApprovalTrailer.Read(value, Head, "c1")).Message.ShouldBe(why);
    }
}
