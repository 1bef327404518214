using System.Text;

namespace PathToProd.Facts.Changes;

/// <summary>How long a page may be.</summary>
/// <param name="Most">How much.</param>
/// <param name="CountsBytes">Whether bytes of UTF-8 count, and not characters.</param>
public sealed record PageLimit(int Most, bool CountsBytes = false)
{
    /// <summary>Any length.</summary>
    public static PageLimit None { get; } = new(int.MaxValue);

    /// <summary>A comment on GitHub; a longer one is refused as a whole.</summary>
    public static PageLimit GitHubComment { get; } = new(65_536);

    /// <summary>A note on GitLab; a longer one is refused as a whole.</summary>
    public static PageLimit GitLabNote { get; } = new(1_000_000);

    /// <summary>A number of bytes, as of GitHub's page of a step.</summary>
    public static PageLimit Bytes(int most) => new(most, CountsBytes: true);

    /// <summary>How much of it a text takes.</summary>
    public int Of(string text) => CountsBytes ? Encoding.UTF8.GetByteCount(text) : text.Length;
}
