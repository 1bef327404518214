using PathToProd.Decisions.Leases;
using PathToProd.Facts.Leases;
using PathToProd.Tasks.Git;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Leases;

/// <summary>
/// The record of one lease in a reference of its own, so that runs that hold different components never wait for each other.
/// </summary>
/// <param name="store">The repository.</param>
/// <param name="environment">The environment.</param>
/// <param name="component">The component, or what stands for several.</param>
internal sealed class GitLease(GitStore store, string environment, string component) : ILease
{
    private const string File = "lease.json";
    private const string Folder = "refs/path-to-prod/locks/";

    private readonly GitRecord _record = new(
        store,
        Reference(environment, component),
        File,
        $"The lock of {component} in {environment}"
    );

    public string Key => $"{environment}/{component}";

    public string What => $"{component} in {environment}";

    public string Keeper => "the remote";

    public string Advice =>
        "Check the ledger's remote in platform.yaml and the network, then run the same command again.";

    /// <summary>The holders of all leases, by environment and component: <c>prod/ingress</c>.</summary>
    /// <exception cref="GitRemoteException">The remote gives no answer.</exception>
    public static Dictionary<string, LeaseHolder> Holders(GitStore store)
    {
        var tips = store.Tips(Folder + "*");
        if (tips.Count == 0)
        {
            return [];
        }

        string[] records = [.. tips.Values.Select(tip => $"{tip}:{File}")];
        var texts = store.Read(records);
        if (texts.Contains(null))
        {
            store.Fetch([.. tips.Keys]);
            texts = store.Read(records);
        }

        return tips
            .Keys.Zip(texts, (name, text) => (name, Parse(text)?.Holder))
            .Where(lease => lease.Holder is not null)
            .ToDictionary(lease => lease.name[Folder.Length..], lease => lease.Holder!);
    }

    public (LeaseRecord? Record, string? Position) Look()
    {
        var (text, position) = _record.Look();
        return (Parse(text), position);
    }

    public WriteOutcome Write(string? position, LeaseRecord next, string who, DateTimeOffset now) =>
        _record.Write(
            position,
            LeaseText.Write(next),
            next.Holder is null ? $"{Key} is free" : $"{Key} is held by {next.Holder}",
            who,
            now
        );

    // Names of components and environments hold no underscore, and what stands for several of them holds a space.
    private static string Reference(string environment, string component) =>
        $"{Folder}{environment}/{component.Replace(' ', '_')}";

    private static LeaseRecord? Parse(string? text)
    {
        try
        {
            return text is null ? null : LeaseText.Read(text);
        }
        catch (FormatException exception)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"A lock cannot be read: {File} {exception.Message}. Restore it from the history of its reference, then run the same command again.",
                exception
            );
        }
    }
}
