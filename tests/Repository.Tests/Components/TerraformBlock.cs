using System.Text.RegularExpressions;

namespace Repository.Tests.Components;

/// <summary>A top-level block of a formatted Terraform file, where the closing brace alone stands at column one.</summary>
internal sealed partial record TerraformBlock(string File, string Kind, string[] Labels, string Body)
{
    /// <summary>What the block declares: its last label.</summary>
    public string Name => Labels.Length > 0 ? Labels[^1] : "";

    public static IEnumerable<TerraformBlock> Of(string file, string text) =>
        Block()
            .Matches(WholeComment().Replace(text, ""))
            .Select(match => new TerraformBlock(
                file,
                match.Groups["kind"].Value,
                [.. match.Groups["label"].Captures.Select(label => label.Value)],
                match.Groups["body"].Value
            ));

    /// <summary>Whether the block says a value for the attribute, at its own level.</summary>
    public bool Has(string attribute) => Regex.IsMatch(Body, $"^  {attribute} +=", RegexOptions.Multiline);

    /// <summary>The names that the block gives to values of its own: those of <c>locals</c>.</summary>
    public IEnumerable<string> Locals => Attribute().Matches(Body).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(
        """^(?<kind>[a-z_]+)(?: "(?<label>[^"]+)")* \{(?:\n(?<body>.*?)^\}|(?<body>[^\n]*)\})""",
        RegexOptions.Multiline | RegexOptions.Singleline
    )]
    private static partial Regex Block();

    [GeneratedRegex("^ *#[^\n]*$", RegexOptions.Multiline)]
    private static partial Regex WholeComment();

    [GeneratedRegex("^  (?<name>[A-Za-z0-9_-]+) +=", RegexOptions.Multiline)]
    private static partial Regex Attribute();
}
