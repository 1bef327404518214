using System.Collections.Immutable;
using PathToProd.Formats.Values;

namespace PathToProd.Model.Kubernetes;

/// <summary>
/// A value that a chart generates each time it is rendered, such as a password or a certificate:
/// <c>Secret/web/data.password</c>.
/// </summary>
/// <param name="Kind">The kind of the resource that holds it.</param>
/// <param name="Name">The resource's name.</param>
/// <param name="Path">The keys that lead to it, items of lists by number from 0; <c>*</c> stands for any one.</param>
public sealed record GeneratedValue(string Kind, string Name, ImmutableArray<string> Path)
{
    /// <summary>The value that a text names; null when it names none.</summary>
    public static GeneratedValue? Parse(string text) =>
        text.Split('/', 3) is [{ Length: > 0 } kind, { Length: > 0 } name, var path]
        && ValuePath.Split(path) is { } keys
            ? new GeneratedValue(kind, name, [.. keys])
            : null;

    /// <summary>The resource that holds it: <c>Secret/web</c>.</summary>
    public string Resource => $"{Kind}/{Name}";

    /// <summary>Whether a key is the one at a step of the path.</summary>
    public bool IsKey(int step, string key) => Path[step] == "*" || Path[step] == key;

    /// <summary>As manifests write it.</summary>
    public override string ToString() => $"{Resource}/{Path.Aggregate("", ValuePath.Join)}";

    /// <inheritdoc />
    public bool Equals(GeneratedValue? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc />
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
