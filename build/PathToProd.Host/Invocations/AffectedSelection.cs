using System.Globalization;
using PathToProd.Decisions.Affected;
using PathToProd.Host.CommandLine;
using PathToProd.Tasks.Git;
using PathToProd.Tasks.Stages.Projects;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Invocations;

/// <summary>What a change touches, as the command line asks for it.</summary>
/// <param name="Since">What the work tree is compared with, as the user said it.</param>
/// <param name="Base">The commit that this is.</param>
/// <param name="Components">What is affected; in one environment only, when one is named.</param>
internal sealed record AffectedSelection(string Since, string Base, AffectedComponents Components)
{
    /// <summary>The sentence for when nothing is affected.</summary>
    public string Nothing => AffectedReport.NothingIsAffected(Components, Since, Base);

    /// <summary>Asks Git while the manifests are read.</summary>
    /// <exception cref="PlatformException">Nothing says since when, or that cannot be found out.</exception>
    /// <param name="invocation">What was asked.</param>
    /// <param name="isEverywhere">Whether all environments count, whichever is named.</param>
    public static AffectedSelection Of(Invocation invocation, bool isEverywhere = false)
    {
        var since = invocation.Arguments[Option.Since];
        var depth = Depth(invocation.Arguments[Option.Depth]);
        if (since is null)
        {
            throw PlatformException.Wrong(
                "there is nothing to compare with",
                "add --since=REF, a branch, a tag or a commit, such as --since=origin/main"
            );
        }

        var scope = new ProcessScope
        {
            Cancellation = invocation.RunInterruption.Politely,
            CancellationAtOnce = invocation.RunInterruption.AtOnce,
        };
        var git = Task.Run(() => GitChanges.Since(invocation.Workspace, since, scope));
        var model = invocation.Model;
        var changes = git.GetAwaiter().GetResult();
        var affected = AffectedComponents.Of(
            model,
            changes.WithTexts(model),
            depth,
            component => new ComponentProject(invocation.Workspace, component).Exists,
            isEverywhere || invocation.Arguments[Option.Environment] is null ? null : invocation.Environment.Name
        );
        return new AffectedSelection(since, changes.Base, affected);
    }

    private static int? Depth(string? text) =>
        text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var depth) ? depth
        : throw PlatformException.Wrong(
            $"--depth cannot be {text}",
            "write a whole number: 0 for only what changed itself, 1 for what requires that, and so on"
        );
}
