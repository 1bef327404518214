using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using PathToProd.Text;

namespace Cake.SshKeygen;

/// <summary>
/// ssh-keygen of OpenSSH, from 8.3: signs texts and checks signatures, as Git does. A signature that is not good is an
/// answer; that ssh-keygen cannot be started is a <see cref="PlatformException"/>.
/// </summary>
[CakeAliasCategory("SshKeygen")]
[CakeNamespaceImport("Cake.SshKeygen")]
public static class SshKeygenAliases
{
    /// <summary>Signs a text.</summary>
    /// <param name="context">The context.</param>
    /// <param name="key">The private key's file, or the public one of a key that an agent has: its name in the settings' working directory.</param>
    /// <param name="purpose">What the signature is for (its namespace): it is good for nothing else.</param>
    /// <param name="text">The text.</param>
    /// <param name="settings">The settings.</param>
    /// <example><code>var signature = context.SshKeygenSign("id_ed25519", "path-to-prod", text).Lines;</code></example>
    [CakeMethodAlias]
    public static SshKeygenAnswer SshKeygenSign(
        this ICakeContext context,
        string key,
        string purpose,
        string text,
        SshKeygenSignSettings? settings = null
    ) => new SshKeygenSignRunner(context).Sign(key, purpose, text, settings ?? new());

    /// <summary>Whether a signature is a signer's, and of a text.</summary>
    /// <param name="context">The context.</param>
    /// <param name="signature">The file with the signature.</param>
    /// <param name="principal">The signer, by a name of the allowed signers.</param>
    /// <param name="purpose">What the signature must be for (its namespace).</param>
    /// <param name="text">The text.</param>
    /// <param name="settings">The settings.</param>
    /// <example><code>var isGood = context.SshKeygenVerify("a.sig", "ann", "path-to-prod", text, new() { AllowedSigners = "signers" }).IsGood;</code></example>
    [CakeMethodAlias]
    public static SshKeygenAnswer SshKeygenVerify(
        this ICakeContext context,
        FilePath signature,
        string principal,
        string purpose,
        string text,
        SshKeygenVerifySettings settings
    ) => new SshKeygenVerifyRunner(context).Verify(signature, principal, purpose, text, settings);

    /// <summary>Whose key made a signature.</summary>
    /// <param name="context">The context.</param>
    /// <param name="signature">The file with the signature.</param>
    /// <param name="settings">The settings.</param>
    /// <example><code>var signers = context.SshKeygenFindPrincipals("a.sig", new() { AllowedSigners = "signers" }).Lines;</code></example>
    [CakeMethodAlias]
    public static SshKeygenAnswer SshKeygenFindPrincipals(
        this ICakeContext context,
        FilePath signature,
        SshKeygenFindPrincipalsSettings settings
    ) => new SshKeygenFindPrincipalsRunner(context).Find(signature, settings);
}
