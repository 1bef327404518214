using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Promotions;

/// <summary>Reads the approvals that commits give.</summary>
internal sealed class ApprovalCommitLookout(ApprovalCommits commits) : ILookout
{
    public bool Knows(Look look) => look is CommitApprovalsLook;

    public Task<object> LookAsync(Look look, CancellationToken cancellation) =>
        Task.Run(() => Read((CommitApprovalsLook)look), cancellation);

    private object Read(CommitApprovalsLook look)
    {
        try
        {
            return commits.Read(look.Since);
        }
        catch (PlatformException exception)
        {
            return new Silence(Prose.FirstLine(exception.Message));
        }
    }
}
