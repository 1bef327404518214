using System.Collections.Immutable;
using System.Globalization;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Git;

/// <summary>Commits of a checkout with a trailer of a kind, and what Git says of their SSH signatures.</summary>
internal sealed class SignedCommits(string folder, ProcessScope scope)
{
    private const char Field = '\u001F';
    private const char Value = '\u001E';
    private const char End = '\u001D';

    private readonly GitProcess _git = new(folder, scope)
    {
        // No one is there to ask for a passphrase.
        Variables = ImmutableDictionary<string, string?>
            .Empty.Add("SSH_ASKPASS_REQUIRE", "never")
            .Add("GIT_NO_REPLACE_OBJECTS", "1"),
    };

    /// <summary>Those that the checkout's commit comes from, itself among them, oldest first.</summary>
    /// <param name="key">The trailer's key.</param>
    /// <param name="since">Older ones are left out.</param>
    /// <param name="signers">The file of allowed signers.</param>
    /// <returns>The commits, or why Git does not say; and whether older ones may be missing.</returns>
    public (SignedCommit[] Commits, bool IsShallow, GitRefusal? Refusal) With(
        string key,
        DateTimeOffset since,
        string signers
    )
    {
        using var state = _git.Run("rev-parse", "--is-shallow-repository", "--verify", "HEAD");
        if (!state.Succeeded)
        {
            return ([], IsShallow: false, HasNoCommit(state) ? null : GitRefusal.Of(_git.Place, state));
        }

        var isShallow = state.Output.Lines().FirstOrDefault() == "true";
        return (Read(key, signers, $"--since={since.ToUnixTimeSeconds()}", "HEAD"), isShallow, null);
    }

    /// <summary>One commit.</summary>
    public SignedCommit Find(string key, string commit, string signers) =>
        Read(key, signers, "--max-count=1", commit).Single();

    /// <summary>
    /// Makes a signed commit that changes nothing and comes from the checkout's own. Nothing points to it yet; neither the index nor the work tree is
    /// touched.
    /// </summary>
    /// <param name="message">Its message.</param>
    /// <param name="signingKey">The SSH key's file; null for the one that Git is configured with.</param>
    /// <returns>The commit that it comes from, and itself; null with what Git said when it was not made.</returns>
    public (string Parent, string? Made, string Said) Make(string message, string? signingKey)
    {
        using var head = _git.Run("rev-parse", "--verify", "HEAD^{commit}");
        if (!head.Succeeded)
        {
            var refusal = HasNoCommit(head)
                ? new GitRefusal("there is none yet that it could come from", "make a first commit")
                : GitRefusal.Of(_git.Place, head);
            throw PlatformException.Wrong($"no commit can be made here: {refusal.What}", refusal.Fix);
        }

        var parent = head.Output.Text().TrimEnd('\n');
        string[] key = signingKey is null ? [] : ["-c", $"user.signingkey={signingKey}"];
        using var made = _git.Run(
            ["-c", "gpg.format=ssh", .. Keygen, .. key, "commit-tree", "-S", "-p", parent, $"{parent}^{{tree}}"],
            message
        );
        return made.Succeeded ? (parent, made.Output.Text().TrimEnd('\n'), "") : (parent, null, made.Error.Text());
    }

    /// <summary>Makes the checkout's commit one that was made from it; false when it is another by now.</summary>
    public bool Take(string parent, string made, string why)
    {
        using var moved = _git.Run("update-ref", "-m", why, "HEAD", made, parent);
        return moved.Succeeded;
    }

    private static bool HasNoCommit(CommandResult asked) =>
        asked.Error.Text().Contains("Needed a single revision", StringComparison.Ordinal);

    private static string[] Keygen => ["-c", "gpg.ssh.program=ssh-keygen"];

    private SignedCommit[] Read(string key, string signers, params string[] which)
    {
        using var log = _git.Run([
            "-c",
            $"gpg.ssh.allowedSignersFile={signers}",
            .. Keygen,
            "log",
            "--no-show-signature",
            "--encoding=UTF-8",
            "--fixed-strings",
            $"--grep={key}:",
            $"--format=tformat:%H%x1F%ct%x1F%an%x1F%G?%x1F%GS%x1F%GK%x1F%GG%x1F%(trailers:key={key},valueonly,unfold,separator=%x1E)%x1D",
            .. which,
            "--",
        ]);
        return
        [
            .. log.EnsureSucceeded()
                .Output.Text()
                .Split(End, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(Parse)
                .Where(commit => commit.Values.Length > 0)
                .Reverse(),
        ];
    }

    private static SignedCommit Parse(string text)
    {
        var fields = text.Split(Field);
        return new SignedCommit(
            fields[0],
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(fields[1], CultureInfo.InvariantCulture)),
            fields[2],
            // Of GPG keys each machine has its own, and trusts others.
            fields[3] == "G"
            && fields[5].StartsWith("SHA256:", StringComparison.Ordinal)
                ? fields[4]
                : null,
            fields[6],
            fields[7].Split(Value, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        );
    }
}

/// <summary>A commit, and who signed it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it was made, as it says.</param>
/// <param name="Author">Who wrote it, as it says.</param>
/// <param name="Signer">The allowed signer whose SSH key signed it; null when it is none's.</param>
/// <param name="Said">What the check of the signature said; empty when there is no signature.</param>
/// <param name="Values">What its trailers of the key say.</param>
internal sealed record SignedCommit(
    string Id,
    DateTimeOffset At,
    string Author,
    string? Signer,
    string Said,
    string[] Values
);
