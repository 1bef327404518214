namespace Cake.Helm;

/// <summary>Settings of <c>helm version</c>.</summary>
public sealed class HelmVersionSettings : HelmSettings;
