using PathToProd.Facts.Runs;
using PathToProd.Text;

namespace PathToProd.Tests.Facts.Runs;

public sealed class ExitCodesTests
{
    [Test]
    public void Nothing_at_all_is_done() => ExitCodes.Merge([]).ShouldBe(ExitCode.Done);

    [TestCase(ExitCode.Done, ExitCode.WrongInput)]
    [TestCase(ExitCode.WrongInput, ExitCode.Refused)]
    [TestCase(ExitCode.Refused, ExitCode.Failed)]
    [TestCase(ExitCode.Failed, ExitCode.Cancelled)]
    public void The_gravest_wins_in_any_order(ExitCode lighter, ExitCode graver)
    {
        ExitCodes.Merge([lighter, graver]).ShouldBe(graver);
        ExitCodes.Merge([graver, lighter, ExitCode.Done]).ShouldBe(graver);
    }

    [TestCase(ExitCode.WrongInput, NodeOutcome.Done, ExitCode.Failed)]
    [TestCase(ExitCode.Refused, NodeOutcome.Done, ExitCode.Failed)]
    [TestCase(ExitCode.WrongInput, NodeOutcome.Unchanged, ExitCode.WrongInput)]
    [TestCase(ExitCode.Refused, NodeOutcome.NotRun, ExitCode.Refused)]
    [TestCase(ExitCode.Cancelled, NodeOutcome.Done, ExitCode.Cancelled)]
    [TestCase(ExitCode.Done, NodeOutcome.Done, ExitCode.Done)]
    public void Where_something_was_touched_the_run_failed(ExitCode merged, NodeOutcome other, ExitCode expected) =>
        ExitCodes.OfChanges(merged, [NodeOutcome.WrongInput, other]).ShouldBe(expected);
}
