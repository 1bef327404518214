using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Tasks.Facts.Signing;
using PathToProd.Tasks.Files;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Facts.Signing;

/// <summary>A checkout and SSH keys, made by the real ssh-keygen and gone after the test.</summary>
internal sealed class SigningBed : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SigningBed() => Directory.CreateDirectory(Keys);

    public Workspace Workspace => new(Path.Combine(_folder.Path, "platform"));

    public string Keys => Path.Combine(_folder.Path, "hidden folder");

    public string Key(string name) => Path.Combine(Keys, name);

    /// <summary>A new key.</summary>
    public SigningBed Make(string name, string passphrase = "")
    {
        ExternalProgram.Run(Keys, "ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", name, "-f", Key(name));
        return this;
    }

    /// <summary>Allows a key's signatures.</summary>
    public SigningBed Allow(string principal, string key, string options = "namespaces=\"path-to-prod\"")
    {
        Directory.CreateDirectory(Workspace.Root);
        File.AppendAllText(
            Path.Combine(Workspace.Root, "signers"),
            $"{principal} {options}{(options.Length > 0 ? " " : "")}{File.ReadAllText(Key($"{key}.pub"))}"
        );
        return this;
    }

    public SshSignatures Signatures(string? signers = "signers") =>
        new(
            Workspace,
            new PlatformManifest
            {
                Name = "platform",
                AllowedSigners = signers,
                Source = SourceMap.Of("platform.yaml"),
            },
            new ProcessScope()
        );

    public void Dispose() => _folder.Dispose();
}
