namespace Cake.Kubectl;

/// <summary>What becomes of the resources that a deleted one owns.</summary>
public enum KubectlCascade
{
    /// <summary>They are deleted afterwards.</summary>
    Background,

    /// <summary>They are deleted first.</summary>
    Foreground,

    /// <summary>They stay.</summary>
    Orphan,
}
