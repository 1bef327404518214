using PathToProd.Versions;

namespace PathToProd.Model.ToolPins;

/// <summary>The versions of a tool that are good enough.</summary>
/// <param name="Text">As the file says it.</param>
/// <param name="Range">What that means.</param>
internal sealed record AcceptedVersions(string Text, VersionRange Range)
{
    /// <summary>What the file says about a tool that prints no version, instead of a range.</summary>
    public static readonly AcceptedVersions Any = new("any", VersionRange.Any);
}
