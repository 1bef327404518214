namespace Cake.SshKeygen;

/// <summary>Settings of <c>ssh-keygen -Y verify</c>.</summary>
public sealed class SshKeygenVerifySettings : SshKeygenSignerSettings
{
    /// <summary>The file with keys and certificates that no longer count; by default there is none.</summary>
    public Cake.Core.IO.FilePath? Revoked { get; set; }
}
