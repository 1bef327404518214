namespace PathToProd.Reporting;

/// <summary>What a piece of text means, so that a style can show it.</summary>
public enum Tone
{
    /// <summary>Nothing special.</summary>
    Normal,

    /// <summary>It went well.</summary>
    Good,

    /// <summary>Somebody should look.</summary>
    Warning,

    /// <summary>It went wrong.</summary>
    Bad,

    /// <summary>Less important than the rest.</summary>
    Quiet,

    /// <summary>More important than the rest.</summary>
    Strong,
}

/// <summary>How tones are shown: by colours, or not at all. The letters are the same in either.</summary>
public abstract class Style
{
    /// <summary>Text alone: for files, pipes and <c>NO_COLOR</c>.</summary>
    public static Style Plain { get; } = new PlainStyle();

    /// <summary>ANSI colours of the basic eight, which every theme has: for terminals.</summary>
    public static Style Ansi { get; } = new AnsiStyle();

    /// <summary>The text as a terminal shows it in this tone.</summary>
    public abstract string Show(string text, Tone tone);

    private sealed class PlainStyle : Style
    {
        public override string Show(string text, Tone tone) => text;
    }

    private sealed class AnsiStyle : Style
    {
        private const string Reset = "\e[0m";

        public override string Show(string text, Tone tone) =>
            tone == Tone.Normal || text.Length == 0 ? text : Start(tone) + text + Reset;

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
}
