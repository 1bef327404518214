using PathToProd.Formats.Json;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Platform;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Tools.Processes;

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
            IsAboutProduct = true,
            Run = Run,
            NeedsPlatform = false,
        };

    private static Report Run(Invocation invocation)
    {
        var (name, folder) = Asked(invocation);
        var files = PlatformTemplate.Files(name).OrderBy(file => file.Path, StringComparer.Ordinal).ToArray();
        Write(folder, files);
        return new Report
        {
            Text = _ => Text(name, folder, files.Length),
            Json = () =>
                JsonReport.Write(
                    new NewPlatformDocument(name, folder, [.. files.Select(file => file.Path)]),
                    HostJson.Default.NewPlatformDocument
                ),
        };
    }

    /// <summary>The platform that was asked for, with nothing wrong in what was said of it.</summary>
    private static (string Name, string Folder) Asked(Invocation invocation)
    {
        if (invocation.Arguments[Option.To] is not { } to)
        {
            throw new PlatformException([
                new Problem(
                    null,
                    "nothing says where the new platform goes",
                    "add --to=FOLDER, such as --to=acme-platform"
                ),
            ]);
        }

        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(to));
        var name = invocation.Arguments[Option.Name] ?? Path.GetFileName(folder);
        var label = invocation.Arguments.Has(Option.Name)
            ? "--name"
            : "the platform's name, the folder's without --name,";
        Problem?[] problems = [PlatformName.ProblemIn(name, label), ProblemIn(folder, to)];
        PlatformException.ThrowIfAny([.. problems.OfType<Problem>()]);
        return (name, folder);
    }

    private static Problem? ProblemIn(string folder, string to) =>
        !Path.Exists(folder) || (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            ? null
            : new Problem(
                new SourcePosition(to),
                "this holds something already, and nothing was written",
                "name a new folder, or an empty one"
            );

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

              1. cd {ShellQuoting.Quote(folder)}
              2. git init && git add --all && git commit --message "A platform"
              3. ./build.sh --target=Deploy --component=ingress

            README.md there explains the rest.

            """;
}
