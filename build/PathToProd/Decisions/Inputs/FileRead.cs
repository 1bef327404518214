namespace PathToProd.Decisions.Inputs;

/// <summary>A file that was opened to be read while a stage ran.</summary>
/// <param name="Component">The component.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Path">The file's real path: absolute, links followed.</param>
/// <param name="Program">The name of the program that opened it; <c>path-to-prod</c> for the component's tasks.</param>
public sealed record FileRead(string Component, string Stage, string Path, string Program);
