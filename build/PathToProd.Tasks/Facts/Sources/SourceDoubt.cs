using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>Why it is not certain whether a file belongs to a component: another checkout would give another digest.</summary>
/// <param name="What">What is so, without a full stop.</param>
/// <param name="Fix">What to do about it, without a full stop.</param>
internal sealed record SourceDoubt(string What, string Fix)
{
    /// <summary>A global excludes file or <c>.git/info/exclude</c> ignores it, and no <c>.gitignore</c>.</summary>
    public static SourceDoubt RuleOfThisMachine { get; } =
        new(
            "only this machine's own Git settings ignore it (core.excludesFile or .git/info/exclude), so other machines would put it into the artifact",
            "move the rule to a .gitignore, or the file out of the component; git check-ignore -v names the rule"
        );

    /// <summary>A <c>.gitignore</c> names it, and there is no repository in which it could be tracked anyway.</summary>
    public static SourceDoubt NoRepository { get; } =
        new(
            "a .gitignore keeps it out, and without a Git repository nothing says whether it is tracked anyway",
            "remove it, or use a clone of the repository"
        );

    /// <summary>A sparse checkout left it out.</summary>
    public static SourceDoubt Sparse { get; } =
        new(
            "it is tracked, but this sparse checkout leaves it out, so the artifact would not contain it",
            "run git sparse-checkout add with its folder, or git sparse-checkout disable"
        );

    /// <summary>A submodule was never fetched.</summary>
    public static SourceDoubt Submodule { get; } =
        new(
            "it is a submodule that is not checked out, so the artifact would not contain it",
            "run git submodule update --init --recursive"
        );

    /// <summary>The doubt about one place.</summary>
    public Problem At(string path) => new(new SourcePosition(path), What, Fix);
}
