using System.Collections.Immutable;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Decisions.Inputs;

/// <summary>What stages read that nothing declares.</summary>
public static class InputReport
{
    /// <summary>A line for each file, and the sum of it.</summary>
    /// <param name="undeclared">What is not declared.</param>
    /// <param name="files">How many files the stages read.</param>
    public static string Text(ImmutableArray<UndeclaredRead> undeclared, int files) =>
        undeclared.IsEmpty
            ? $"The stages read {Prose.Count(files, "file")}, and all of them are declared.\n"
            : string.Concat(undeclared.Select(read => $"{Line(read)}\n"))
                + $"\n{Prose.Count(undeclared.Length, "read")} {(undeclared.Length == 1 ? "is" : "are")} not declared. When such a file changes, these stages do not run again.\n";

    /// <summary>The same for programs.</summary>
    public static string Json(ImmutableArray<UndeclaredRead> undeclared, int files) =>
        JsonReport.Write(new CheckInputsDocument(files, undeclared), InputJson.Default.CheckInputsDocument);

    private static string Line(UndeclaredRead read) =>
        $"{read.Component} {read.Stage}: {Printable.Line(read.Path)} was read {Times(read.Times)} by {Prose.List(read.Programs)}; {Printable.Line(read.Fix)}";

    private static string Times(int times) => times == 1 ? "once" : $"{times} times";
}
