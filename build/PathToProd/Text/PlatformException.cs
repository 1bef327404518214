namespace PathToProd.Text;

/// <summary>
/// A failure that the user can act on: its message says what was tried, what came back and what to do next, and is
/// printed without a stack trace. Any other exception is a defect of this program, and shows one.
/// </summary>
public sealed class PlatformException : Exception
{
    /// <summary>A failure with a message of its own.</summary>
    public PlatformException(ExitCode exitCode, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ExitCode = exitCode;
        Problems = [];
    }

    /// <summary>Wrong input: every problem at once and each once, sorted by place.</summary>
    public PlatformException(IEnumerable<Problem> problems)
        : this([
            .. problems
                .Distinct()
                .OrderBy(problem => problem.Where ?? default)
                .ThenBy(problem => problem.What, StringComparer.Ordinal),
        ]) { }

    private PlatformException(Problem[] sorted)
        : base(string.Join('\n', sorted.Select(problem => problem.ToString())))
    {
        ExitCode = ExitCode.WrongInput;
        Problems = sorted;
    }

    /// <summary>What was looked at did not pass (exit code 1): every problem at once, as they come.</summary>
    public static PlatformException Failed(IReadOnlyList<Problem> problems) =>
        new(ExitCode.Failed, string.Join('\n', problems.Select(problem => problem.ToString()))) { Problems = problems };

    /// <summary>One thing is wrong, which is in no file.</summary>
    /// <param name="what">What is wrong, as a clause.</param>
    /// <param name="fix">What to do.</param>
    public static PlatformException Wrong(string what, string fix) => new([new Problem(null, what, fix)]);

    /// <summary>A gate or a lock is in the way (exit code 3).</summary>
    public static PlatformException Refused(string message) => new(ExitCode.Refused, message);

    /// <summary>Throws when there are problems: all of them at once.</summary>
    public static void ThrowIfAny(IReadOnlyCollection<Problem> problems)
    {
        if (problems.Count > 0)
        {
            throw new PlatformException(problems);
        }
    }

    /// <summary>The last lines that a tool printed before it failed, secrets hidden; empty when no tool did.</summary>
    public IReadOnlyList<string> ToolLines { get; init; } = [];

    /// <summary>How the run ends because of this.</summary>
    public ExitCode ExitCode { get; }

    /// <summary>The problems, sorted; empty when the failure is not about such.</summary>
    public IReadOnlyList<Problem> Problems { get; private init; }
}
