namespace Cake.SshKeygen;

/// <summary>Settings of <c>ssh-keygen -Y find-principals</c>.</summary>
public sealed class SshKeygenFindPrincipalsSettings : SshKeygenSignerSettings;
