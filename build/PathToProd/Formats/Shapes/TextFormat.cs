using System.Diagnostics.CodeAnalysis;
using PathToProd.Text;

namespace PathToProd.Formats.Shapes;

/// <summary>Reads a text, or says why it cannot.</summary>
internal delegate bool TextParser<T>(string text, [MaybeNullWhen(false)] out T value, out TextError error);

/// <summary>A kind of short text. Its pattern is for editors; its parser accepts the same texts, and a test compares the two.</summary>
/// <param name="Expected">What is expected, with an article: <c>a version such as 1.4.0</c>.</param>
/// <param name="Pattern">An ECMAScript pattern, anchored at both ends.</param>
/// <param name="Parser">Reads it, without the cost of a regular expression at start-up.</param>
internal sealed record TextFormat<T>(string Expected, string Pattern, TextParser<T> Parser)
{
    /// <summary>What is wrong with a text, as every message says it. A password that does not belong into an address is not shown.</summary>
    public string Refusal(string label, string text, TextError error) =>
        $"{label} must be {Expected}, and \"{AddressText.Hide(text.ReplaceLineEndings(" "))}\" is not: {error.What}";
}
