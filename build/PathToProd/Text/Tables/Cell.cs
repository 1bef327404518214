namespace PathToProd.Text.Tables;

/// <summary>A cell of a table: one line of text.</summary>
/// <param name="Text">The text. Control characters in it are shown as escapes.</param>
/// <param name="Tone">What it means.</param>
public sealed record Cell(string Text, Tone Tone = Tone.Normal)
{
    /// <summary>A cell of no special tone.</summary>
    public static implicit operator Cell(string text) => FromString(text);

    /// <summary>A cell of no special tone.</summary>
    public static Cell FromString(string text) => new(text);
}
