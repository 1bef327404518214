using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.SshKeygen;

/// <summary>What all commands of ssh-keygen that deal with signatures share.</summary>
public abstract class SshKeygenSettings : ToolSettings
{
    /// <summary>How much ssh-keygen prints on standard error; by default only failures.</summary>
    public bool? Verbose { get; set; }
}

/// <summary>What commands share that look up who may sign.</summary>
public abstract class SshKeygenSignerSettings : SshKeygenSettings
{
    /// <summary>The moment for which signers' validity counts; defaults to now.</summary>
    public DateTimeOffset? VerifyTime { get; set; }

    /// <summary>The file that lists who may sign, in the format of <c>ssh-keygen(1)</c>, ALLOWED SIGNERS.</summary>
    public required FilePath AllowedSigners { get; set; }
}
