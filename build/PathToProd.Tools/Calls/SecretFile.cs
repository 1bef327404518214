using System.Text;
using PathToProd.Tools.Files;

namespace PathToProd.Tools.Calls;

/// <summary>
/// A temporary file that only the current user can read (mode 600), for a value that a tool must get but that must not
/// stand in a command line, where every user of the machine sees it. It is gone when disposed; when the run is killed, the
/// next one removes it.
/// </summary>
public sealed class SecretFile : IDisposable
{
    private readonly string _folder;

    private SecretFile(string folder, string name)
    {
        _folder = folder;
        Path = System.IO.Path.Combine(folder, name);
    }

    /// <summary>The absolute path: what a command line may show.</summary>
    public string Path { get; }

    /// <summary>Writes a new file in a folder of its own, private from its first moment on.</summary>
    /// <param name="content">What the tool reads; written as UTF-8 without a byte order mark.</param>
    /// <param name="name">The file's name: some tools know the format by its extension.</param>
    public static SecretFile Create(string content, string name = "secret")
    {
        // No other user gets as far as the file.
        var folder = TemporaryFolders.New();
        var file = new SecretFile(folder, name);
        try
        {
            using var stream = new FileStream(file.Path, Private());
            stream.Write(Encoding.UTF8.GetBytes(content));
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Removes the file; a second call does nothing.</summary>
    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>Names the path, never the content.</summary>
    public override string ToString() => Path;

    private static FileStreamOptions Private()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
