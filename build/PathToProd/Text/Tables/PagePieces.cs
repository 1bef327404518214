namespace PathToProd.Text.Tables;

/// <summary>Helps to keep a page below a limit by leaving out pieces as a whole.</summary>
internal static class PagePieces
{
    /// <summary>How much of one message is shown; its log has all of it.</summary>
    private const int MostOfMessage = 8 * 1024;

    /// <summary>The first pieces that there is room for.</summary>
    /// <param name="pieces">The pieces.</param>
    /// <param name="room">How much there is.</param>
    /// <param name="size">How much of it a piece takes.</param>
    /// <param name="length">How much they take.</param>
    public static List<string> Fitting(IEnumerable<string> pieces, int room, Func<string, int> size, out int length)
    {
        var fitting = new List<string>();
        length = 0;
        foreach (var piece in pieces)
        {
            var next = length + size(piece);
            if (next > room)
            {
                break;
            }

            fitting.Add(piece);
            length = next;
        }

        return fitting;
    }

    /// <summary>A message, cut between lines with how much is missing.</summary>
    public static string Short(string message)
    {
        if (message.Length <= MostOfMessage)
        {
            return message;
        }

        var cut = message.LastIndexOf('\n', MostOfMessage) is > 0 and var line ? line : MostOfMessage;
        return $"{message[..cut]}\n... {message.Length - cut} more characters are in the log";
    }
}
