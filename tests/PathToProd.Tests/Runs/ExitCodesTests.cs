using PathToProd.Runs;

namespace PathToProd.Tests.Runs;

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
}
