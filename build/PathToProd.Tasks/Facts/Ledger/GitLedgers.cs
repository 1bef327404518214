using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Git;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Ledger;

/// <summary>The ledgers of several environments in one branch, read with one look at the remote.</summary>
internal static class GitLedgers
{
    /// <summary>The branch.</summary>
    public static GitReference Reference(GitStore store, string branch) =>
        new(store, $"refs/heads/{branch}", $"The branch {branch}");

    /// <summary>Reads them, by environment.</summary>
    /// <exception cref="PlatformException">The remote gives no answer, or the branch lost what was seen in it (exit code 1).</exception>
    public static Dictionary<string, LedgerReading> Read(
        GitStore store,
        GitReference reference,
        string branch,
        IReadOnlyCollection<string> environments
    )
    {
        try
        {
            var tip = reference.Look();
            var files = tip is null ? [] : store.Files(tip, environments);
            var texts = files.Length == 0 ? [] : store.Read([.. files.Select(file => $"{tip}:{file}")]);
            var readings = files
                .Zip(texts, (file, text) => Reading(branch, file, text))
                .ToLookup(one => one.Environment);
            return environments.ToDictionary(
                environment => environment,
                environment => LedgerReadings.Merged(readings[environment].Select(one => one.Reading))
            );
        }
        catch (GitRemoteException exception)
        {
            throw Unreachable("read", store, branch, exception.Message);
        }
    }

    /// <summary>What to say when the remote gives no answer.</summary>
    public static PlatformException Unreachable(string verb, GitStore store, string branch, string why) =>
        new(
            ExitCode.Failed,
            $"Could not {verb} the ledger in the branch {branch} of {store.Remote}: {why}. Check the address in platform.yaml and the network, "
                + "then run the same command again."
        );

    /// <summary>A line that cannot be read is about the component whose file it is in, whatever else of it is lost.</summary>
    private static (string Environment, LedgerReading Reading) Reading(string branch, string file, string? text)
    {
        var environment = file.Split('/')[0];
        var component = Path.GetFileNameWithoutExtension(file);
        var reading = LedgerText.Read(text ?? "", $"{branch}:{file}");
        if (reading.Entries.Any(entry => entry is LedgerEntry.UnitStarted))
        {
            // It is about a unit, and what became of each member stands in the member's own file.
            return (environment, reading with { Doubts = [] });
        }

        return (
            environment,
            reading with
            {
                Doubts =
                [
                    .. reading.Doubts.Select(doubt => doubt with { Component = component, Environment = environment }),
                ],
            }
        );
    }
}
