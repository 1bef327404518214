namespace PathToProd.Model.ToolPins;

/// <summary>A package as npm writes it, <c>name@1.2.3</c>.</summary>
internal sealed record PinnedPackage(string Name, string Version)
{
    public static readonly PinnedPackage None = new("", "");
}
