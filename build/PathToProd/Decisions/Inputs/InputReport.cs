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
        JsonReport.Write(writer =>
        {
            writer.WriteNumber("files", files);
            writer.WriteStartArray("undeclared");
            foreach (var read in undeclared)
            {
                writer.WriteStartObject();
                writer.WriteString("component", read.Component);
                writer.WriteString("stage", read.Stage);
                writer.WriteString("path", read.Path);
                writer.WriteString("kind", read.Kind.ToString().ToLowerInvariant());
                writer.WriteNumber("times", read.Times);
                writer.WriteStartArray("programs");
                foreach (var program in read.Programs)
                {
                    writer.WriteStringValue(program);
                }

                writer.WriteEndArray();
                writer.WriteString("fix", read.Fix);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });

    private static string Line(UndeclaredRead read) =>
        $"{read.Component} {read.Stage}: {Printable.Line(read.Path)} was read {Times(read.Times)} by {Prose.List(read.Programs)}; {Printable.Line(read.Fix)}";

    private static string Times(int times) => times == 1 ? "once" : $"{times} times";
}
