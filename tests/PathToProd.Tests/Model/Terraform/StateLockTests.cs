using PathToProd.Model.Terraform;

namespace PathToProd.Tests.Model.Terraform;

/// <summary>What Terraform says of a lock that it did not get.</summary>
public sealed class StateLockTests
{
    private const string Failure = """
        terraform plan failed with exit code 1.
          command: terraform plan -input=false
          last lines:
            Error: Error acquiring the state lock
            Error message: the state is already locked by another terraform client
            Lock Info:
              ID:        d4f1e1c2-0b1a-4c7e-9d0c-1f2e3d4c5b6a
              Path:
              Operation: OperationTypeApply
              Who:       ann lee@build-7.example.com
              Version:   1.11.4
              Created:   2026-11-22 08:15:30.123456789 +0000 UTC
              Info:
            Terraform acquires a state lock to protect the state from being written
          log: artifacts/runs/1/net/deploy.log
        """;

    [Test]
    public void A_lock_has_an_id_a_holder_and_a_moment()
    {
        var held = StateLock.In(Failure)!;

        held.ShouldBe(
            new StateLock(
                "d4f1e1c2-0b1a-4c7e-9d0c-1f2e3d4c5b6a",
                "ann lee@build-7.example.com",
                new DateTimeOffset(2026, 11, 22, 8, 15, 30, TimeSpan.Zero)
            )
        );
        held.Machine.ShouldBe("build-7.example.com");
    }

    [Test]
    public void Bars_before_the_lines_and_line_ends_of_Windows_change_nothing() =>
        StateLock
            .In(Failure.Replace("            ", "            │ ", StringComparison.Ordinal).ReplaceLineEndings("\r\n"))
            .ShouldBe(StateLock.In(Failure));

    [TestCase("Lock Info:", "Lock:")]
    [TestCase("ID:        d4f1e1c2-0b1a-4c7e-9d0c-1f2e3d4c5b6a", "ID:")]
    [TestCase("Who:       ann lee@build-7.example.com", "")]
    [TestCase("2026-11-22 08:15:30.123456789 +0000 UTC", "yesterday")]
    [TestCase("2026-11-22 08:15:30.123456789 +0000 UTC", "2026-11-22 08:15:30.123456789 +0100 CET")]
    public void What_is_not_said_in_full_is_no_lock(string what, string instead) =>
        StateLock.In(Failure.Replace(what, instead, StringComparison.Ordinal)).ShouldBeNull();
}
