using PathToProd.Facts.VersionSets;
using PathToProd.Host.Invocations;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Lists the version sets that are pinned, the newest first.</summary>
internal static class Sets
{
    public static void Run(Invocation invocation)
    {
        var files = new SetReferences(invocation).Files;
        var signing = new Signing(invocation, files);
        var pinned = files.Pinned;
        var sets = pinned.Sets.Reverse().Select(set => (set, signing.Sets.Of(set))).ToArray();
        if (sets.Length > 0 || pinned.Problems.IsEmpty || invocation.IsJson)
        {
            invocation.Output.Write(
                invocation.IsJson
                    ? SetListReport.Json(sets)
                    : SetListReport.Text(sets, invocation.Style, invocation.Clock.GetUtcNow())
            );
        }

        if (!pinned.Problems.IsEmpty)
        {
            invocation.Say(new PlatformException(pinned.Problems).Message);
            invocation.ExitCode = ExitCode.WrongInput;
        }
    }
}
