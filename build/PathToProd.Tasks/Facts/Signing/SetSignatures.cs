using PathToProd.Facts.Signing;
using PathToProd.Facts.VersionSets;
using PathToProd.Tasks.Facts.VersionSets;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Signing;

/// <summary>The signatures of pinned version sets: each in a file beside its set's, over all of that file.</summary>
public sealed class SetSignatures(SetFiles files, SshSignatures signatures)
{
    /// <summary>What is known about the signature of a pinned set.</summary>
    /// <exception cref="PlatformException">The file of allowed signers is not there, or there is no ssh-keygen (exit code 2).</exception>
    public SignatureCheck Of(VersionSet set) =>
        set.Name != VersionSetName.Proposed
        && SmallFile.ReadText(files.SignatureOf(set.Name)) is { } signature
        && Text(set) is { } text
            ? signatures.Check(text, signature)
            : SignatureCheck.Missing;

    /// <summary>Signs a set that is about to be pinned.</summary>
    /// <param name="set">The set.</param>
    /// <param name="key">The key's file.</param>
    /// <param name="label">What messages call it: the option that named it.</param>
    /// <returns>The text of its signature's file.</returns>
    /// <exception cref="PlatformException">The key is not there, or cannot be used (exit code 2).</exception>
    public string Sign(VersionSet set, string key, string label) =>
        signatures.Sign(key, label, VersionSetText.Write(set));

    /// <summary>Signs a set that is pinned: its file as it is.</summary>
    /// <inheritdoc cref="Sign"/>
    public string SignPinned(VersionSet set, string key, string label) =>
        signatures.Sign(key, label, Text(set) ?? VersionSetText.Write(set));

    /// <summary>What is signed; line endings do not matter.</summary>
    private string? Text(VersionSet set) => SmallFile.ReadText(files.PathOf(set.Name))?.ReplaceLineEndings("\n");
}
