namespace PathToProd.Formats.Yaml;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    StreamEnd,
    VersionDirective,
    TagDirective,
    DocumentStart,
    DocumentEnd,
    BlockListStart,
    BlockMapStart,
    BlockEnd,
    FlowListStart,
    FlowListEnd,
    FlowMapStart,
    FlowMapEnd,
    BlockEntry,
    FlowEntry,
    Key,
    Value,
    Alias,
    Anchor,
    Tag,
    Scalar,
}

/// <summary>A piece of YAML: an indicator, a name or a scalar.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">The offset at which it ends.</param>
internal readonly record struct Token(TokenKind Kind, Mark Start, int End)
{
    /// <summary>A scalar's text, an anchor's name, a tag's suffix, or a directive's value.</summary>
    public string Text { get; init; } = "";

    /// <summary>A tag's handle; empty for one that is written out.</summary>
    public string Handle { get; init; } = "";

    /// <summary>True for a scalar without quotes, outside a block of text.</summary>
    public bool IsPlain { get; init; }

    /// <summary>The place after an indicator, which is on one line.</summary>
    public Mark AfterIt => new(End, Start.Line, Start.Column + End - Start.Index);
}
