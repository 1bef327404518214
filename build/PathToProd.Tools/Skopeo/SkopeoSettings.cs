using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.Skopeo;

/// <summary>
/// What all Skopeo commands share. There is no setting for a name or a password: Skopeo finds them where its users keep
/// them (<c>skopeo login</c>, <c>docker login</c>, <c>REGISTRY_AUTH_FILE</c>), and a command line can be read by everyone.
/// </summary>
public abstract class SkopeoSettings : ToolSettings
{
    /// <summary>The file with credentials; by default Skopeo looks where its users keep them.</summary>
    public FilePath? AuthFile { get; set; }

    /// <summary>How long the whole command may take, by Skopeo's own clock; by default as long as it likes.</summary>
    public TimeSpan? CommandTimeout { get; set; }

    /// <summary>How often a request that failed is made again; by default never.</summary>
    public int? RetryTimes { get; set; }

    /// <summary>Whether it says what it does; by default no.</summary>
    public bool? Debug { get; set; }
}
