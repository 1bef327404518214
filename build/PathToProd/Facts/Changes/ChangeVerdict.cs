using System.Text.Json.Serialization;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Facts.Changes;

/// <summary>What became of a change.</summary>
[JsonConverter(typeof(KebabWords<ChangeVerdict>))]
public enum ChangeVerdict
{
    /// <summary>All that was to be shown was shown.</summary>
    Passed,

    /// <summary>Something failed.</summary>
    Failed,

    /// <summary>A gate or a lock was in the way, so it is not known whether it is good.</summary>
    Refused,

    /// <summary>What the change says is wrong.</summary>
    WrongInput,

    /// <summary>It was ended before it was known.</summary>
    Cancelled,
}

/// <summary>What follows from a verdict.</summary>
public static class ChangeVerdicts
{
    /// <summary>The verdict of a run that ended so.</summary>
    public static ChangeVerdict Of(ExitCode exitCode) =>
        exitCode switch
        {
            ExitCode.Done => ChangeVerdict.Passed,
            ExitCode.Refused => ChangeVerdict.Refused,
            ExitCode.WrongInput => ChangeVerdict.WrongInput,
            ExitCode.Cancelled => ChangeVerdict.Cancelled,
            _ => ChangeVerdict.Failed,
        };

    /// <summary>The word for what happened, to stand after a name: <c>validation failed</c>.</summary>
    public static string Verb(this ChangeVerdict verdict) =>
        verdict switch
        {
            ChangeVerdict.Passed => "passed",
            ChangeVerdict.Refused => "was refused",
            ChangeVerdict.WrongInput => "has wrong input",
            ChangeVerdict.Cancelled => "was cancelled",
            _ => "failed",
        };
}
