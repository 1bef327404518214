using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Signing;

/// <summary>Says in our words why ssh-keygen did not sign, or does not find a signature good.</summary>
internal static class SigningFailure
{
    private static readonly (string Phrase, string What, string Fix)[] Failures =
    [
        (
            "incorrect passphrase",
            "{0} is protected by a passphrase, and there is no one here to ask for it",
            "add it to an agent first (ssh-add {0}), or name a key without one"
        ),
        (
            "UNPROTECTED PRIVATE KEY",
            "others can read {0}, so it is not used",
            "make it readable only for you: chmod 600 {0}"
        ),
        ("bad permissions", "others can read {0}, so it is not used", "make it readable only for you: chmod 600 {0}"),
        (
            "Permission denied",
            "{0} cannot be read by this user",
            "make it readable only for this user, or name another key"
        ),
        (
            "No private key found",
            "{0} is the public half of a key that no agent holds",
            "name the private key, or add it to an agent (ssh-add)"
        ),
        ("invalid format", "{0} is not an SSH key", "name the file of an SSH private key"),
        ("Couldn't load public key", "{0} is not an SSH key", "name the file of an SSH private key"),
    ];

    private static readonly (string Phrase, string Why)[] Reasons =
    [
        ("key has expired", "its signer's key has expired, according to {0}"),
        ("key is not yet valid", "its signer's key is not valid yet, according to {0}"),
        ("namespace \"git\"", "its signer may not sign commits: the line in {0} does not name the namespace git"),
        ("not permitted for use in signature namespace", "its signer may not sign for path-to-prod, according to {0}"),
        ("namespace does not match", "it was made for something other than path-to-prod"),
        ("key is revoked", "its signer's key was revoked"),
        ("incorrect signature", "it is for another text: the text or the signature was changed after signing"),
        ("Couldn't parse signature", "it is not an SSH signature"),
        ("missing header", "it is not an SSH signature"),
        ("missing footer", "it is not an SSH signature"),
        ("No principal matched", "no one in {0} has the key that made it"),
    ];

    /// <summary>Why a key did not sign.</summary>
    public static PlatformException Of(string label, string key, string said)
    {
        var known = Array.Find(Failures, one => said.Contains(one.Phrase, StringComparison.Ordinal));
        var (what, fix) = known.Phrase is null
            ? ($"ssh-keygen does not sign with {{0}}: {LastLine(said)}", "fix that, or name another key")
            : (known.What, known.Fix);
        return PlatformException.Wrong(
            $"{label}: {what.Replace("{0}", key, StringComparison.Ordinal)}",
            fix.Replace("{0}", key, StringComparison.Ordinal)
        );
    }

    /// <summary>Why a signature is not good.</summary>
    /// <param name="said">What ssh-keygen printed.</param>
    /// <param name="signers">The file of allowed signers, as messages name it.</param>
    public static string WhyNotGood(string said, string signers)
    {
        var known = Array.Find(Reasons, one => said.Contains(one.Phrase, StringComparison.Ordinal));
        return known.Why?.Replace("{0}", signers, StringComparison.Ordinal) ?? $"ssh-keygen says: {LastLine(said)}";
    }

    private static string LastLine(string said) =>
        said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault()
        ?? "nothing";
}
