using System.Collections.Immutable;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Model.Product;

/// <summary>A key of a manifest that a version of Path to Prod renamed.</summary>
/// <param name="Since">The first version that knows the new name, and the old one no longer.</param>
/// <param name="Manifest">The name of the manifest's file: <c>component.yaml</c>.</param>
/// <param name="Path">The names of the keys that it stands below, from the outermost; <c>*</c> is any key, and any item of a list.</param>
/// <param name="Was">Its old name.</param>
/// <param name="Now">Its new name.</param>
public sealed record KeyRename(SemVersion Since, string Manifest, ImmutableArray<string> Path, string Was, string Now);

/// <summary>A key that was rewritten.</summary>
/// <param name="Where">Where it stands.</param>
/// <param name="Was">What stood there.</param>
/// <param name="Now">What stands there now.</param>
public sealed record KeyEdit(SourcePosition Where, string Was, string Now)
{
    /// <summary>A line for people.</summary>
    public override string ToString() => $"{Where}: {Was} is {Now} now";
}

/// <summary>A manifest in which keys were rewritten.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Edits">What was rewritten, in the order of the file; empty when its text is as it was.</param>
public sealed record RewrittenManifest(string Text, ImmutableArray<KeyEdit> Edits);
