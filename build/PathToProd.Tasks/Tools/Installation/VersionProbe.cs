using PathToProd.Model.ToolPins;
using PathToProd.Text;

namespace PathToProd.Tasks.Tools.Installation;

/// <summary>Asks programs for their version, each file once until it changes.</summary>
/// <param name="run">Runs the programs.</param>
/// <param name="machine">Where the answers are kept: <c>artifacts/tools/versions.json</c>.</param>
/// <param name="timeout">How long a program may take to answer. Default: 10 seconds.</param>
public sealed class VersionProbe(IToolRun run, ToolMachine machine, TimeSpan? timeout = null)
{
    private readonly VersionCache _cache = new(Path.Combine(machine.ToolFolder, "versions.json"));
    private readonly TimeSpan _timeout = timeout ?? TimeSpan.FromSeconds(10);

    /// <summary>The version that a program prints, or why it prints none.</summary>
    public ProbeAnswer Ask(ToolPin pin, string file)
    {
        if (_cache.Find(file) is { } known)
        {
            return new ProbeAnswer(known, Trouble: null);
        }

        var question = string.Join(' ', pin.VersionArguments);
        try
        {
            var output = run.Run(file, pin.VersionArguments, _timeout);
            if (PrintedVersion.FindIn(output) is { } version)
            {
                _cache.Remember(file, version);
                return new ProbeAnswer(version, Trouble: null);
            }

            return new ProbeAnswer(
                Version: null,
                $"printed no version when asked for it by `{question}`: {Quote(output)}"
            );
        }
        catch (TimeoutException)
        {
            return new ProbeAnswer(Version: null, $"did not answer `{question}` within {Duration.Text(_timeout)}");
        }
        catch (ToolRunException exception)
        {
            return new ProbeAnswer(Version: null, $"{exception.Message}, when asked for its version by `{question}`");
        }
    }

    private static string Quote(string output)
    {
        const int Enough = 80;
        var line = output.TrimStart().Split('\n', 2)[0].TrimEnd();
        return line.Length == 0 ? "it printed nothing"
            : line.Length > Enough ? $"\"{line[..Enough]}...\""
            : $"\"{line}\"";
    }
}

/// <summary>What a program answered.</summary>
/// <param name="Version">The version, as printed but without a leading v; null when there was none.</param>
/// <param name="Trouble">Why there was none, as the end of a sentence about the program; null when there was one.</param>
public sealed record ProbeAnswer(string? Version, string? Trouble);
