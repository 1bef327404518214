using PathToProd.Text;

namespace PathToProd.Host.Invocations;

/// <summary>Where messages go: to standard error, or above what a terminal shows of a run while one goes on.</summary>
internal sealed class Messages(TextWriter error)
{
    /// <summary>What takes messages instead; null while nothing is shown that they would tear apart.</summary>
    public Action<string>? Instead { get; set; }

    /// <summary>Writes a message, in which nothing does more than stand there.</summary>
    public void Say(string text)
    {
        if (Instead is { } instead)
        {
            instead(text);
        }
        else
        {
            error.WriteLine(Printable.Message(text));
        }
    }
}
