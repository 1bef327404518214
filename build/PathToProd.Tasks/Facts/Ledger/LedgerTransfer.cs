using System.Text;
using PathToProd.Decisions.Ledgers;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;
using PathToProd.Model.Ledgers;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Ledger;

/// <summary>Takes the ledger of an environment to a file, and from there to where <c>platform.yaml</c> says that ledgers are.</summary>
public static class LedgerTransfer
{
    /// <summary>Writes all lines as they stand to a new file, which is on the disk before anything is removed.</summary>
    /// <param name="workspace">Where everything is.</param>
    /// <param name="platform">Says where the ledger is.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="path">The file, as the user wrote it. It may not be there yet.</param>
    /// <param name="removes">Whether the cluster's segments go that say nothing about what is there now.</param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="PlatformException">The file is there, there is nothing to export, or to remove from (exit code 2); the ledger could not be read, or the file not written (1).</exception>
    public static LedgerExport Export(
        Workspace workspace,
        PlatformManifest platform,
        string environment,
        string path,
        bool removes,
        TimeProvider clock
    )
    {
        if (removes && platform.Ledger.Backend != LedgerBackend.Cluster)
        {
            throw PlatformException.Wrong(
                "--remove-exported is for ledgers in clusters, and platform.yaml names another backend",
                "leave it out: nothing is ever removed from a file or a branch"
            );
        }

        var file = Path.GetFullPath(path);
        if (Path.Exists(file))
        {
            throw AlreadyThere(path);
        }

        var ledger = CurrentLedger.Of(workspace, platform, environment, clock);
        var reading = ledger.Read();
        var text = LedgerLines.Merged(ledger.Texts());
        if (text.Length == 0)
        {
            throw PlatformException.Wrong(
                $"{environment} has no history yet",
                "name another with --environment, or look at ledger in platform.yaml"
            );
        }

        Write(file, path, text);
        return new LedgerExport(
            environment,
            ledger.Place ?? workspace.Show(workspace.Ledger(environment)),
            workspace.Show(file),
            Digest.Of(Encoding.UTF8.GetBytes(text)),
            text.Count(letter => letter == '\n'),
            reading.Problems,
            reading.Exported,
            removes ? [.. ledger.Remove(text)] : []
        );
    }

    /// <summary>Adds the lines of a file to a ledger that has none, or has the first of them from an import that broke off.</summary>
    /// <param name="workspace">Where everything is.</param>
    /// <param name="platform">Says where the ledger is.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="path">The file, as the user wrote it.</param>
    /// <param name="clock">The clock.</param>
    /// <returns>What was added, the file as people read it, and where the ledger is.</returns>
    /// <exception cref="PlatformException">The file cannot be read, or does not fit (exit code 2); the ledger could not be read or written (1).</exception>
    public static (LedgerImport Import, string File, string Place) Import(
        Workspace workspace,
        PlatformManifest platform,
        string environment,
        string path,
        TimeProvider clock
    )
    {
        var file = workspace.Show(Path.GetFullPath(path));
        var text = Read(path, file);
        var ledger = CurrentLedger.Of(workspace, platform, environment, clock);
        var place = ledger.Place ?? workspace.Show(workspace.Ledger(environment));
        var import = LedgerImport.Of(environment, file, text, ledger.Read(), place);
        foreach (var (subject, entries) in import.Added)
        {
            ledger.AppendAll(subject, entries);
        }

        return (import, file, place);
    }

    private static void Write(string file, string path, string text)
    {
        try
        {
            if (!AtomicFile.TryWriteNew(file, text))
            {
                throw AlreadyThere(path);
            }

            FolderSync.Flush(Path.GetDirectoryName(file)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"The history cannot be written to {path}: {exception.Message} The ledger was not changed. Name another file with --save.",
                exception
            );
        }
    }

    private static string Read(string path, string file)
    {
        if (Directory.Exists(path))
        {
            throw PlatformException.Wrong(
                $"--from-file={path} is a folder",
                "name a file that ExportLedger wrote: --from-file=FILE"
            );
        }

        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PlatformException.Wrong(
                exception is FileNotFoundException or DirectoryNotFoundException
                    ? $"there is no file {file}"
                    : $"{file} cannot be read: {exception.Message.TrimEnd('.')}",
                "name one that ExportLedger wrote: --from-file=FILE"
            );
        }
    }

    private static PlatformException AlreadyThere(string path) =>
        PlatformException.Wrong($"--save={path} is there already, and was not changed", "name a new file");
}
