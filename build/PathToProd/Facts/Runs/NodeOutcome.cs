using System.Text.Json.Serialization;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Facts.Runs;

/// <summary>How the part of a run that is about one component ended.</summary>
[JsonConverter(typeof(KebabWords<NodeOutcome>))]
public enum NodeOutcome
{
    /// <summary>It did what was asked.</summary>
    Done,

    /// <summary>Nothing had to be done, and that is known.</summary>
    Unchanged,

    /// <summary>A stage failed.</summary>
    Failed,

    /// <summary>A gate or a lock refused it; nothing was touched.</summary>
    Refused,

    /// <summary>Its input is wrong; nothing was touched.</summary>
    WrongInput,

    /// <summary>It was running when the run was cancelled.</summary>
    Cancelled,

    /// <summary>It never started: something that it requires did not succeed, or the run was cancelled before.</summary>
    NotRun,
}

/// <summary>What follows from the outcome of a node.</summary>
public static class NodeOutcomes
{
    /// <summary>Whether what requires the node can run.</summary>
    public static bool IsSuccess(this NodeOutcome outcome) => outcome is NodeOutcome.Done or NodeOutcome.Unchanged;

    /// <summary>The exit code of a run of this node alone. A node that was not run adds nothing: its cause does.</summary>
    public static ExitCode ExitCode(this NodeOutcome outcome) =>
        outcome switch
        {
            NodeOutcome.Failed => PathToProd.Text.ExitCode.Failed,
            NodeOutcome.Refused => PathToProd.Text.ExitCode.Refused,
            NodeOutcome.WrongInput => PathToProd.Text.ExitCode.WrongInput,
            NodeOutcome.Cancelled => PathToProd.Text.ExitCode.Cancelled,
            _ => PathToProd.Text.ExitCode.Done,
        };

    /// <summary>The outcome of a node that ended with an exit code.</summary>
    public static NodeOutcome Of(ExitCode exitCode) =>
        exitCode switch
        {
            PathToProd.Text.ExitCode.Done => NodeOutcome.Done,
            PathToProd.Text.ExitCode.Refused => NodeOutcome.Refused,
            PathToProd.Text.ExitCode.WrongInput => NodeOutcome.WrongInput,
            PathToProd.Text.ExitCode.Cancelled => NodeOutcome.Cancelled,
            _ => NodeOutcome.Failed,
        };

    /// <summary>The word for what happened, to stand after a name: <c>base-k8s failed</c>.</summary>
    public static string Verb(this NodeOutcome outcome) =>
        outcome switch
        {
            NodeOutcome.Done => "is done",
            NodeOutcome.Unchanged => "is unchanged",
            NodeOutcome.Failed => "failed",
            NodeOutcome.Refused => "was refused",
            NodeOutcome.WrongInput => "has wrong input",
            NodeOutcome.Cancelled => "was cancelled",
            _ => "was not run",
        };
}
