namespace PathToProd.Tasks.Sources;

/// <summary>
/// The part of the disk that one repository's ignore rules are about. A repository inside another one (a submodule) has
/// its own rules, and of what the outer one ignores nothing counts.
/// </summary>
/// <param name="folder">The absolute path of the folder that the names start from.</param>
/// <param name="answer">What is ignored below it; may still be on its way, or not be asked yet.</param>
/// <param name="outer">The repository around this one; null when there is none that has to be asked.</param>
internal sealed class GitScope(string folder, Lazy<Task<GitAnswer>> answer, GitScope? outer)
{
    private readonly int _start = Path.EndsInDirectorySeparator(folder) ? folder.Length : folder.Length + 1;

    /// <summary>Why Git could not say what it ignores; null when it could. Waits for Git.</summary>
    public string? Missing => Answer.Missing;

    /// <summary>Whether nobody has to wait for the answers.</summary>
    public bool IsKnown => IsAnswered && outer?.IsKnown != false;

    private bool IsAnswered => answer is { IsValueCreated: true, Value.IsCompletedSuccessfully: true };

    private GitAnswer Answer => answer.Value.GetAwaiter().GetResult();

    /// <summary>Asks Git now, if nobody did.</summary>
    public void Ask() => _ = Answer;

    /// <summary>Whether Git ignores what is at an absolute path below the folder, or a folder around it. Waits for Git.</summary>
    public bool Ignores(string path) => outer?.Ignores(path) == true || IgnoredHere(path);

    /// <summary>The same without waiting: false may change to true when Git has answered.</summary>
    public bool IsKnownToIgnore(string path) =>
        outer?.IsKnownToIgnore(path) == true || (IsAnswered && IgnoredHere(path));

    /// <summary>
    /// Whether the owner may execute the file at an absolute path below the folder; null when the disk knows it. Waits for Git.
    /// </summary>
    public bool? MayExecute(string path) => Answer.Executables?.Contains(Name(path));

    private bool IgnoredHere(string path)
    {
        var ignored = Answer.Ignored;
        if (ignored.Count == 0)
        {
            return false;
        }

        var name = Name(path);
        while (name.Length > 0 && !ignored.Contains(name))
        {
            name = name[..Math.Max(0, name.LastIndexOf('/'))];
        }

        return ignored.Contains(name);
    }

    private string Name(string path)
    {
        var name = path.Length > _start ? path[_start..] : "";
        return Path.DirectorySeparatorChar == '/' ? name : name.Replace('\\', '/');
    }
}
