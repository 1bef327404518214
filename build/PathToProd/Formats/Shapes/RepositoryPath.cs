using PathToProd.Text;

namespace PathToProd.Formats.Shapes;

/// <summary>Relative paths with forward slashes that stay inside the folder they start in.</summary>
internal static class RepositoryPath
{
    /// <summary>What is wrong with such a path; null when nothing is.</summary>
    public static TextError? ProblemIn(string path)
    {
        if (path.Length == 0)
        {
            return new TextError(0, "it is empty", "write a path such as tests/smoke.sh");
        }

        var wrong = path.AsSpan().IndexOfAny("\\\r\n:");
        if (wrong >= 0)
        {
            var fix = path[wrong] == '\\' ? $"write {path.Replace('\\', '/')}" : "remove it";
            return new TextError(wrong, $"{Versions.VersionText.Show(path[wrong])} cannot be in a path", fix);
        }

        for (var from = 0; from <= path.Length; )
        {
            var slash = path.IndexOf('/', from);
            var end = slash < 0 ? path.Length : slash;
            switch (path.AsSpan(from, end - from))
            {
                case [] when from == 0:
                    return new TextError(0, "it begins at the root of the disk", "write it relative to the folder");
                case []:
                    return new TextError(from, "it has an empty part", "remove the extra slash");
                case "..":
                    return new TextError(from, "it leaves the folder", "write a path without ..");
                case ".":
                    return new TextError(from, "it has a part that means nothing", "write it without .");
            }

            from = end + 1;
        }

        return null;
    }

    /// <summary>Whether one path is the other, or inside it. Case is ignored, as some file systems do.</summary>
    public static bool Overlap(string left, string right) => Contains(left, right) || Contains(right, left);

    private static bool Contains(string outer, string inner) =>
        inner.StartsWith(outer, StringComparison.OrdinalIgnoreCase)
        && (inner.Length == outer.Length || inner[outer.Length] == '/');
}
