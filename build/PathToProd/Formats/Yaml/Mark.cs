using System.Runtime.InteropServices;

namespace PathToProd.Formats.Yaml;

/// <summary>A place in a text, all counted from 0.</summary>
/// <param name="Index">The offset in the text.</param>
/// <param name="Line">The line.</param>
/// <param name="Column">The column, in characters as people count them.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Mark(int Index, int Line, int Column);
