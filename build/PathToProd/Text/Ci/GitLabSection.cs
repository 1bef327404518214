namespace PathToProd.Text.Ci;

/// <summary>The marks between which GitLab folds lines. They need characters that no text from outside can have: <see cref="Printable"/> escapes them.</summary>
public static class GitLabSection
{
    private const string Clear = "\e[0K";

    /// <summary>The line that starts it and stays visible.</summary>
    /// <param name="name">Letters, digits and <c>_.-</c>; no other section of the job may have it.</param>
    /// <param name="at">When it started, from which GitLab shows how long it took.</param>
    /// <param name="header">What the line says.</param>
    /// <param name="isFolded">Whether it is folded until somebody opens it.</param>
    public static string Start(string name, DateTimeOffset at, string header, bool isFolded) =>
        $"{Clear}section_start:{at.ToUnixTimeSeconds()}:{name}{(isFolded ? "[collapsed=true]" : "")}\r{Clear}{header}";

    /// <summary>The line that ends it.</summary>
    public static string End(string name, DateTimeOffset at) =>
        $"{Clear}section_end:{at.ToUnixTimeSeconds()}:{name}\r{Clear}";
}
