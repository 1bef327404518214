using System.Collections.Immutable;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.Signing;
using PathToProd.Model.Components;
using PathToProd.Tasks.Facts.Signing;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Git;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Facts.Promotions;

/// <summary>Approvals that commits of this checkout give, and new ones. Git checks their signatures against the platform's allowed signers.</summary>
/// <param name="workspace">The checkout.</param>
/// <param name="platform">Names the file of allowed signers.</param>
/// <param name="scope">What the processes have in common.</param>
public sealed class ApprovalCommits(Workspace workspace, PlatformManifest platform, ProcessScope scope)
{
    private readonly SignedCommits _commits = new(workspace.Root, scope);

    private string? Signers => platform.AllowedSigners is { } file ? Path.Combine(workspace.Root, file) : null;

    /// <summary>Those of the commits that the checkout's own comes from; none where no one may sign.</summary>
    /// <param name="since">Older ones are left out.</param>
    /// <exception cref="PlatformException">The file of allowed signers is not there (exit code 2), or Git does not answer.</exception>
    public CommitApprovals Read(DateTimeOffset since)
    {
        if (Signers is not { } signers)
        {
            return CommitApprovals.None;
        }

        RefuseWithoutSigners();
        try
        {
            var (commits, isShallow, refusal) = _commits.With(ApprovalTrailer.Key, since, signers);
            return Of(commits) with
            {
                // Where there is no repository, there is no commit that could approve anything.
                Unseen =
                    refusal == GitRefusal.NoRepository ? null
                    : refusal is not null ? $"{refusal.What}; {refusal.Fix}"
                    : isShallow
                        ? "this clone is shallow and has only the newest commits; fetch the others with git fetch --unshallow"
                    : null,
            };
        }
        catch (GitMissingException)
        {
            return CommitApprovals.None with { Unseen = $"{GitRefusal.Missing.What}; {GitRefusal.Missing.Fix}" };
        }
    }

    /// <summary>Makes a commit that gives an approval, signed by the caller. It counts nowhere until it is added.</summary>
    /// <param name="approval">The approval; who gives it is who signs.</param>
    /// <param name="key">The SSH key's file; null for the one that Git signs with.</param>
    /// <param name="label">What messages call that file: the option that named it.</param>
    /// <exception cref="PlatformException">No one may sign, Git has no key, or does not sign with it (exit code 2).</exception>
    public NewApprovalCommit Make(PromotionRecord.Approved approval, string? key, string label)
    {
        if (Signers is not { } signers)
        {
            throw PlatformException.Wrong(
                "platform.yaml names no allowed-signers, so no commit can approve anything",
                "add allowed-signers: FILE, with a line for each signer; docs/version-sets.md shows how"
            );
        }

        RefuseWithoutSigners();
        var file = key is null ? null : Path.GetFullPath(key);
        if (file is not null && !File.Exists(file))
        {
            throw PlatformException.Wrong(
                $"{label} names {Path.GetFileName(file)}, and there is no such file",
                "name the file of an SSH private key"
            );
        }

        try
        {
            var (parent, made, said) = _commits.Make(Message(approval), file);
            return made is null
                ? throw NotMade(said, file, label)
                : new NewApprovalCommit(parent, Of([_commits.Find(ApprovalTrailer.Key, made, signers)]).All.Single());
        }
        catch (GitMissingException)
        {
            throw new PlatformException([GitRefusal.Missing.AsProblem("and a commit can be made by nothing else")]);
        }
    }

    /// <summary>Adds a commit to the branch that is checked out. Files, staged or not, stay as they are.</summary>
    /// <exception cref="PlatformException">The branch moved since it was made (exit code 3).</exception>
    public void Add(NewApprovalCommit commit)
    {
        var record = commit.Approval.Record;
        if (!_commits.Take(commit.Parent, record.Commit!, Subject(record)))
        {
            throw PlatformException.Refused(
                "Another commit was made here meanwhile, so nothing was recorded. Run the same command again."
            );
        }
    }

    private static string Subject(PromotionRecord.Approved approval) =>
        $"Approve {approval.Set.Name} for {approval.Environment}";

    private static string Message(PromotionRecord.Approved approval) =>
        $"{Subject(approval)}\n\n{(approval.Head.Reason is { } reason ? $"{reason}\n\n" : "")}{ApprovalTrailer.Key}: {ApprovalTrailer.Write(approval)}\n";

    private void RefuseWithoutSigners()
    {
        if (SshSignatures.MissingSigners(workspace, platform) is { } missing)
        {
            throw new PlatformException([missing]);
        }
    }

    private static PlatformException NotMade(string said, string? key, string label) =>
        said.Contains("tell me who you are", StringComparison.Ordinal)
            ? PlatformException.Wrong(
                "Git does not know who you are, so it makes no commit",
                "run git config user.name NAME and git config user.email ADDRESS"
            )
        : said.Contains("user.signingkey", StringComparison.Ordinal)
            ? PlatformException.Wrong(
                "Git has no key to sign with",
                $"add {label}=FILE with an SSH private key, or run git config user.signingkey FILE"
            )
        : SigningFailure.Of(
            key is null ? "user.signingkey" : label,
            key is null ? "the key of Git's user.signingkey" : Path.GetFileName(key),
            said
        );

    private CommitApprovals Of(IEnumerable<SignedCommit> commits)
    {
        var all = ImmutableArray.CreateBuilder<CommitApproval>();
        var unread = ImmutableArray.CreateBuilder<string>();
        foreach (var commit in commits)
        {
            var head = new RecordHead(commit.Id, commit.At, commit.Signer ?? commit.Author);
            foreach (var value in commit.Values)
            {
                try
                {
                    all.Add(new CommitApproval(ApprovalTrailer.Read(value, head, commit.Id), Check(commit)));
                }
                catch (FormatException exception)
                {
                    unread.Add(
                        $"the approval in commit {ShortCommit.Text(commit.Id)} cannot be read: {exception.Message}"
                    );
                }
            }
        }

        return new CommitApprovals(all.ToImmutable(), unread.ToImmutable());
    }

    private SignatureCheck Check(SignedCommit commit) =>
        commit.Signer is { } signer ? new SignatureCheck(SignatureState.Valid, signer)
        : commit.Said.Length == 0 ? SignatureCheck.Missing
        : new SignatureCheck(
            SignatureState.Wrong,
            Wrong: commit.Said.Contains("gpg", StringComparison.Ordinal)
                ? "it is by a GPG key, and only SSH keys count"
                : SigningFailure.WhyNotGood(commit.Said, platform.AllowedSigners!)
        );
}

/// <summary>A commit that was made, and is on no branch yet.</summary>
/// <param name="Parent">The commit that it comes from.</param>
/// <param name="Approval">What it approves, and whether its signature counts.</param>
public sealed record NewApprovalCommit(string Parent, CommitApproval Approval);
