using PathToProd.Host.CommandLine;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Host.Invocations;

/// <summary>The files of <c>--report</c>, by what their names end in. Each is written whole, however the run ended.</summary>
/// <typeparam name="T">What is written.</typeparam>
internal sealed class ReportFiles<T>
{
    private readonly (string Name, Func<T, string> Write)[] _files;

    private ReportFiles((string, Func<T, string>)[] files) => _files = files;

    /// <summary>
    /// Reads where they go, and removes what an earlier run left there: a report that stays would be taken for one of this run.
    /// </summary>
    /// <param name="invocation">The call.</param>
    /// <param name="formats">What names may end in, longer ends first, and what is then written.</param>
    /// <exception cref="PlatformException">A name says no format, or nothing can be written there: all problems at once.</exception>
    public static ReportFiles<T> Of(Invocation invocation, params (string End, Func<T, string> Write)[] formats)
    {
        var names = invocation.Arguments[Option.Reports] is { } said ? Arguments.ListOf(said) : [];
        PlatformException.ThrowIfAny([
            .. names
                .Select(name => Wrong(name, FormatOf(name) is not null, formats.Select(format => format.End)))
                .OfType<Problem>(),
        ]);
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

        return new ReportFiles<T>([.. files.Select(file => (file, FormatOf(file)!))]);

        Func<T, string>? FormatOf(string name) =>
            Array.Find(formats, format => name.EndsWith(format.End, StringComparison.OrdinalIgnoreCase)).Write;
    }

    /// <summary>Writes them.</summary>
    /// <returns>What could not be written, and why; null if all went well.</returns>
    public string? Write(T result)
    {
        var failures = new List<string>();
        foreach (var (file, write) in _files)
        {
            try
            {
                AtomicFile.Write(file, write(result));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                failures.Add($"Could not write the report {file}: {exception.Message} The run itself is not affected.");
            }
        }

        return failures.Count == 0 ? null : string.Join('\n', failures);
    }

    private static Problem? Wrong(string name, bool isKnown, IEnumerable<string> ends) =>
        !isKnown
            ? new Problem(
                null,
                $"--{Option.Reports.Word}={name} says no format that is known",
                $"end the name in {Prose.List([.. ends], "or")}"
            )
        : Directory.Exists(name) ? new Problem(null, $"--{Option.Reports.Word}={name} is a folder", "name a file in it")
        : null;
}
