using Cake.Core;
using Cake.Core.IO;
using PathToProd.Tools.Calls;

namespace Cake.SshKeygen;

/// <summary>Runs <c>ssh-keygen -Y verify</c>.</summary>
public sealed class SshKeygenVerifyRunner(ICakeContext context) : SshKeygenRunner<SshKeygenVerifySettings>(context)
{
    /// <summary>Whether a signature is a signer's, and of a text.</summary>
    public SshKeygenAnswer Verify(
        FilePath signature,
        string principal,
        string purpose,
        string text,
        SshKeygenVerifySettings settings
    )
    {
        var arguments = Signers(Begin("verify", settings), settings)
            .Append("-I")
            .Word(principal)
            .Append("-n")
            .Word(purpose)
            .Append("-s")
            .Word(signature.FullPath);
        if (settings.Revoked is { } revoked)
        {
            arguments.Append("-r").Word(revoked.FullPath);
        }

        return Ask(settings, "ssh-keygen -Y verify", arguments, text);
    }
}
