namespace PathToProd.Text;

/// <summary>Commits as people read them.</summary>
public static class ShortCommit
{
    private const int ShownDigits = 8;

    /// <summary>Writes <c>0123abcd</c>, and keeps what follows a plus.</summary>
    public static string Text(string? commit)
    {
        var parts = (commit ?? "").Split('+', 2);
        var digits = parts[0].Length > ShownDigits ? parts[0][..ShownDigits] : parts[0];
        return parts.Length > 1 ? $"{digits}+{parts[1]}" : digits;
    }
}
