using PathToProd.Model.Components;
using PathToProd.Model.Platform.Loading;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Facts.Sources;

/// <summary>A scratch platform on disk whose sources are read.</summary>
internal sealed class SourceBed : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SourceBed()
        : this("") { }

    /// <summary>A platform in a folder below the temporary one.</summary>
    public SourceBed(string below)
    {
        Root = Path.TrimEndingDirectorySeparator(Path.Combine(_folder.Path, below));
        Write("platform.yaml", "name: scratch\n");
        Write("environments/sandbox/environment.yaml", "target: { directory: artifacts/sandbox }\n");
    }

    public string Root { get; }

    public Workspace Workspace => new(Root);

    public CountingDisk Disk { get; private set; } = new();

    public ShiftedClock Clock { get; } = new();

    /// <summary>The paths, from the root, of the files that were opened since this was asked last.</summary>
    public string[] Opened
    {
        get
        {
            var opened = Disk.Opened.Select(Workspace.Show).Order(StringComparer.Ordinal).ToArray();
            Disk.Opened.Clear();
            return opened;
        }
    }

    /// <summary>A component whose manifest has three lines, and then these.</summary>
    public SourceBed Component(string name, string more = "") =>
        Write($"components/{name}/component.yaml", $"name: {name}\nversion: 1.0.0\ntype: manifests\n{more}");

    public SourceBed Write(string path, string text)
    {
        Change(path, () => File.WriteAllText(Make(path), text));
        return this;
    }

    /// <summary>
    /// Changes a file until the disk's clock has gone on since its last change, as no test waits for files to be at rest.
    /// </summary>
    public void Change(string path, Action change)
    {
        var before = SourceDisk.Instance.Facts(At(path), follow: false)?.Changed;
        do
        {
            change();
        } while (before is not null && SourceDisk.Instance.Facts(At(path), follow: false)?.Changed == before);
    }

    public SourceBed Link(string path, string target)
    {
        File.CreateSymbolicLink(Make(path), target);
        return this;
    }

    public string At(string path) => Path.Combine(Root, path);

    public ComponentManifest Manifest(string component) =>
        PlatformLoader.Load(new DiskPlatformFiles(Workspace), []).Components[component];

    public SourceReader Open(params string[]? components) => new(Workspace, components, Disk, Clock);

    /// <summary>What one whole run reads of a component.</summary>
    public ComponentSource Read(string component = "web")
    {
        using var reader = Open(null);
        var source = reader.Of(Manifest(component));
        reader.Save();
        return source;
    }

    /// <summary>The paths of the files that count.</summary>
    public string[] Files(string component = "web") => [.. Read(component).Files.Select(file => file.Path)];

    /// <summary>The whole message of what is wrong.</summary>
    public string Problems(string component = "web") =>
        Should.Throw<PlatformException>(() => Read(component)).Message.Replace(Root, "ROOT");

    public string Git(params string[] arguments) => TestGit.Run(Root, arguments);

    public void Dispose() => _folder.Dispose();

    private string Make(string path)
    {
        var file = At(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file;
    }
}
