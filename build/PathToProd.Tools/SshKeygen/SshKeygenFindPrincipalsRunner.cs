using Cake.Core;
using Cake.Core.IO;
using PathToProd.Tools.Calls;

namespace Cake.SshKeygen;

/// <summary>Runs <c>ssh-keygen -Y find-principals</c>.</summary>
public sealed class SshKeygenFindPrincipalsRunner(ICakeContext context)
    : SshKeygenRunner<SshKeygenFindPrincipalsSettings>(context)
{
    /// <summary>Whose key made a signature; a line for each entry that has it.</summary>
    public SshKeygenAnswer Find(FilePath signature, SshKeygenFindPrincipalsSettings settings) =>
        Ask(
            settings,
            "ssh-keygen -Y find-principals",
            Signers(Begin("find-principals", settings), settings).Append("-s").Word(signature.FullPath),
            text: ""
        );
}
