namespace Cake.Helm;

/// <summary>What came of an uninstall.</summary>
public enum HelmUninstallResult
{
    /// <summary>The release was there and is removed.</summary>
    Uninstalled,

    /// <summary>There was no such release.</summary>
    NotFound,
}
