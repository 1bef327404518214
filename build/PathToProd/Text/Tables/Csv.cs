using System.Text;

namespace PathToProd.Text.Tables;

/// <summary>Comma-separated values as RFC 4180 defines them: a heading, CRLF after each line, quotes where they are needed.</summary>
internal sealed class Csv
{
    private readonly StringBuilder _text = new();

    public Csv(params string[] heading) => Add(heading);

    public void Add(params string?[] fields) => _text.AppendJoin(',', fields.Select(Field)).Append("\r\n");

    public override string ToString() => _text.ToString();

    private static string Field(string? field) =>
        field is null ? ""
        : field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field
        : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
