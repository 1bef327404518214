using System.Text;
using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Files;
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
    /// <param name="store">The repository.</param>
    /// <param name="reference">The branch.</param>
    /// <param name="branch">Its name.</param>
    /// <param name="environments">The environments.</param>
    /// <param name="isLatest">Whether only lines are asked for that decide what is there now.</param>
    /// <exception cref="PlatformException">The remote gives no answer, or the branch lost what was seen in it (exit code 1).</exception>
    public static Dictionary<string, LedgerReading> Read(
        GitStore store,
        GitReference reference,
        string branch,
        IReadOnlyCollection<string> environments,
        bool isLatest = false
    )
    {
        try
        {
            var tip = reference.Look();
            var files = tip is null ? [] : store.Files(tip, environments);
            // One process of Git unpacks no more than one processor can.
            var parts = files.Chunk(Math.Max(100, (files.Length / Environment.ProcessorCount) + 1)).ToArray();
            var readings = AtOnce
                .All(parts, part => Read(store, tip!, branch, part, isLatest))
                .SelectMany(part => part)
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

    private static (string Environment, LedgerReading Reading)[] Read(
        GitStore store,
        string tip,
        string branch,
        string[] files,
        bool isLatest
    )
    {
        var lines = store.Read(
            [.. files.Select(file => $"{tip}:{file}")],
            bytes =>
                isLatest && LatestLines.Of(bytes) is { } latest
                    ? new Lines(latest, IsLatest: true)
                    : new Lines(Encoding.UTF8.GetString(bytes), IsLatest: false)
        );
        return [.. files.Zip(lines, (file, one) => Reading(store, tip, branch, file, one))];
    }

    private static (string Environment, LedgerReading Reading) Reading(
        GitStore store,
        string tip,
        string branch,
        string file,
        Lines? lines
    )
    {
        var environment = file.Split('/')[0];
        var component = Path.GetFileNameWithoutExtension(file);
        var reading = LedgerText.Read(lines?.Text ?? "", $"{branch}:{file}");
        if (lines is { IsLatest: true } && !reading.Problems.IsEmpty)
        {
            reading = LedgerText.Read(store.Read($"{tip}:{file}")[0] ?? "", $"{branch}:{file}");
        }

        return (environment, reading.About(component, environment));
    }

    private sealed record Lines(string Text, bool IsLatest);
}
