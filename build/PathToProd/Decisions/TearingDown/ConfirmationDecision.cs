using PathToProd.Model.Environments;
using PathToProd.Text;

namespace PathToProd.Decisions.TearingDown;

/// <summary>Whether an environment may be torn down, which its name confirms.</summary>
public abstract record ConfirmationDecision
{
    private ConfirmationDecision() { }

    /// <summary>It is confirmed.</summary>
    public sealed record Confirmed : ConfirmationDecision;

    /// <summary>The user has to type the name.</summary>
    /// <param name="Prompt">What to ask.</param>
    public sealed record Asks(string Prompt) : ConfirmationDecision;

    /// <summary>It is not, and nothing is touched.</summary>
    public sealed record Refused(PlatformException Why) : ConfirmationDecision;

    /// <summary>Decides by the command line.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="confirm">What <c>--confirm</c> says; null when it was not given.</param>
    /// <param name="canAsk">Whether a person can be asked: there is a terminal.</param>
    public static ConfirmationDecision Of(EnvironmentManifest environment, string? confirm, bool canAsk) =>
        confirm == environment.Name ? new Confirmed()
        : confirm is not null
            ? Refuse(
                $"--confirm is {Printable.Line(confirm)}, and the environment is {environment.Name}",
                $"if you mean to remove all of {environment.Name}, write --confirm={environment.Name}"
            )
        : environment.IsProtected
            ? Refuse(
                new Problem(
                    environment.Source["protected"],
                    $"{environment.Name} is protected, and TearDown removes all of it",
                    $"if you mean that, add --confirm={environment.Name}"
                )
            )
        : canAsk ? new Asks($"Type the name of the environment to remove all of it: ")
        : Refuse(
            $"TearDown removes all of {environment.Name}, and there is no terminal on which to ask whether you mean that",
            $"if you do, add --confirm={environment.Name}"
        );

    /// <summary>Decides by what the user typed.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="answer">The line; null when the terminal was closed instead.</param>
    public static ConfirmationDecision Answered(EnvironmentManifest environment, string? answer) =>
        answer?.Trim() == environment.Name
            ? new Confirmed()
            : Refuse(
                answer is null || answer.Trim().Length == 0
                    ? "no name was typed"
                    : $"{Printable.Line(answer.Trim())} is not {environment.Name}",
                "nothing was touched; run it again if you mean to remove the environment"
            );

    private static Refused Refuse(string what, string fix) => Refuse(new Problem(null, what, fix));

    private static Refused Refuse(Problem problem) => new(new PlatformException([problem]));
}
