namespace PathToProd.Text;

/// <summary>Finds the name that a misspelt one was probably meant to be: a key, a component, a target, an argument.</summary>
public static class Suggestion
{
    /// <summary>
    /// The nearest of the names, if one is near: at most a third of the letters wrong, missing, too many or swapped; or
    /// else the only one that begins with, or contains, what was written. Null when none is near. Case does not matter.
    /// </summary>
    public static string? For(string written, IEnumerable<string> names)
    {
        string? best = null;
        string? containing = null;
        var containingCount = 0;
        var bestDistance = Math.Max(1, written.Length / 3) + 1;
        foreach (var name in names)
        {
            if (
                Math.Abs(name.Length - written.Length) < bestDistance
                && Distance(written, name) is var distance
                && distance < bestDistance
                && distance < Math.Max(name.Length, written.Length) // something of it must be left
            )
            {
                (best, bestDistance) = (name, distance);
            }

            if (written.Length >= 3 && name.Contains(written, StringComparison.OrdinalIgnoreCase))
            {
                containing = name;
                containingCount++;
            }
        }

        return best ?? (containingCount == 1 ? containing : null);
    }

    /// <summary>
    /// How to fix a misspelt name, for <see cref="Problem.Fix"/>: the nearest name as a question, or all the names
    /// (the first ten), or <paramref name="none"/> when there are no names.
    /// </summary>
    /// <param name="written">What was written.</param>
    /// <param name="names">What could have been meant, in the order in which to list it.</param>
    /// <param name="noun">What a name is.</param>
    /// <param name="none">What to do when there is nothing to choose from.</param>
    /// <param name="plural">What names are; null adds an s.</param>
    public static string Fix(string written, IEnumerable<string> names, string noun, string none, string? plural = null)
    {
        var all = names as IReadOnlyCollection<string> ?? [.. names];
        if (For(written, all) is { } nearest)
        {
            return $"did you mean {nearest}?";
        }

        return all.Count switch
        {
            0 => none,
            1 => $"the only {noun} is {all.First()}",
            <= 10 => $"the {plural ?? noun + "s"} are {string.Join(", ", all)}",
            _ => $"the first of {all.Count} {plural ?? noun + "s"} are {string.Join(", ", all.Take(10))}",
        };
    }

    /// <summary>The number of letters to change, add, remove or swap with their neighbour (Damerau and Levenshtein), case ignored.</summary>
    public static int Distance(string left, string right)
    {
        var twoAbove = new int[right.Length + 1];
        var above = new int[right.Length + 1];
        var row = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            above[column] = column;
        }

        for (var l = 1; l <= left.Length; l++)
        {
            row[0] = l;
            for (var r = 1; r <= right.Length; r++)
            {
                var change = above[r - 1] + (Same(left[l - 1], right[r - 1]) ? 0 : 1);
                row[r] = Math.Min(change, Math.Min(above[r], row[r - 1]) + 1);
                if (l > 1 && r > 1 && Same(left[l - 1], right[r - 2]) && Same(left[l - 2], right[r - 1]))
                {
                    row[r] = Math.Min(row[r], twoAbove[r - 2] + 1);
                }
            }

            (twoAbove, above, row) = (above, row, twoAbove);
        }

        return above[right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
