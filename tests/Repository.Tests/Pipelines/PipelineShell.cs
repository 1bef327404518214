namespace Repository.Tests.Pipelines;

/// <summary>The shell of generated files, taken out of them and run.</summary>
internal static class PipelineShell
{
    /// <summary>The block that follows a text, as far as it is indented, without its indentation.</summary>
    public static string After(string text, string before)
    {
        var found = text.IndexOf(before, StringComparison.Ordinal);
        found.ShouldBeGreaterThanOrEqualTo(0, before);
        var lines = text[(found + before.Length)..].Split('\n');
        var indent = lines[0].Length - lines[0].TrimStart().Length;
        return string.Join(
            '\n',
            lines
                .TakeWhile(line =>
                    line.Length == 0 || line.StartsWith(new string(' ', indent), StringComparison.Ordinal)
                )
                .Select(line => line.Length == 0 ? line : line[indent..])
        );
    }

    /// <summary>Runs it, as all systems do, so that it ends where something fails.</summary>
    public static ProgramEnd Run(string folder, string script, params (string Name, string Value)[] variables)
    {
        var start = ExternalProgram.Start(folder, "sh", "-e", "-c", script);
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return ExternalProgram.End(start);
    }
}
