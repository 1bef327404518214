using System.Globalization;
using PathToProd.Decisions.Ordering;
using PathToProd.Text;

namespace PathToProd.Host.Invocations;

/// <summary>Reads how a run goes over many components.</summary>
internal static class RunCourse
{
    private const int Most = 1000;

    /// <summary>How many run at once; null when nothing was said.</summary>
    /// <exception cref="PlatformException">It is not a number, or none that can be.</exception>
    public static int? Parallel(string? text) =>
        text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count is >= 1 and <= Most
            ? count
        : throw PlatformException.Wrong($"--parallel cannot be {text}", $"write a whole number from 1 to {Most}");

    /// <summary>What a failure means.</summary>
    public static FailurePolicy OnFailure(string? text) =>
        text?.ToLowerInvariant() switch
        {
            "stop" => FailurePolicy.Stop,
            "finish-everything" => FailurePolicy.FinishEverything,
            _ => FailurePolicy.FinishUnrelated,
        };
}
