using PathToProd.Host.CommandLine;
using PathToProd.Text;

namespace PathToProd.Host.Invocations;

/// <summary>The files of <c>--report</c>, by what their names end in, but for SARIF. Each is written whole, however the run ended.</summary>
/// <typeparam name="T">What is written.</typeparam>
internal sealed class ReportFiles<T>
{
    private readonly (string Name, Func<T, string?> Write)[] _files;

    private ReportFiles((string, Func<T, string?>)[] files) => _files = files;

    /// <summary>
    /// Reads where they go, and removes what an earlier run left there: a report that stays would be taken for one of this run.
    /// </summary>
    /// <param name="invocation">The call.</param>
    /// <param name="formats">What names may end in, longer ends first, and what is then written, where there is something to say; none for a target that writes SARIF alone.</param>
    /// <exception cref="PlatformException">A name says no format, or nothing can be written there: all problems at once.</exception>
    public static ReportFiles<T> Of(Invocation invocation, params (string End, Func<T, string?> Write)[] formats)
    {
        string[] names = invocation.Arguments[Option.Reports] is { } said
            ? [.. Arguments.ListOf(said).Where(name => !SarifFiles.Is(name))]
            : [];
        PlatformException.ThrowIfAny([
            .. names
                .Select(name =>
                    Wrong(name, FormatOf(name) is not null, [.. formats.Select(format => format.End), SarifFiles.End])
                )
                .OfType<Problem>(),
        ]);
        return new ReportFiles<T>([.. ReportPlace.Prepare(names).Select(file => (file, FormatOf(file)!))]);

        Func<T, string?>? FormatOf(string name) =>
            Array.Find(formats, format => name.EndsWith(format.End, StringComparison.OrdinalIgnoreCase)).Write;
    }

    /// <summary>Writes them.</summary>
    /// <returns>What could not be written, and why; null if all went well.</returns>
    public string? Write(T result) => ReportPlace.Write(_files.Select(file => (file.Name, file.Write(result))));

    private static Problem? Wrong(string name, bool isKnown, IReadOnlyCollection<string> ends) =>
        !isKnown
            ? new Problem(
                null,
                $"--{Option.Reports.Word}={name} says no format that is known",
                $"end the name in {Prose.List([.. ends], "or")}"
            )
            : ReportPlace.FolderProblem(name);
}
