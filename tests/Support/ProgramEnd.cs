namespace PathToProd.Support;

/// <summary>How a program ended, and what it wrote to standard output and standard error.</summary>
public sealed record ProgramEnd(int ExitCode, string Output, string Errors);
