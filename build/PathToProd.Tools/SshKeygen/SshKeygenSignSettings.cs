namespace Cake.SshKeygen;

/// <summary>
/// Settings of <c>ssh-keygen -Y sign</c>. The folder of the key is <see cref="Cake.Core.Tooling.ToolSettings.WorkingDirectory"/>, so that no
/// command line and no message holds more of its path than its name.
/// </summary>
public sealed class SshKeygenSignSettings : SshKeygenSettings
{
    /// <summary>Whether the key must come from an agent; by default an agent is asked first, and then the file.</summary>
    public bool? FromAgent { get; set; }
}
