using PathToProd.Facts.Changes;
using PathToProd.Facts.Runs;
using PathToProd.Host.CommandLine;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Host.Invocations;

/// <summary>The files of <c>--report</c>, by what their names end in. Each is written whole, however the run ended.</summary>
internal sealed class RunReportFiles
{
    private static readonly Dictionary<string, Func<RunResult, string>> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".xml"] = JUnitReport.Write,
        [".json"] = RunSummary.Json,
    };

    private readonly string[] _files;

    private RunReportFiles(string[] files) => _files = files;

    /// <summary>
    /// Reads where they go, and removes what an earlier run left there: a report that stays would be taken for one of this run.
    /// </summary>
    /// <exception cref="PlatformException">A name says no format, or nothing can be written there: all problems at once.</exception>
    public static RunReportFiles Of(Invocation invocation)
    {
        var names = invocation.Arguments[Option.Reports] is { } said ? Arguments.ListOf(said) : [];
        PlatformException.ThrowIfAny([.. names.Select(Wrong).OfType<Problem>()]);
        var files = names.Select(name => Path.GetFullPath(name)).Distinct(StringComparer.Ordinal).ToArray();
        try
        {
            foreach (var file in files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.Delete(file);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PlatformException.Wrong(
                $"the report cannot be written: {exception.Message}",
                $"name a file in a folder that this user may write: --{Option.Reports.Word}=FILE.xml"
            );
        }

        return new RunReportFiles(files);
    }

    /// <summary>Writes them.</summary>
    /// <returns>What could not be written, and why; null if all went well.</returns>
    public string? Write(RunResult result) => Write(ending => Formats[ending](result));

    /// <summary>Writes the report of a change into them.</summary>
    /// <returns>What could not be written, and why; null if all went well.</returns>
    public string? Write(ChangeReport report) =>
        Write(ending =>
            ending.Equals(".xml", StringComparison.OrdinalIgnoreCase)
                ? ChangeJUnit.Write(report)
                : ChangeReportFile.Write(report)
        );

    private string? Write(Func<string, string> text)
    {
        var failures = new List<string>();
        foreach (var file in _files)
        {
            try
            {
                AtomicFile.Write(file, text(Path.GetExtension(file)));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                failures.Add($"Could not write the report {file}: {exception.Message} The run itself is not affected.");
            }
        }

        return failures.Count == 0 ? null : string.Join('\n', failures);
    }

    private static Problem? Wrong(string name) =>
        !Formats.ContainsKey(Path.GetExtension(name))
            ? new Problem(
                null,
                $"--{Option.Reports.Word}={name} says no format that is known",
                "end the name in .xml for JUnit XML, or in .json"
            )
        : Directory.Exists(name) ? new Problem(null, $"--{Option.Reports.Word}={name} is a folder", "name a file in it")
        : null;
}
