using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Git;

/// <summary>Why Git gives no answer about a folder.</summary>
/// <param name="What">What is so, without a full stop.</param>
/// <param name="Fix">What to do about it, without a full stop.</param>
internal sealed record GitRefusal(string What, string Fix)
{
    /// <summary>It is not on this machine.</summary>
    public static GitRefusal Missing { get; } =
        new("git is not on the PATH", "install it, or add its folder to the PATH");

    /// <summary>There is no repository.</summary>
    public static GitRefusal NoRepository { get; } =
        new("not a Git checkout", "clone the repository instead of copying its files");

    /// <summary>What a call that failed says.</summary>
    public static GitRefusal Of(GitPlace place, CommandResult result)
    {
        if (place.Top is not { } top)
        {
            return NoRepository;
        }

        var lines = result.Error.Lines().Where(line => line.Length > 0).ToArray();
        if (lines.Any(line => line.Contains("safe.directory", StringComparison.Ordinal)))
        {
            return new GitRefusal(
                $"{top} belongs to another user, so Git does not trust its repository (dubious ownership)",
                $"run git config --global --add safe.directory {ShellQuoting.Quote(top)}"
            );
        }

        var said =
            lines.FirstOrDefault(line => line.StartsWith("fatal: ", StringComparison.Ordinal))
            ?? lines.FirstOrDefault(line => !line.StartsWith("warning: ", StringComparison.Ordinal))
            ?? $"exit code {result.ExitCode}";
        return new GitRefusal(
            $"Git cannot read the repository of {top}: {WithoutKind(said)}",
            "run git status there, and fix what it reports"
        );
    }

    /// <summary>A refusal as a problem.</summary>
    public Problem AsProblem(string consequence) => new(Where: null, $"{What}, {consequence}", Fix);

    private static string WithoutKind(string line) =>
        Array.Find(["fatal: ", "error: "], kind => line.StartsWith(kind, StringComparison.Ordinal)) is { } kind
            ? line[kind.Length..]
            : line;
}
