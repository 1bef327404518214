namespace PathToProd.Text;

/// <summary>A place in a text file. Lines and columns count from 1; 0 means the file as a whole.</summary>
/// <param name="File">The file's path as the user knows it: relative to the repository's root, with forward slashes.</param>
/// <param name="Line">The line, from 1, or 0 for the file as a whole.</param>
/// <param name="Column">The column, from 1, or 0 for the line as a whole.</param>
public readonly record struct SourcePosition(string File, int Line = 0, int Column = 0) : IComparable<SourcePosition>
{
    /// <inheritdoc />
    public int CompareTo(SourcePosition other)
    {
        var byFile = string.CompareOrdinal(File, other.File);
        return byFile != 0 ? byFile : (Line, Column).CompareTo((other.Line, other.Column));
    }

    /// <summary>Writes <c>file(line,column)</c>, the form that editors and CI hosts make clickable.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}({Line},{Column})";

    /// <summary>Orders by file, then line, then column.</summary>
    public static bool operator <(SourcePosition left, SourcePosition right) => left.CompareTo(right) < 0;

    /// <summary>Orders by file, then line, then column.</summary>
    public static bool operator >(SourcePosition left, SourcePosition right) => left.CompareTo(right) > 0;

    /// <summary>Orders by file, then line, then column.</summary>
    public static bool operator <=(SourcePosition left, SourcePosition right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by file, then line, then column.</summary>
    public static bool operator >=(SourcePosition left, SourcePosition right) => left.CompareTo(right) >= 0;
}
