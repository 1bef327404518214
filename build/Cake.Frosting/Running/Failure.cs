using Cake.Cli;
using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Frosting;

/// <summary>What a failed run reports, and the exit code it ends with.</summary>
internal static class Failure
{
    /// <summary>Writes the message, with all of them when there are several; at Diagnostic the whole exception.</summary>
    /// <param name="log">Null when there is none yet.</param>
    /// <param name="exception">What failed.</param>
    public static void Log(ICakeLog log, Exception exception) => _ = log.LogException(Cause(exception));

    /// <summary>
    /// What a <see cref="CakeException"/> asks for, when it is the only cause. Never a code that reads as success: 0, or a multiple
    /// of 256, of which a shell sees the lowest byte.
    /// </summary>
    public static int ExitCode(Exception exception) =>
        Cause(exception) is CakeException { ExitCode: var code } && (code & 0xFF) != 0 ? code : 1;

    /// <summary>What is inside the wrappings of the engine, and of tasks that failed for one reason.</summary>
    private static Exception Cause(Exception exception) =>
        exception switch
        {
            CakeReportException { InnerException: { } inner } => Cause(inner),
            AggregateException all when all.Flatten().InnerExceptions is [var single] => Cause(single),
            _ => exception,
        };
}
