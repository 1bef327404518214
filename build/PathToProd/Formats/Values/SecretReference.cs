using System.Collections.Immutable;
using System.Text;
using PathToProd.Text;

namespace PathToProd.Formats.Values;

/// <summary>A <c>${secrets.NAME}</c> in a text of a values file.</summary>
/// <param name="Name">The secret's name, as the environment knows it; empty when the reference is not closed or names nothing.</param>
/// <param name="Where">Where the reference stands.</param>
public sealed record SecretReference(string Name, SourcePosition Where)
{
    private const string Start = "${secrets.";

    /// <summary>The pattern of a secret's name in a JSON schema.</summary>
    public const string NamePattern = "^[A-Za-z_][A-Za-z0-9_-]*$";

    /// <summary>Every reference in a tree, in order; keys are not looked at.</summary>
    public static ImmutableArray<SecretReference> In(ValueNode node)
    {
        var found = ImmutableArray.CreateBuilder<SecretReference>();
        Collect(node, found);
        return found.ToImmutable();
    }

    /// <summary>A tree with every reference replaced by its secret.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="secret">Gives the secret of a name.</param>
    public static ValueNode Replace(ValueNode node, Func<string, string> secret) =>
        node switch
        {
            ValueNode.Map map => map with
            {
                Entries = [.. map.Entries.Select(entry => entry with { Value = Replace(entry.Value, secret) })],
            },
            ValueNode.List list => list with { Items = [.. list.Items.Select(item => Replace(item, secret))] },
            ValueNode.Scalar { Kind: ScalarKind.Text } scalar => scalar with { Text = Replace(scalar.Text, secret) },
            _ => node,
        };

    /// <summary>Whether a text is a secret's name.</summary>
    public static bool IsName(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !(char.IsAsciiLetter(text[0]) || text[0] == '_'))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!(char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    private static void Collect(ValueNode node, ImmutableArray<SecretReference>.Builder found)
    {
        switch (node)
        {
            case ValueNode.Map map:
                foreach (var entry in map.Entries)
                {
                    Collect(entry.Value, found);
                }

                break;
            case ValueNode.List list:
                foreach (var item in list.Items)
                {
                    Collect(item, found);
                }

                break;
            case ValueNode.Scalar { Kind: ScalarKind.Text } scalar:
                for (var at = 0; Next(scalar.Text, at) is var (start, end, name); at = end)
                {
                    found.Add(new SecretReference(name, scalar.PositionOf(start)));
                }

                break;
        }
    }

    private static string Replace(string text, Func<string, string> secret)
    {
        var replaced = new StringBuilder();
        var at = 0;
        while (Next(text, at) is var (start, end, name))
        {
            replaced.Append(text, at, start - at).Append(name.Length > 0 ? secret(name) : text[start..end]);
            at = end;
        }

        return at == 0 ? text : replaced.Append(text, at, text.Length - at).ToString();
    }

    private static (int Start, int End, string Name)? Next(string text, int from)
    {
        var start = text.IndexOf(Start, from, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var nameStart = start + Start.Length;
        var close = text.IndexOf('}', nameStart);
        return close >= 0 && IsName(text.AsSpan(nameStart, close - nameStart))
            ? (start, close + 1, text[nameStart..close])
            : (start, nameStart, "");
    }
}
