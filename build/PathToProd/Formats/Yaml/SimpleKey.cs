namespace PathToProd.Formats.Yaml;

/// <summary>
/// What may turn out to be a key if a colon follows. It has to be on one line and short, so that a reader need not
/// look far ahead.
/// </summary>
/// <param name="Token">The number of its first token.</param>
/// <param name="Where">Where it begins.</param>
/// <param name="IsRequired">True when nothing but a key can stand there.</param>
internal sealed record SimpleKey(int Token, Mark Where, bool IsRequired)
{
    private const int MaxLength = 1024;

    public bool IsStale(Cursor cursor) => Where.Line < cursor.Line || cursor.Column - Where.Column > MaxLength;

    public YamlSyntaxException Missing() =>
        new(Where, "a key is expected here, but no colon follows it", "write key: value, or check the indentation");
}
