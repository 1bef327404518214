using System.Collections.Immutable;
using PathToProd.Facts.Runs;
using PathToProd.Host.CommandLine;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Host.Invocations;

/// <summary>
/// Those files of <c>--report</c> that end in <c>.sarif</c>. They are written for whatever target takes the option, also when a
/// call was refused before it ran: what is wrong in manifests stops all of them.
/// </summary>
internal sealed class SarifFiles
{
    /// <summary>What their names end in.</summary>
    public const string End = ".sarif";

    private readonly string[] _files;

    private SarifFiles(string[] files) => _files = files;

    /// <summary>Whether a name of <c>--report</c> is one.</summary>
    public static bool Is(string name) => name.EndsWith(End, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads where they go, and removes what an earlier call left there.</summary>
    /// <exception cref="PlatformException">Nothing can be written there.</exception>
    public static SarifFiles Of(Arguments arguments)
    {
        var names = arguments[Option.Reports] is { } said ? Arguments.ListOf(said).Where(Is) : [];
        return new SarifFiles(ReportPlace.Prepare([.. names]));
    }

    /// <summary>Writes them.</summary>
    /// <returns>What could not be written, and why; null if all went well.</returns>
    public string? Write(ImmutableArray<Finding> findings, ExitCode exitCode, string? failure) =>
        _files.Length == 0
            ? null
            : ReportPlace.Write(
                _files.Select(file =>
                    (file, (string?)SarifReport.Write(ProductVersion.Text, findings, exitCode, failure))
                )
            );
}
