using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.SshKeygen;

/// <summary>Runs <c>ssh-keygen -Y sign</c>.</summary>
public sealed class SshKeygenSignRunner(ICakeContext context) : SshKeygenRunner<SshKeygenSignSettings>(context)
{
    /// <summary>Signs a text; the answer's lines are the signature.</summary>
    public SshKeygenAnswer Sign(string key, string purpose, string text, SshKeygenSignSettings settings)
    {
        var arguments = Begin("sign", settings);
        if (settings.FromAgent == true)
        {
            arguments.Append("-U");
        }

        arguments.Append("-f").Word(key).Append("-n").Word(purpose);
        return Ask(settings, "ssh-keygen -Y sign", arguments, text);
    }
}
