using System.Collections.Concurrent;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Signing;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Signing;

/// <summary>
/// The signatures of evidence: each of the digest of its line, with a line feed after it. Each check starts processes, so it
/// is made when it is asked for, and once for each line.
/// </summary>
public sealed class EvidenceSignatures(SshSignatures signatures)
{
    private readonly ConcurrentDictionary<(Digest Digest, string Signature), SignatureState> _known = new();

    /// <summary>Whether an allowed signer signed a line of evidence.</summary>
    /// <exception cref="PlatformException">The file of allowed signers is not there, or there is no ssh-keygen (exit code 2).</exception>
    public SignatureState Of(Evidence evidence) =>
        evidence.Signature is { } signature
            ? _known.GetOrAdd((evidence.Digest, signature), key => Check(key.Digest, key.Signature).State)
            : SignatureState.Missing;

    /// <summary>The same with who signed, or why it is not good.</summary>
    /// <exception cref="PlatformException">The file of allowed signers is not there, or there is no ssh-keygen (exit code 2).</exception>
    public SignatureCheck Check(Digest digest, string signature) =>
        signatures.Check(Text(digest), SignatureArmour.Put(signature));

    /// <summary>Signs the digest of a line.</summary>
    /// <param name="digest">The digest.</param>
    /// <param name="key">The key's file.</param>
    /// <param name="label">What messages call it: the option that named it.</param>
    /// <returns>The signature without its armour.</returns>
    /// <exception cref="PlatformException">The key is not there, or cannot be used (exit code 2).</exception>
    public string Sign(Digest digest, string key, string label) =>
        SignatureArmour.Remove(signatures.Sign(key, label, Text(digest)));

    private static string Text(Digest digest) => digest + "\n";
}
