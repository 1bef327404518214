namespace PathToProd.Facts.Changes;

/// <summary>Addresses of pages, which may come from strangers.</summary>
public static class HttpLink
{
    private const int Longest = 2_000;

    /// <summary>The address as it may stand in a link of Markdown; null for anything that is not the address of a page.</summary>
    public static string? Of(string? text) =>
        text is { Length: > 0 and <= Longest }
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address.UserInfo.Length == 0
            ? address
                .AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal)
                .Replace(")", "%29", StringComparison.Ordinal)
            : null;
}
