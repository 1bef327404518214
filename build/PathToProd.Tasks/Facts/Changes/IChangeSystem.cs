using PathToProd.Decisions.Posting;
using PathToProd.Facts.Changes;

namespace PathToProd.Tasks.Facts.Changes;

/// <summary>Where changes are reviewed.</summary>
internal interface IChangeSystem : IDisposable
{
    /// <summary>How long a comment may be.</summary>
    PageLimit Limit { get; }

    /// <summary>Who the token belongs to, as comments name their author.</summary>
    /// <exception cref="PostingException">That is not known.</exception>
    Task<string> WhoAsync(CancellationToken cancellation);

    /// <summary>The commit that a change is at.</summary>
    /// <exception cref="PostingException">That is not known.</exception>
    Task<string> HeadAsync(int change, CancellationToken cancellation);

    /// <summary>All comments of a change.</summary>
    /// <exception cref="PostingException">They are not known.</exception>
    Task<IReadOnlyList<PostedComment>> CommentsAsync(int change, CancellationToken cancellation);

    /// <summary>Writes a comment.</summary>
    /// <exception cref="PostingException">It was not written, or that is not known.</exception>
    Task CreateAsync(int change, string text, CancellationToken cancellation);

    /// <summary>Changes a comment.</summary>
    /// <returns>Whether it was still there.</returns>
    /// <exception cref="PostingException">It was not changed, or that is not known.</exception>
    Task<bool> UpdateAsync(int change, long comment, string text, CancellationToken cancellation);

    /// <summary>Deletes a comment, if it is still there.</summary>
    /// <exception cref="PostingException">It was not deleted, or that is not known.</exception>
    Task DeleteAsync(int change, long comment, CancellationToken cancellation);

    /// <summary>Sets what stands beside a commit.</summary>
    /// <exception cref="PostingException">It was not set, or that is not known.</exception>
    Task StatusAsync(string commit, ChangeStatus status, CancellationToken cancellation);
}
