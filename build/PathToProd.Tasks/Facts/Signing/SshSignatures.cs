using Cake.Core;
using Cake.Core.IO;
using Cake.SshKeygen;
using PathToProd.Facts.Signing;
using PathToProd.Model.Components;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Tools;
using PathToProd.Text;
using PathToProd.Tools.Calls;
using PathToProd.Tools.Processes;
using Path = System.IO.Path;

namespace PathToProd.Tasks.Facts.Signing;

/// <summary>
/// Signs texts with SSH keys, and checks signatures against the platform's allowed signers. Nothing it says names more of a
/// key than the name of its file.
/// </summary>
public sealed class SshSignatures
{
    /// <summary>What our signatures are for: one that was made for anything else is not good here, nor ours elsewhere.</summary>
    public const string Purpose = "path-to-prod";

    private readonly Workspace _workspace;
    private readonly PlatformManifest _platform;
    private readonly Lazy<ICakeContext> _context;

    /// <summary>Signatures of a platform.</summary>
    /// <param name="workspace">The checkout.</param>
    /// <param name="platform">Names the file of allowed signers.</param>
    /// <param name="scope">What the processes have in common.</param>
    public SshSignatures(Workspace workspace, PlatformManifest platform, ProcessScope scope)
        : this(workspace, platform, new Lazy<ICakeContext>(() => new ToolContext(scope))) { }

    internal SshSignatures(Workspace workspace, PlatformManifest platform, Lazy<ICakeContext> context) =>
        (_workspace, _platform, _context) = (workspace, platform, context);

    /// <summary>Whether anyone may sign.</summary>
    public bool HasSigners => _platform.AllowedSigners is not null;

    /// <summary>The problem that the file of allowed signers is not there; null when it is, or when none is named.</summary>
    public static Problem? MissingSigners(Workspace workspace, PlatformManifest platform) =>
        platform.AllowedSigners is { } file && !File.Exists(Path.Combine(workspace.Root, file))
            ? new Problem(
                platform.Source["allowed-signers"],
                $"there is no file {file}",
                "add it with a line for each signer, as ssh-keygen(1) says under ALLOWED SIGNERS"
            )
            : null;

    /// <summary>Signs a text.</summary>
    /// <param name="key">The private key's file, or the public one of a key that an agent holds.</param>
    /// <param name="label">What messages call it: the option that named it.</param>
    /// <param name="text">The text.</param>
    /// <returns>The signature as ssh-keygen writes it to a file.</returns>
    /// <exception cref="PlatformException">The key is not there, or cannot be used (exit code 2).</exception>
    public string Sign(string key, string label, string text)
    {
        var path = Path.GetFullPath(key);
        var name = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            throw PlatformException.Wrong(
                $"{label} names {name}, and there is no such file",
                "name the file of an SSH private key"
            );
        }

        RefuseWithoutKeygen();
        var settings = new SshKeygenSignSettings { WorkingDirectory = Path.GetDirectoryName(path)! };
        var answer = _context.Value.SshKeygenSign(name, Purpose, text, settings);
        return answer.IsGood
            ? string.Join('\n', answer.Lines) + "\n"
            : throw SigningFailure.Of(label, name, answer.Reason);
    }

    /// <summary>Checks a signature of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="signature">The signature, as ssh-keygen writes it to a file.</param>
    /// <exception cref="PlatformException">The file of allowed signers is not there, or there is no ssh-keygen (exit code 2).</exception>
    public SignatureCheck Check(string text, string signature)
    {
        if (_platform.AllowedSigners is not { } file)
        {
            return Bad("platform.yaml names no allowed-signers, so no one may sign");
        }

        var signers = Path.Combine(_workspace.Root, file);
        if (MissingSigners(_workspace, _platform) is { } missing)
        {
            throw new PlatformException([missing]);
        }

        RefuseWithoutKeygen();
        using var temporary = SecretFile.Create(signature, "signature");
        return Check(text, temporary.Path, signers, file);
    }

    private SignatureCheck Check(string text, FilePath signature, FilePath signers, string shown)
    {
        var found = _context.Value.SshKeygenFindPrincipals(signature, new() { AllowedSigners = signers });
        var reason = found.Reason;

        // One entry may name several signers.
        foreach (var signer in found.Lines.SelectMany(line => line.Split(',')))
        {
            var answer = _context.Value.SshKeygenVerify(
                signature,
                signer,
                Purpose,
                text,
                new() { AllowedSigners = signers }
            );
            if (answer.IsGood)
            {
                return new SignatureCheck(SignatureState.Valid, signer);
            }

            reason = answer.Reason;
        }

        return Bad(SigningFailure.WhyNotGood(reason, shown));
    }

    private void RefuseWithoutKeygen()
    {
        if (_context.Value.Tools.Resolve(["ssh-keygen", "ssh-keygen.exe"]) is null)
        {
            throw PlatformException.Wrong(
                "ssh-keygen, which makes and checks signatures, is not on the PATH",
                "install OpenSSH 8.3 or later, or add its folder to the PATH"
            );
        }
    }

    private static SignatureCheck Bad(string wrong) => new(SignatureState.Wrong, Signer: null, wrong);
}
