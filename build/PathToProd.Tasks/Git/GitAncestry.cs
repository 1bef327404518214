using System.Collections.Concurrent;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Git;

/// <summary>Whether a checkout is behind a commit: whether its own is an ancestor of that one.</summary>
internal sealed class GitAncestry(string folder)
{
    private readonly ConcurrentDictionary<string, bool> _answers = new(StringComparer.Ordinal);

    /// <summary>Whether it is. What Git does not know here, as in a shallow clone, is not held against the checkout.</summary>
    /// <param name="now">The checkout's commit.</param>
    /// <param name="other">The other commit.</param>
    public bool IsBehind(string now, string other) =>
        now != other && _answers.GetOrAdd($"{now}..{other}", _ => Ask(now, other));

    private bool Ask(string now, string other)
    {
        try
        {
            using var asked = new GitProcess(folder, new ProcessScope()).Run("merge-base", "--is-ancestor", now, other);
            return asked.Succeeded;
        }
        catch (GitMissingException)
        {
            return false;
        }
        catch (PlatformException)
        {
            // Git did not end in time.
            return false;
        }
    }
}
