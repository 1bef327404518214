using System.Collections.Immutable;
using PathToProd.Facts.Changes;

namespace PathToProd.Decisions.Posting;

/// <summary>
/// Decides what becomes of the comments of a change: the oldest of ours is the one that is kept up to date, and later ones, which jobs left that reported at once, go.
/// What others wrote stays, whatever its first line is.
/// </summary>
/// <param name="Kept">The comment to update; null when one must be written.</param>
/// <param name="Twins">The comments to delete.</param>
/// <param name="Foreign">The comments of others that begin with our marker.</param>
public sealed record CommentDecision(
    PostedComment? Kept,
    ImmutableArray<PostedComment> Twins,
    ImmutableArray<PostedComment> Foreign
)
{
    /// <summary>Decides.</summary>
    /// <param name="comments">All comments of the change, in any order.</param>
    /// <param name="name">The report's name.</param>
    /// <param name="who">Who we are.</param>
    public static CommentDecision Of(IEnumerable<PostedComment> comments, string name, string who)
    {
        var marked = comments
            .Where(comment => ChangeMarker.Marks(name, comment.Text))
            .OrderBy(comment => comment.Id)
            .ToLookup(comment => comment.Author.Equals(who, StringComparison.OrdinalIgnoreCase));
        return new CommentDecision(marked[true].FirstOrDefault(), [.. marked[true].Skip(1)], [.. marked[false]]);
    }
}
