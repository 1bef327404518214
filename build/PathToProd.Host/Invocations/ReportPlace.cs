using PathToProd.Host.CommandLine;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Host.Invocations;

/// <summary>Where the files of <c>--report</c> go.</summary>
internal static class ReportPlace
{
    /// <summary>Makes their folders, and removes what an earlier call left: a report that stays would be taken for one of this call.</summary>
    /// <returns>The files by their whole paths, each once.</returns>
    /// <exception cref="PlatformException">Nothing can be written there.</exception>
    public static string[] Prepare(string[] names)
    {
        PlatformException.ThrowIfAny([.. names.Select(FolderProblem).OfType<Problem>()]);
        string[] files = [.. names.Select(name => Path.GetFullPath(name)).Distinct(StringComparer.Ordinal)];
        try
        {
            foreach (var file in files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.Delete(file);
            }

            return files;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PlatformException.Wrong(
                $"the report cannot be written: {exception.Message}",
                $"name a file in a folder that this user may write: --{Option.Reports.Word}=FILE.xml"
            );
        }
    }

    /// <summary>What is wrong with a name that is a folder's; null for others.</summary>
    public static Problem? FolderProblem(string name) =>
        Directory.Exists(name)
            ? new Problem(null, $"--{Option.Reports.Word}={name} is a folder", "name a file in it")
            : null;

    /// <summary>Writes each whole; one without a text is not there.</summary>
    /// <returns>What could not be written, and why; null if all went well.</returns>
    public static string? Write(IEnumerable<(string File, string? Text)> reports)
    {
        var failures = new List<string>();
        foreach (var (file, text) in reports)
        {
            try
            {
                if (text is not null)
                {
                    AtomicFile.Write(file, text);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                failures.Add($"Could not write the report {file}: {exception.Message} The run itself is not affected.");
            }
        }

        return failures.Count == 0 ? null : string.Join('\n', failures);
    }
}
