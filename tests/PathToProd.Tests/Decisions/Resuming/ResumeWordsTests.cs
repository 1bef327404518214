using System.Collections.Immutable;
using PathToProd.Decisions.Resuming;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.Resuming;

public sealed class ResumeWordsTests
{
    private static readonly string[] MayDiffer = ["parallel", "on-failure", "wait"];

    private static PastRun Run(params (string Word, string Value)[] options)
    {
        var run = PastRuns.Of(1, "Deploy", ExitCode.Failed, "a b");
        var asked = run.Asked! with
        {
            Options = options.ToImmutableSortedDictionary(
                option => option.Word,
                option => option.Value,
                StringComparer.Ordinal
            ),
        };
        return run with { Story = run.Story! with { Start = run.Story.Start with { Asked = asked } } };
    }

    private static string Of(PastRun run, params (string Word, string Value)[] said) =>
        string.Join(
            ' ',
            ResumeWords
                .Of(run, said.ToDictionary(word => word.Word, word => word.Value), MayDiffer)
                .Select(word => word.Value.Length == 0 ? word.Key : $"{word.Key}={word.Value}")
        );

    [Test]
    public void Nothing_has_to_be_said_again() =>
        Of(Run(("component", "all"), ("force", ""), ("set", "2026.11.1")))
            .ShouldBe("component=a,b force set=2026.11.1");

    [Test]
    public void The_same_may_be_said_again() =>
        Of(Run(("component", "all"), ("force", "")), ("component", "all"), ("force", ""))
            .ShouldBe("component=a,b force");

    [Test]
    public void Components_may_be_named_in_any_order() =>
        Of(Run(("component", "all")), ("component", "b, a")).ShouldBe("component=a,b");

    [Test]
    public void How_it_goes_may_be_said_differently() =>
        Of(Run(("component", "all"), ("parallel", "8")), ("parallel", "1"), ("wait", ""))
            .ShouldBe("component=a,b parallel=1 wait");

    [Test]
    public void What_contradicts_it_is_refused_all_at_once() =>
        Should
            .Throw<PlatformException>(() =>
                Of(
                    Run(("component", "all"), ("set", "2026.11.1")),
                    ("component", "a"),
                    ("set", "2026.11.2"),
                    ("force", "")
                )
            )
            .Message.ShouldBe(
                "--component=a contradicts run 20261122-080100-0001, which was asked with --component=all; "
                    + "leave --component out, or start a new run without --resume\n"
                    + "--force contradicts run 20261122-080100-0001, which was asked without --force; "
                    + "leave --force out, or start a new run without --resume\n"
                    + "--set=2026.11.2 contradicts run 20261122-080100-0001, which was asked with --set=2026.11.1; "
                    + "leave --set out, or start a new run without --resume"
            );
}
