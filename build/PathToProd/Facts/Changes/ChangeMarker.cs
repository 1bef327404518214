namespace PathToProd.Facts.Changes;

/// <summary>The hidden line by which a comment is known to be a report: the first line of its text, and nowhere else.</summary>
public static class ChangeMarker
{
    /// <summary>The marker of a report.</summary>
    /// <param name="name">The report's name, such as <c>validation</c>.</param>
    public static string Of(string name) => $"<!-- path-to-prod:{name} -->";

    /// <summary>Whether a comment begins with the marker.</summary>
    public static bool Marks(string name, string comment) => comment.StartsWith(Of(name), StringComparison.Ordinal);
}
