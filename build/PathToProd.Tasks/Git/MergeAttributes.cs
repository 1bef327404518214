using System.Collections.Immutable;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Git;

/// <summary>
/// Whether Git merges by itself what two branches added to files whose lines are only ever added: the ledgers and the evidence.
/// </summary>
public static class MergeAttributes
{
    /// <summary>The files that are there and that Git would not merge so; none outside Git.</summary>
    /// <param name="workspace">Where everything is.</param>
    /// <param name="environments">The environments whose ledgers count.</param>
    /// <param name="scope">What the call of Git runs in.</param>
    public static IEnumerable<Problem> Check(
        Workspace workspace,
        IEnumerable<EnvironmentManifest> environments,
        ProcessScope scope
    )
    {
        (string File, string Pattern)[] all =
        [
            .. environments.Select(one => (workspace.Ledger(one.Name), "environments/*/ledger.jsonl")),
            (workspace.Evidence, workspace.Show(workspace.Evidence)),
        ];
        var files = all.Where(one => File.Exists(one.File)).ToArray();
        return files.Length == 0 || GitPlace.Of(workspace.Root).Top is null
            ? []
            : Missing(workspace, files, Union(workspace, files.Select(one => workspace.Show(one.File)), scope));
    }

    private static IEnumerable<Problem> Missing(
        Workspace workspace,
        (string File, string Pattern)[] files,
        ImmutableHashSet<string>? union
    ) =>
        from file in files
        where union?.Contains(workspace.Show(file.File)) == false
        group file by file.Pattern into alike
        select new Problem(
            new SourcePosition(".gitattributes"),
            $"Git cannot merge {workspace.Show(alike.First().File)} by itself when two branches added lines to it",
            $"add the line: {alike.Key} merge=union"
        );

    /// <summary>The files of which Git keeps the lines of both sides; null when it does not answer, which Build and Deploy report.</summary>
    private static ImmutableHashSet<string>? Union(Workspace workspace, IEnumerable<string> files, ProcessScope scope)
    {
        const string End = ": merge: union";
        try
        {
            using var asked = new GitProcess(workspace.Root, scope).Run(["check-attr", "merge", "--", .. files]);
            return asked.Succeeded
                ?
                [
                    .. asked
                        .Output.Lines()
                        .Where(line => line.EndsWith(End, StringComparison.Ordinal))
                        .Select(line => line[..^End.Length]),
                ]
                : null;
        }
        catch (GitMissingException)
        {
            return null;
        }
    }
}
