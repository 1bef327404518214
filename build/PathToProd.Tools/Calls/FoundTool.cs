namespace PathToProd.Tools.Calls;

/// <summary>A program whose version is accepted.</summary>
/// <param name="Name">The tool's name.</param>
/// <param name="File">The program's full path.</param>
/// <param name="Version">The version that it printed; empty for a tool that prints none.</param>
public sealed record FoundTool(string Name, string File, string Version);
