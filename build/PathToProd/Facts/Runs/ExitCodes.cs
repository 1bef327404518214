using PathToProd.Text;

namespace PathToProd.Facts.Runs;

/// <summary>How the exit codes of many nodes become the one of the run.</summary>
public static class ExitCodes
{
    /// <summary>
    /// The most severe one; done if there are none. From most to least severe: cancelled (130), since the run does not know what the
    /// rest would have been; failed (1), since something was touched and is not as it should be; refused (3) and wrong input (2),
    /// since nothing was touched; done (0). The order in
    /// which nodes end never matters.
    /// </summary>
    public static ExitCode Merge(IEnumerable<ExitCode> exitCodes)
    {
        var gravest = ExitCode.Done;
        foreach (var exitCode in exitCodes)
        {
            gravest = Gravity(exitCode) > Gravity(gravest) ? exitCode : gravest;
        }

        return gravest;
    }

    /// <summary>
    /// The exit code of a run that changes environments: refused (3) and wrong input (2) promise that nothing was touched, so where
    /// something was, the run has failed (1).
    /// </summary>
    /// <param name="merged">The most severe exit code of its nodes.</param>
    /// <param name="outcomes">How its nodes ended.</param>
    public static ExitCode OfChanges(ExitCode merged, IEnumerable<NodeOutcome> outcomes) =>
        merged is ExitCode.Refused or ExitCode.WrongInput && outcomes.Contains(NodeOutcome.Done)
            ? ExitCode.Failed
            : merged;

    private static int Gravity(ExitCode exitCode) =>
        exitCode switch
        {
            ExitCode.Cancelled => 4,
            ExitCode.Failed => 3,
            ExitCode.Refused => 2,
            ExitCode.WrongInput => 1,
            _ => 0,
        };
}
