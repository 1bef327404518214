using System.Globalization;

namespace PathToProd.Tasks.Git;

/// <summary>A file or folder of a commit.</summary>
/// <param name="Path">Its path in the commit.</param>
/// <param name="Id">Its object, which is another as soon as anything in it, or below it, changes.</param>
internal sealed record GitObject(string Path, string Id)
{
    private const string Link = "120000";
    private const string Submodule = "160000";
    private const string Executable = "100755";

    /// <summary>What it is and who may run it, as Git writes it.</summary>
    public string Mode { get; private init; } = "";

    /// <summary>The length of a file; null unless it was asked for.</summary>
    public long? Size { get; private init; }

    /// <summary>Whether it is a link, whose content is where it leads.</summary>
    public bool IsLink => Mode == Link;

    /// <summary>Whether it only names a commit of another repository.</summary>
    public bool IsSubmodule => Mode == Submodule;

    /// <summary>Whether its owner may run it.</summary>
    public bool IsExecutable => Mode == Executable;

    /// <summary>Reads a line of <c>git ls-tree</c>: the mode, the kind, the object, its size if asked for, and after a tab the path.</summary>
    public static GitObject Parse(string line)
    {
        var tab = line.IndexOf('\t');
        var words = line[..tab].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new GitObject(line[(tab + 1)..], words[2])
        {
            Mode = words[0],
            Size =
                words.Length > 3
                && long.TryParse(words[3], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                    ? size
                    : null,
        };
    }
}
