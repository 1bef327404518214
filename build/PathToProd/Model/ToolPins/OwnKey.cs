using PathToProd.Text;

namespace PathToProd.Model.ToolPins;

/// <summary>A key of a tool's pin that the platform's own <c>tools.yaml</c> says, instead of Path to Prod.</summary>
/// <param name="Key">The key, such as <c>accept</c>.</param>
/// <param name="Where">Where it stands.</param>
public sealed record OwnKey(string Key, SourcePosition Where);
