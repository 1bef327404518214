using System.Text;
using PathToProd.Model.Charts;
using PathToProd.Model.Components;
using PathToProd.Tasks.Git;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Tasks.Store.Packing;
using PathToProd.Text;
using PathToProd.Tools.Files;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Store.Upstream;

/// <summary>
/// Modules in Git repositories, over the user's own Git, which finds credentials, keys and proxies where its users keep them. Versions
/// are tags; a package is made of all files of a commit, and depends on them alone.
/// </summary>
internal sealed class GitUpstream(ProcessScope scope) : IUpstream
{
    private const string Tags = "refs/tags/";
    private const string Peeled = "^{}";
    private const int MostShown = 5;

    /// <summary>A server that says nothing for so many seconds is given up.</summary>
    private static readonly string[] Patience = ["-c", "http.lowSpeedLimit=1", "-c", "http.lowSpeedTime=20"];

    /// <inheritdoc/>
    public IReadOnlyList<string> Versions(UpstreamReference reference) =>
        In(reference, (source, git) => Listed(source, Commits(git)).Select(tag => tag.Version).ToArray());

    /// <inheritdoc/>
    public FetchedPackage Fetch(UpstreamReference reference) =>
        In(
            reference,
            (source, git) =>
            {
                var commits = Commits(git);
                var tag = TagOf(reference, source, commits);
                git.FetchAlone(Tags + tag);
                return new FetchedPackage(Packed(git, commits[tag])) { Commit = commits[tag] };
            }
        );

    private static string TagOf(UpstreamReference reference, GitSource source, SortedDictionary<string, string> commits)
    {
        var exact = source.TagOf(reference.Version);
        if (commits.ContainsKey(exact))
        {
            return exact;
        }

        var listed = Listed(source, commits).ToArray();
        return listed
                .FirstOrDefault(tag =>
                    ChartVersion.TryParse(tag.Version, out var there)
                    && ChartVersion.TryParse(reference.Version, out var wanted)
                    && there == wanted
                )
                .Tag
            ?? throw new UpstreamException(
                $"the repository has no tag {exact}",
                listed.Length == 0
                    ? "it has no tag that names a version so; correct the source, such as ?ref=v{version}"
                    : $"its newest are {string.Join(", ", listed.Take(MostShown).Select(tag => tag.Tag))}"
            );
    }

    /// <summary>The tags that name versions, the newest first.</summary>
    private static IEnumerable<(string Tag, string Version)> Listed(
        GitSource source,
        SortedDictionary<string, string> commits
    ) =>
        commits
            .Keys.Select(tag => (Tag: tag, Version: source.VersionOf(tag)!))
            .Where(tag => tag.Version is not null)
            .OrderByDescending(tag => ChartVersion.TryParse(tag.Version, out var version) ? version : null);

    /// <summary>The commit of each tag. One with a message of its own is an object of its own, and says its commit beside it.</summary>
    private static SortedDictionary<string, string> Commits(GitStore git)
    {
        var commits = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, id) in git.Tips(Tags + "*"))
        {
            if (name.StartsWith(Tags, StringComparison.Ordinal))
            {
                // In this order a tag comes before what it is about.
                commits[name[Tags.Length..].Replace(Peeled, "", StringComparison.Ordinal)] = id;
            }
        }

        return commits;
    }

    private static byte[] Packed(GitStore git, string commit)
    {
        var all = git.All(commit);
        if (Array.Find(all, one => one.IsSubmodule) is { } submodule)
        {
            throw new UpstreamException(
                $"{submodule.Path} in it is a submodule, which is not fetched",
                "take an archive that holds its files"
            );
        }

        if (all.Sum(one => one.Size ?? 0) > PackageContent.MostBytes)
        {
            throw PackageContent.TooLarge();
        }

        var contents = git.Read(all.Select(one => one.Id).ToArray(), (_, bytes) => bytes.ToArray());
        using var package = new MemoryStream();
        using (var gzip = new StoredGzipStream(package))
        {
            var tar = new TarPacker(gzip);
            foreach (var (one, content) in all.Zip(contents))
            {
                Add(tar, one, content!);
            }

            tar.Complete();
        }

        return package.ToArray();
    }

    private static void Add(TarPacker tar, GitObject one, byte[] content)
    {
        if (one.IsLink)
        {
            tar.AddLink(one.Path, Encoding.UTF8.GetString(content));
        }
        else
        {
            tar.Add(
                one.Path,
                new ArtifactFile(
                    one.Path,
                    one.IsExecutable,
                    content.LongLength,
                    Digest.Of(content),
                    () => new MemoryStream(content)
                )
            );
        }
    }

    /// <summary>Works with a repository of its own, which is gone afterwards.</summary>
    private T In<T>(UpstreamReference reference, Func<GitSource, GitStore, T> work)
    {
        var source = reference.Git!;
        var folder = TemporaryFolders.New();
        try
        {
            var git = new GitStore(folder, Path.Combine(folder, "git"), source.Remote, scope)
            {
                Settings = [.. Patience],
                NeededFor = $"and {reference} is in a Git repository",
            };
            return work(source, git);
        }
        catch (GitRemoteException exception)
        {
            throw new UpstreamException(
                $"Git says: {exception.Message.TrimEnd('.')}",
                $"see that this answers: git ls-remote {ShellQuoting.Quote(source.Remote)}",
                exception
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
