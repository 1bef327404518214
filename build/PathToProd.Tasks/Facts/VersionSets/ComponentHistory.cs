using System.Collections.Immutable;
using PathToProd.Facts.VersionSets;
using PathToProd.Facts.VersionSets.Changes;
using PathToProd.Model.Components;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Git;
using PathToProd.Tasks.Store;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Facts.VersionSets;

/// <summary>Finds what lies between two builds of a component: commits, by Git, and lines of its changelog.</summary>
/// <param name="workspace">The checkout.</param>
/// <param name="artifacts">Know from which commit an artifact was built.</param>
/// <param name="scope">What ends the processes when the call is cancelled.</param>
public sealed class ComponentHistory(Workspace workspace, MemberArtifacts artifacts, ProcessScope scope)
{
    private const int MostCommits = 50;

    private readonly GitHistory _git = new(workspace.Root, scope);

    /// <summary>What lies between.</summary>
    /// <param name="change">How a component differs.</param>
    /// <param name="component">The component as the working copy has it, which names its shared files; null when it has none.</param>
    /// <exception cref="PlatformException">The registry does not answer (exit code 1).</exception>
    public SetChangeHistory Of(SetChange change, ComponentManifest? component)
    {
        if (change is not { From: { } from, To: { } to })
        {
            return new SetChangeHistory(change);
        }

        var isBack = change.Kind == SetChangeKind.Downgraded;
        var (old, young) = isBack ? (to, from) : (from, to);
        var (before, after) = (Commit(old), Commit(young));
        var found = Commits(change, component, old, young, before, after);
        return found with { Changelog = Changelog(old, young, after) };
    }

    private SetChangeHistory Commits(
        SetChange change,
        ComponentManifest? component,
        SetMember old,
        SetMember young,
        string? before,
        string? after
    )
    {
        if (
            (
                before is null ? old
                : after is null ? young
                : null
            ) is
            { } unknown
        )
        {
            return new SetChangeHistory(change)
            {
                NoCommits =
                    $"no one recorded the commit of {unknown.Component} {unknown.Version} ({unknown.Digest.ShortText})",
            };
        }

        // The folder may have moved with the component's life; what it shared then is what it shares now, as far as we know.
        string[] paths =
        [
            $"components/{change.Component}",
            .. (component?.Shared ?? []).Select(shared => shared.Path).Distinct(StringComparer.Ordinal),
        ];
        var (commits, why) = _git.Between(before!, after!, paths);
        return new SetChangeHistory(change)
        {
            Commits = [.. commits.Take(MostCommits)],
            MoreCommits = Math.Max(0, commits.Length - MostCommits),
            NoCommits = why,
        };
    }

    /// <summary>The changelog as it was when the younger one was built, else as it is now.</summary>
    private ImmutableArray<ChangelogSection> Changelog(SetMember old, SetMember young, string? commit)
    {
        var file = $"components/{young.Component}/CHANGELOG.md";
        var then = commit is null ? null : _git.FileAt(commit, file);
        var text = then ?? SmallFile.ReadText(Path.Combine(workspace.Root, file));
        return text is null
            ? []
            : PathToProd.Facts.VersionSets.Changes.Changelog.Between(text, old.Version, young.Version);
    }

    /// <summary>The commit that an artifact was built from, as far as it is recorded and is one.</summary>
    private string? Commit(SetMember member)
    {
        var commit = artifacts.RecordOf(member).Commit?.Split('+')[0];
        return commit is { Length: > 0 } && commit.All(char.IsAsciiHexDigit) ? commit : null;
    }
}
