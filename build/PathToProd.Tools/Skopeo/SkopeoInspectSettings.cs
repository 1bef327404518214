namespace Cake.Skopeo;

/// <summary>Settings of <c>skopeo inspect --raw</c>.</summary>
public sealed class SkopeoInspectSettings : SkopeoSettings
{
    /// <summary>Whether the registry must speak HTTPS with a certificate that is trusted; by default it must.</summary>
    public bool? TlsVerify { get; set; }
}
