namespace PathToProd.Text;

/// <summary>Addresses as messages may show them.</summary>
public static class AddressText
{
    private const string Hidden = "***";

    /// <summary>An address without its user and password: <c>https://***@charts.example.com</c>. Any other text stays as it is.</summary>
    public static string Hide(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal) + "://".Length;
        if (start < "://".Length)
        {
            return text;
        }

        var end = text.AsSpan(start).IndexOfAny('/', '?', '#');
        var at = text.AsSpan(start, end < 0 ? text.Length - start : end).LastIndexOf('@');
        return at < 0 ? text : $"{text[..start]}{Hidden}{text[(start + at)..]}";
    }

    /// <summary>Whether an address names a user, or a password.</summary>
    public static bool NamesUser(string text) => Hide(text) != text;
}
