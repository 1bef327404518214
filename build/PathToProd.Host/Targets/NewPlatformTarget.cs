using PathToProd.Formats.Json;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Makes a platform: the same as <c>dotnet new path-to-prod</c>, without it and without a network.</summary>
internal static class NewPlatformTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "NewPlatform",
            "creates a repository for a platform of your own",
            "It needs no platform.yaml around it and no network. See docs/adopt.md.",
            [Option.To, Option.Name]
        )
        {
            Run = Run,
            NeedsPlatform = false,
        };

    private static Report Run(Invocation invocation)
    {
        var folder = Folder(invocation);
        var name = invocation.Arguments[Option.Name] ?? Path.GetFileName(folder);
        var files = PlatformTemplate.Files(name).OrderBy(file => file.Path, StringComparer.Ordinal).ToArray();
        Write(folder, files);
        return new Report
        {
            Text = _ => Text(name, folder, files.Length),
            Json = () =>
                JsonReport.Write(
                    new NewPlatformDocument(name, folder, [.. files.Select(file => file.Path)]),
                    HostReports.Default.NewPlatformDocument
                ),
        };
    }

    private static string Folder(Invocation invocation)
    {
        var to =
            invocation.Arguments[Option.To]
            ?? throw new PlatformException([
                new Problem(
                    null,
                    "nothing says where the new platform goes",
                    "add --to=FOLDER, such as --to=acme-platform"
                ),
            ]);
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(to));
        return !Path.Exists(folder) || (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            ? folder
            : throw new PlatformException([
                new Problem(
                    new SourcePosition(to),
                    "this holds something already, and nothing was written",
                    "name a new folder, or an empty one"
                ),
            ]);
    }

    /// <summary>All or nothing: what was written is removed when the rest cannot be.</summary>
    private static void Write(string folder, IEnumerable<PlatformFile> files)
    {
        var isNew = !Directory.Exists(folder);
        try
        {
            foreach (var file in files)
            {
                file.Write(Path.Combine(folder, file.Path));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Clear(folder, isNew);
            throw new PlatformException(
                ExitCode.Failed,
                $"{folder} cannot be written, and nothing was created: {exception.Message}\n"
                    + "Free some space, or get permission to write there; then run this again.",
                exception
            );
        }
    }

    private static void Clear(string folder, bool isNew)
    {
        if (isNew)
        {
            AtomicFolder.Delete(folder);
            return;
        }

        foreach (var entry in Directory.GetDirectories(folder))
        {
            Directory.Delete(entry, recursive: true);
        }

        foreach (var file in Directory.GetFiles(folder))
        {
            File.Delete(file);
        }
    }

    private static string Text(string name, string folder, int count) =>
        $"""
            Created {name}, a platform of {count} files, in {folder}. What to do next:

              1. cd {folder}
              2. git init && git add --all && git commit --message "A platform"
              3. ./build.sh --target=Deploy --component=ingress

            README.md there explains the rest.

            """;
}
