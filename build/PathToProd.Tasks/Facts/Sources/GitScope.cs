using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Sources;

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

    /// <summary>
    /// Whatever makes it uncertain which files there are in a folder: that Git gives no answer, and what is tracked but not on
    /// the disk. Waits for Git.
    /// </summary>
    /// <param name="path">The absolute path of the folder, this one or one below it.</param>
    /// <param name="show">Writes an absolute path for a reader.</param>
    public IEnumerable<Problem> Uncertain(string path, Func<string, string> show)
    {
        if (Answer.Refusal is { } refusal)
        {
            return [refusal.AsProblem("so nothing says which files belong to an artifact")];
        }

        var name = Name(path);
        return Answer
            .Absent.Where(pair => name.Length == 0 || pair.Key.StartsWith(name + "/", StringComparison.Ordinal))
            .Select(pair => pair.Value.At(show(Path.Join(folder, pair.Key))));
    }

    /// <summary>Why another checkout would not agree about what is at an absolute path below the folder; null when it would. Waits for Git.</summary>
    public SourceDoubt? Doubts(string path) => Contains(Answer.Doubtful, path) ? Answer.Doubt : null;

    /// <summary>Whether the answers are already here.</summary>
    public bool IsKnown => IsAnswered && outer?.IsKnown != false;

    private bool IsAnswered => answer is { IsValueCreated: true, Value.IsCompletedSuccessfully: true };

    private GitAnswer Answer => answer.Value.GetAwaiter().GetResult();

    /// <summary>Asks Git now, if it was not asked before.</summary>
    public void Ask() => _ = Answer;

    /// <summary>Whether Git ignores what is at an absolute path below the folder, or a folder around it. Waits for Git.</summary>
    public bool Ignores(string path) => outer?.Ignores(path) == true || Contains(Answer.Ignored, path);

    /// <summary>The same without waiting: false may change to true when Git has answered.</summary>
    public bool IsKnownToIgnore(string path) =>
        outer?.IsKnownToIgnore(path) == true || (IsAnswered && Contains(Answer.Ignored, path));

    /// <summary>
    /// Whether the owner may execute the file at an absolute path below the folder; null when the disk knows it. Waits for Git.
    /// </summary>
    public bool? MayExecute(string path) => Answer.Executables?.Contains(Name(path));

    private bool Contains(HashSet<string> names, string path)
    {
        if (names.Count == 0)
        {
            return false;
        }

        // Thousands of files are asked about, and a text for each folder around each is a lot of garbage.
        var bySpan = names.GetAlternateLookup<ReadOnlySpan<char>>();
        var name = Path.DirectorySeparatorChar == '/' && path.Length > _start ? path.AsSpan(_start) : Name(path);
        while (name.Length > 0 && !bySpan.Contains(name))
        {
            name = name[..Math.Max(0, name.LastIndexOf('/'))];
        }

        return bySpan.Contains(name);
    }

    private string Name(string path)
    {
        var name = path.Length > _start ? path[_start..] : "";
        return Path.DirectorySeparatorChar == '/' ? name : name.Replace('\\', '/');
    }
}
