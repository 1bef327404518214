using System.Collections.Immutable;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Decisions.Affected;

/// <summary>A value of a YAML file that changed. References to secrets stay names.</summary>
/// <param name="Name">Its path (see <see cref="ValuePath"/>).</param>
/// <param name="Before">What it was; null when it was not there.</param>
/// <param name="After">What it is; null when it is not there.</param>
public sealed record ValueChange(string Name, ValueNode? Before, ValueNode? After)
{
    private const int LongestShown = 60;

    /// <summary>The values that differ between two texts, in the order of the new one, then of the old one; null when one of the two is not a map in YAML.</summary>
    public static ImmutableArray<ValueChange>? Between(string before, string after)
    {
        if (Read(before) is not { } old || Read(after) is not { } now)
        {
            return null;
        }

        var left = ValueTree.Leaves(old).ToDictionary(leaf => leaf.Path, leaf => leaf.Value);
        var changes = ImmutableArray.CreateBuilder<ValueChange>();
        foreach (var (path, value) in ValueTree.Leaves(now))
        {
            left.Remove(path, out var was);
            if (was is null || !Same(was, value))
            {
                changes.Add(new ValueChange(path, was, value));
            }
        }

        foreach (var (path, was) in ValueTree.Leaves(old))
        {
            if (left.ContainsKey(path))
            {
                changes.Add(new ValueChange(path, was, After: null));
            }
        }

        return changes.ToImmutable();
    }

    /// <summary>Whether two values say the same, wherever they stand.</summary>
    public static bool Same(ValueNode? left, ValueNode? right) =>
        left is null || right is null
            ? left is null && right is null
            : ValueText.ToJson(left) == ValueText.ToJson(right);

    /// <summary>The map that a text says; null when it is not a map in YAML.</summary>
    internal static ValueNode.Map? Read(string text)
    {
        // Problems of the current text were reported when the manifests were read; the old one cannot be fixed any longer.
        List<Problem> problems = [];
        return YamlReader.Read("", text, problems) switch
        {
            ValueNode.Map map => map,
            ValueNode.Scalar { Kind: ScalarKind.Nothing } => ValueNode.Map.Empty,
            _ => null,
        };
    }

    /// <summary>A clause such as <c>replicas changed from 2 to 3</c>.</summary>
    public override string ToString() =>
        (Before, After) switch
        {
            (null, _) => Show(After!) is { } now ? $"{Name} was set to {now}" : $"{Name} was set",
            (_, null) => Show(Before) is { } was ? $"{Name} was removed (it was {was})" : $"{Name} was removed",
            _ => Show(Before) is { } was && Show(After) is { } now
                ? $"{Name} changed from {was} to {now}"
                : $"{Name} changed",
        };

    /// <summary>A value on one short line; null when it needs more.</summary>
    private static string? Show(ValueNode node)
    {
        var text = node switch
        {
            ValueNode.Scalar { Kind: ScalarKind.Text } scalar when IsWord(scalar.Text) => scalar.Text,
            ValueNode.List { Items: var items } when items.All(item => item is ValueNode.Scalar) =>
                $"[{string.Join(", ", items.Select(Show))}]",
            _ => ValueText.ToJson(node).TrimEnd('\n'),
        };
        return text.Length > LongestShown || text.Contains('\n') ? null : text;
    }

    private static bool IsWord(string text) =>
        text.Length > 0
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && PlainScalar.KindOf(text) == ScalarKind.Text;
}
