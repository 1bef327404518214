using Cake.Core.IO;

namespace Cake.Skopeo;

/// <summary>Settings of <c>skopeo copy</c>.</summary>
public sealed class SkopeoCopySettings : SkopeoSettings
{
    /// <summary>Whether it fails rather than change a byte of a manifest; by default it may change them.</summary>
    public bool? PreserveDigests { get; set; }

    /// <summary>Whether the source must speak HTTPS with a certificate that is trusted; by default it must.</summary>
    public bool? SourceTlsVerify { get; set; }

    /// <summary>Whether the destination must speak HTTPS with a certificate that is trusted; by default it must.</summary>
    public bool? DestinationTlsVerify { get; set; }

    /// <summary>The folder of blobs that a source layout shares with others; by default its own.</summary>
    public DirectoryPath? SourceSharedBlobs { get; set; }

    /// <summary>The folder of blobs that a destination layout shares with others; by default its own.</summary>
    public DirectoryPath? DestinationSharedBlobs { get; set; }

    /// <summary>Whether it prints nothing but errors; by default it shows how far it is.</summary>
    public bool? Quiet { get; set; }
}
