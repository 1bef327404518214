using System.Collections.Concurrent;
using PathToProd.Facts.Sources;
using PathToProd.Model.Components;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>
/// Reads the sources of components, once in a run: all of a component's folder that Git does not ignore, and the shared files
/// that its manifest names. Unchanged files are not read, as an index says what they hold. Safe to use from several threads.
/// </summary>
/// <remarks>
/// A digest is the same in every checkout, or there is none: where Git cannot answer, where only this machine's rules keep a
/// file out, and where a tracked file is not on the disk, reading is refused. Outside a repository everything counts but what tools
/// leave, and what a <c>.gitignore</c> names is refused. Rules that leave nothing of a component are ignored for it.
/// Shared files count whether Git ignores them or not.
/// </remarks>
public sealed class SourceReader : IDisposable
{
    /// <summary>More would make a long command line, and looking at all is no slower then.</summary>
    private const int MostNamed = 50;

    private const int Many = 100;

    private readonly Workspace _workspace;
    private readonly ISourceDisk _disk;
    private readonly SourceIndex _index;
    private readonly ComponentReading _reading;
    private readonly SharedFiles _shared;
    private readonly HashSet<string>? _components;
    private readonly GitScope _git;
    private readonly Lazy<GitScope> _gitForOthers;
    private readonly ConcurrentBag<Task> _asked = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<string, SourceWalk> _walks = new();
    private readonly ConcurrentDictionary<string, Lazy<ComponentSource>> _sources = new();

    internal SourceReader(
        Workspace workspace,
        IReadOnlyCollection<string>? components,
        ISourceDisk disk,
        TimeProvider clock
    )
    {
        _workspace = workspace with { Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(workspace.Root)) };
        _disk = disk;
        _index = new SourceIndex(_workspace);
        _components = components is null or { Count: > MostNamed } ? null : [.. components];
        _git = Repository(_components?.Select(name => $"components/{name}") ?? ["components"]);
        _gitForOthers = new Lazy<GitScope>(() => Repository(["components"]));
        var reader = new SourceFileReader(disk, _workspace, clock);
        _reading = new ComponentReading(_index, reader);
        _shared = new SharedFiles(_workspace, _git, disk, reader, _index);
    }

    /// <summary>Waits until Git has answered.</summary>
    internal void WaitForGit() => _git.Ask();

    /// <summary>
    /// Whether so much was read that it is worth keeping for the next run. Less than that is not a reason to write a file in a run that
    /// changes nothing else.
    /// </summary>
    public bool ReadMuch => _index.ChangedSections >= Many;

    /// <summary>Starts to read: Git is asked at once what it ignores.</summary>
    /// <param name="workspace">The checkout.</param>
    /// <param name="components">
    /// The names of those that will be asked for, so that Git need not look at all; null for all. Asking for others costs time.
    /// </param>
    public static SourceReader Open(Workspace workspace, IReadOnlyCollection<string>? components = null) =>
        new(workspace, components, SourceDisk.Instance, TimeProvider.System);

    /// <summary>
    /// Reads many components on all processors, so that <see cref="Of"/> has them at once. What is wrong with one is said
    /// there, when it is asked for.
    /// </summary>
    public void ReadAll(IReadOnlyList<ComponentManifest> components)
    {
        // All are walked through before the first answer of Git is needed.
        SideBySide.For(
            components.Count + 1,
            index =>
            {
                if (index == 0)
                {
                    _index.EnsureLoaded();
                }
                else if (!_sources.ContainsKey(components[index - 1].Name))
                {
                    Try(() => Walk(components[index - 1].Name));
                }
            }
        );
        SideBySide.For(components.Count, index => Try(() => Of(components[index])));
    }

    /// <summary>The sources of a component, as they were when they were first asked for.</summary>
    /// <exception cref="PlatformException">
    /// Wrong input (exit code 2), all problems at once: links that lead out of the folder, in a circle or to nothing, what
    /// cannot be read, what other checkouts would see in another way, shared files or entries that are not there. Or a file changed again and again while it was read
    /// (exit code 1).
    /// </exception>
    public ComponentSource Of(ComponentManifest component)
    {
        var source = _sources.GetOrAdd(component.Name, _ => new Lazy<ComponentSource>(() => Read(component)));
        try
        {
            return source.Value;
        }
        catch
        {
            // A stage that is tried again reads again.
            _sources.TryRemove(KeyValuePair.Create(component.Name, source));
            throw;
        }
    }

    /// <summary>The sources of a component as they are now, whatever was read of it before; from now on these are its sources.</summary>
    /// <exception cref="PlatformException">As <see cref="Of"/>.</exception>
    public ComponentSource Again(ComponentManifest component)
    {
        _walks.TryRemove(component.Name, out _);
        _sources.TryRemove(component.Name, out _);
        return Of(component);
    }

    /// <summary>
    /// Has the index remember what was read, if that is anything new; for the end of a run. A disk that cannot be written is not a
    /// failure: the next run reads again.
    /// </summary>
    public void Save()
    {
        _shared.Remember();
        _index.Save();
    }

    /// <summary>Ends Git if it still runs. Saves nothing.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        try
        {
            Task.WaitAll([.. _asked]);
        }
        catch (AggregateException)
        {
            // Callers that needed the answer have seen the failure.
        }

        _closing.Dispose();
    }

    /// <summary>What stands for a file that its owner may execute.</summary>
    internal static string Executable(Digest digest) => digest + "+x";

    private static void Try(Func<object> read)
    {
        try
        {
            _ = read();
        }
        catch (PlatformException)
        {
            // Of reports it again, to callers that need the component.
        }
    }

    private SourceWalk Walk(string component) =>
        _walks.GetOrAdd(
            component,
            name =>
            {
                var git = _components?.Contains(name) == false ? _gitForOthers.Value : _git;
                return SourceWalk.Through(_disk, _workspace, _workspace.Component(name), git, InnerRepository);
            }
        );

    private ComponentSource Read(ComponentManifest component)
    {
        var problems = new List<Problem>();
        var shared = _shared.Of(component, problems);
        var found = Found(component.Name, problems);
        PlatformException.ThrowIfAny(problems);

        var files = _reading.Files(component.Name, found);
        var inputs = files.Select(file => new InputDigest(
            $"file {file.Path}",
            file.IsExecutable ? Executable(file.Digest) : file.Digest.ToString()
        ));
        return new ComponentSource(files, new InputDigests(inputs.Concat(shared)));
    }

    private List<FoundFile> Found(string component, List<Problem> problems)
    {
        var walk = Walk(component);
        _walks.TryRemove(component, out _);
        try
        {
            var found = walk.Files();
            return found.Count > 0 || problems.Count > 0
                ? found
                : throw new PlatformException(
                    ExitCode.Failed,
                    $"components/{component} no longer holds any files. No artifact was made of it."
                );
        }
        catch (PlatformException exception) when (exception.Problems.Count > 0)
        {
            problems.AddRange(exception.Problems);
            return [];
        }
    }

    private GitScope Repository(IEnumerable<string> paths)
    {
        // On a thread of its own, as the pool's are few when a program starts.
        var asked = Task.Factory.StartNew(
            () => Ask(_workspace.Root, paths),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        _asked.Add(asked);
        return new GitScope(_workspace.Root, new Lazy<Task<GitAnswer>>(asked), outer: null);
    }

    private GitScope InnerRepository(string folder, GitScope outer)
    {
        var answer = new Lazy<Task<GitAnswer>>(() => Task.FromResult(Ask(folder, ["."])));
        var inner = new GitScope(folder, answer, outer);
        if (outer.IsKnown)
        {
            inner.Ask();
        }

        return inner;
    }

    private GitAnswer Ask(string folder, IEnumerable<string> paths) =>
        new GitQuestion(folder, paths, new ProcessScope { Cancellation = _closing.Token }).Ask();
}
