using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Formats.Shapes;

/// <summary>
/// What a part of a manifest must look like, said once: the parser and the JSON schema are both made from it, so that
/// what an editor accepts is what the program accepts.
/// </summary>
internal abstract class Shape<T>
{
    /// <summary>What is expected, with an article, for messages: <c>a version such as 1.4.0</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>Whether nothing (<c>requires:</c> and then no lines) is as good as leaving the key out.</summary>
    /// <remarks>Said by each shape itself: an inherited one would be compiled at every start for each type of value.</remarks>
    public abstract bool MayBeNothing { get; }

    /// <summary>Reads a node, and adds each problem. False when there is nothing to go on with.</summary>
    /// <param name="node">The node.</param>
    /// <param name="label">What messages call it: its key.</param>
    /// <param name="problems">Gets the problems.</param>
    /// <param name="value">What the node says.</param>
    public abstract bool TryRead(
        ValueNode node,
        string label,
        List<Problem> problems,
        [MaybeNullWhen(false)] out T value
    );

    /// <summary>The same as a JSON schema (draft 7, which all editors know).</summary>
    public abstract JsonObject ToSchema();

    /// <summary>Adds the problem that a node is of another kind, and gives false.</summary>
    protected bool Refuse(ValueNode node, string label, List<Problem> problems, string? fix = null)
    {
        var isNothing = node is ValueNode.Scalar { Kind: ScalarKind.Nothing };
        problems.Add(
            isNothing
                ? new Problem(node.Where, $"{label} is empty", fix ?? $"write {Expected}, or remove {label}")
                : new Problem(
                    node.Where,
                    $"{label} must be {Expected}, and this is {node.Noun}",
                    fix ?? $"write {Expected}"
                )
        );
        return false;
    }
}
