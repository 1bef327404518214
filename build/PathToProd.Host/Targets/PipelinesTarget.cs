using PathToProd.Decisions.Pipelines;
using PathToProd.Formats.Json;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Writes the pipelines of CI systems, or looks whether they are up to date.</summary>
internal static class PipelinesTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Pipelines",
            "writes the pipelines of a CI system from the platform's graph",
            "Files that were edited by hand, or that something else wrote, stay as they are without --force; see docs/continuous-integration.md.",
            [Option.System, Option.CheckFiles, Option.Replace]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        var systems = Systems(invocation.Arguments[Option.System]);
        var root = invocation.Workspace.Root;
        var graph = PipelineGraph.Of(invocation.Model, File.Exists(Path.Combine(root, ".ci", "run")));
        var files = systems.SelectMany(system => Compared(system, graph, root)).ToArray();
        if (invocation.Arguments.Has(Option.CheckFiles))
        {
            return Checked(files) with { Trouble = Misplaced(root) };
        }

        if (!invocation.Arguments.Has(Option.Replace))
        {
            PlatformException.ThrowIfAny([.. files.Select(file => file.Foreign).OfType<Problem>()]);
        }

        var written = files.Where(file => file.State != PipelineFileState.UpToDate).ToArray();
        foreach (var file in written)
        {
            var path = Path.Combine(root, file.File.Path);
            WrittenFile.Change(
                file.File.Path,
                () =>
                {
                    if (file.IsNeedless)
                    {
                        File.Delete(path);
                    }
                    else
                    {
                        AtomicFile.Write(path, file.File.Text);
                    }
                }
            );
        }

        return Told(files, isWritten: true, ExitCode.Done) with
        {
            Trouble = Misplaced(root),
        };
    }

    private static IEnumerable<PipelineOnDisk> Compared(
        KeyValuePair<string, CiSystem> system,
        PipelineGraph graph,
        string root
    )
    {
        foreach (var file in PipelineFiles.Of(system.Value, graph))
        {
            yield return new PipelineOnDisk(system.Key, file, file.Compare(TextOf(root, file.Path)));
        }

        foreach (var file in PipelineFiles.Unwanted(system.Value, graph))
        {
            if (file.CompareUnwanted(TextOf(root, file.Path)) is { } state)
            {
                yield return new PipelineOnDisk(system.Key, file, state);
            }
        }
    }

    private static KeyValuePair<string, CiSystem>[] Systems(string? said)
    {
        var all = PipelineFiles.Systems;
        string[] names = said switch
        {
            null => throw PlatformException.Wrong(
                "no CI system is named",
                $"add --system=NAMES: {string.Join(", ", all.Keys)}; several (a,b); or all"
            ),
            "all" => [.. all.Keys],
            _ => [.. Arguments.ListOf(said).Distinct()],
        };
        PlatformException.ThrowIfAny([
            .. names
                .Where(name => !all.ContainsKey(name))
                .Select(name => new Problem(
                    null,
                    $"there is no CI system {name} that pipelines are written for",
                    Suggestion.Fix(name, all.Keys, "system", "")
                )),
        ]);
        return [.. names.Select(name => KeyValuePair.Create(name, all[name]))];
    }

    /// <summary>What to know where the platform is a folder of a larger repository; null where it is all of one, or in none.</summary>
    private static string? Misplaced(string root)
    {
        var top = root;
        while (top is not null && !Path.Exists(Path.Combine(top, ".git")))
        {
            top = Path.GetDirectoryName(top);
        }

        if (top is null || top == root)
        {
            return null;
        }

        var folder = Path.GetRelativePath(top, root).Replace('\\', '/');
        return $"The platform is in {folder}/ of its repository, but CI systems look for pipelines in the repository's root and start them there. "
            + "Give the platform a repository of its own; or move the files there by hand, and have each step call "
            + $"{folder}/build.sh -C {folder}.";
    }

    /// <summary>Null where nothing is.</summary>
    private static string? TextOf(string root, string file)
    {
        try
        {
            return GivenFile.ReadText(Path.Combine(root, file));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PlatformException([
                new Problem(
                    new SourcePosition(file),
                    $"it cannot be read: {exception.Message.TrimEnd('.')}",
                    "move it away, or make it a file that this user may read"
                ),
            ]);
        }
    }

    private static Report Checked(IReadOnlyList<PipelineOnDisk> files) =>
        files.All(file => file.State == PipelineFileState.UpToDate)
            ? Told(files, isWritten: false, ExitCode.Done)
            : Told(files, isWritten: false, ExitCode.Failed);

    private static Report Told(IReadOnlyList<PipelineOnDisk> files, bool isWritten, ExitCode exitCode) =>
        new()
        {
            Text = _ => string.Concat(files.Select(file => file.Line(isWritten) + "\n")),
            Json = () =>
                JsonReport.Write(
                    new PipelinesDocument([
                        .. files.Select(file => new PipelineFilePart(
                            file.System,
                            file.File.Path,
                            file.Word,
                            isWritten && file.State != PipelineFileState.UpToDate && !file.IsNeedless
                        )),
                    ]),
                    HostJson.Default.PipelinesDocument
                ),
            ExitCode = exitCode,
        };
}
