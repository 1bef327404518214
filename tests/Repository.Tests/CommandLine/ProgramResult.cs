namespace Repository.Tests.CommandLine;

/// <summary>How a call of the program ended.</summary>
/// <param name="ExitCode">0 done, 1 failed, 2 wrong input, 3 refused, 130 cancelled.</param>
/// <param name="Output">Standard output, with what differs from run to run replaced by words in angle brackets.</param>
/// <param name="Error">Standard error, in the same way.</param>
/// <param name="Raw">Both as they were.</param>
/// <param name="Touched">The paths below the platform's root that are not as they were before the call.</param>
internal sealed record ProgramResult(
    int ExitCode,
    string Output,
    string Error,
    string Raw,
    IReadOnlyList<string> Touched
)
{
    /// <summary>Standard output as it was.</summary>
    public string RawOutput { get; init; } = "";

    /// <summary>Standard output as one line, however it was wrapped.</summary>
    public string Said => string.Join(' ', Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Standard output as it was printed, but that columns are two spaces apart: their width depends on what was replaced.</summary>
    public string Tables => Column.Whitespace().Replace(Output, "  ");

    /// <summary>The call was refused with this message and nothing else, and nothing was touched.</summary>
    public void ShouldOnlySay(int exitCode, params string[] lines)
    {
        var expected = string.Join('\n', lines) + "\n";
        if (Error != expected || Output.Length > 0)
        {
            Assert.Fail($"Expected:\n{expected}\nTold:\n{Error}\nand on standard output:\n{Output}");
        }

        ExitCode.ShouldBe(exitCode);
        ShouldTouchNothing();
    }

    public void ShouldTouchNothing() => Touched.ShouldBeEmpty();

    /// <summary>The call did what it was asked to do.</summary>
    public ProgramResult ShouldSucceed() => ShouldEnd(0);

    public ProgramResult ShouldEnd(int exitCode)
    {
        ExitCode.ShouldBe(exitCode, $"standard output:\n{Output}\nstandard error:\n{Error}");
        return this;
    }
}
