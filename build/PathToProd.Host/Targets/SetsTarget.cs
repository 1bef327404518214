using PathToProd.Facts.VersionSets;
using PathToProd.Host.Invocations;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Lists the version sets that are pinned, the newest first.</summary>
internal static class SetsTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new("Sets", "lists the version sets that are pinned", "The newest comes first.") { Run = Run };

    private static Report Run(Invocation invocation)
    {
        var files = new SetReferences(invocation).Files;
        var signing = new Signing(invocation, files);
        var pinned = files.Pinned;
        var sets = pinned.Sets.Reverse().Select(set => (set, signing.Sets.Of(set))).ToArray();
        var isShown = sets.Length > 0 || pinned.Problems.IsEmpty;
        return new Report
        {
            Text = style => isShown ? SetListReport.Text(sets, style, invocation.Clock.GetUtcNow()) : "",
            Json = () => SetListReport.Json(sets),
            Trouble = pinned.Problems.IsEmpty ? null : new PlatformException(pinned.Problems).Message,
            ExitCode = pinned.Problems.IsEmpty ? ExitCode.Done : ExitCode.WrongInput,
        };
    }
}
