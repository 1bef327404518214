using PathToProd.Facts.Changes;

namespace PathToProd.Tests.Facts.Changes;

public sealed class ChangeAnnotationsTests
{
    [Test]
    public void What_failed_is_an_error_what_is_wrong_one_at_its_place_and_what_is_not_verified_a_warning() =>
        ChangeAnnotations
            .Of(SampleChange.Report)
            .ShouldBe(
                """
                ::error title=Test of ingress failed::Test of ingress failed with exit code 1.
                ::error file=components/ingress/chart/values.yaml,line=3,col=5,title=Path to Prod::replicas is not a number; write a whole number
                ::warning title=Not verified::the cloud layer of base-network, because no environment with a cloud account is there

                """
            );

    [Test]
    public void Of_more_than_GitHub_shows_the_last_counts_the_rest()
    {
        var lines = ChangeAnnotations
            .Of(
                SampleChange.Report with
                {
                    Problems =
                    [
                        .. Enumerable
                            .Range(1, 30)
                            .Select(line => new ChangeProblem("a,b:c.yaml", line, 0, "bad\n::add-mask::x", "fix")),
                    ],
                    NotVerified = [.. Enumerable.Range(1, 11).Select(number => new NotVerified($"{number}", "why"))],
                }
            )
            .TrimEnd('\n')
            .Split('\n');

        lines.Length.ShouldBe(20);
        lines[1].ShouldBe("::error file=a%2Cb%3Ac.yaml,line=1,title=Path to Prod::bad%0A: :add-mask::x; fix");
        lines[9].ShouldBe("::error title=22 more failures and problems::The report of the change has all of them.");
        lines[19].ShouldBe("::warning title=2 more parts were not verified::The report of the change has all of them.");
    }
}
