using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Formats.Shapes;

/// <summary>One of a few words.</summary>
internal sealed class WordShape<T>(params Word<T>[] words) : Shape<T>
{
    public override string Expected
    {
        get
        {
            var all = words.Select(word => word.Text).ToArray();
            return all.Length == 1 ? all[0] : $"{string.Join(", ", all[..^1])} or {all[^1]}";
        }
    }

    public override bool MayBeNothing => false;

    public override bool TryRead(
        ValueNode node,
        string label,
        List<Problem> problems,
        [MaybeNullWhen(false)] out T value
    )
    {
        value = default;
        if (node is not ValueNode.Scalar { Kind: ScalarKind.Text } scalar)
        {
            return Refuse(node, label, problems);
        }

        foreach (var word in words)
        {
            if (scalar.Text == word.Text)
            {
                value = word.Value;
                return true;
            }
        }

        var nearest = Suggestion.For(scalar.Text, words.Select(word => word.Text));
        problems.Add(
            new Problem(
                node.Where,
                $"{label} must be {Expected}, and \"{scalar.Text}\" is not",
                nearest is null ? $"write {Expected}" : $"did you mean {nearest}?"
            )
        );
        return false;
    }

    public override JsonObject ToSchema() =>
        new() { ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)JsonValue.Create(word.Text))]) };
}

/// <summary>A word, and what it means.</summary>
internal sealed record Word<T>(string Text, T Value);
