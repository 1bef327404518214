namespace PathToProd.Text.Tables;

/// <summary>What a piece of text means, so that a style can show it.</summary>
public enum Tone
{
    /// <summary>Nothing special.</summary>
    Normal,

    /// <summary>It went well.</summary>
    Good,

    /// <summary>It needs attention.</summary>
    Warning,

    /// <summary>It went wrong.</summary>
    Bad,

    /// <summary>Less important than the rest.</summary>
    Quiet,

    /// <summary>More important than the rest.</summary>
    Strong,
}

/// <summary>How text is shown where it goes: tones by colours or not at all, and how wide lines may be. Colours change no letter.</summary>
public sealed record Style
{
    /// <summary>How wide prose is where nothing limits it, and the least that anything is fitted to.</summary>
    private const int WidthOfProse = 100;
    private const int LeastWidth = 20;

    private const string Reset = "\e[0m";

    /// <summary>Text alone, as wide as it is: for files, pipes and <c>NO_COLOR</c>.</summary>
    public static Style Plain { get; } = new();

    /// <summary>ANSI colours of the basic eight, which every theme has: for terminals.</summary>
    public static Style Ansi { get; } = new() { HasColours = true };

    /// <summary>Whether tones are shown by colours.</summary>
    public bool HasColours { get; init; }

    /// <summary>How many columns the terminal has; null, the default, where nothing limits lines, so that programs read them whole.</summary>
    public int? Width { get; init; }

    /// <summary>How wide lines of prose may be: as wide as the terminal, else 100. Never less than 20.</summary>
    public int ProseWidth => Math.Max(LeastWidth, Width ?? WidthOfProse);

    /// <summary>The text as a terminal shows it in this tone.</summary>
    public string Show(string text, Tone tone) =>
        HasColours && tone != Tone.Normal && text.Length > 0 ? Start(tone) + text + Reset : text;

    /// <summary>Sentences in lines that fit; as they are where nothing limits them.</summary>
    public string Fit(string text) => Width is null ? text : string.Join('\n', Prose.Wrap(text, ProseWidth));

    private static string Start(Tone tone) =>
        tone switch
        {
            Tone.Good => "\e[32m",
            Tone.Warning => "\e[33m",
            Tone.Bad => "\e[31m",
            Tone.Quiet => "\e[2m",
            _ => "\e[1m",
        };
}
