namespace PathToProd.Text;

/// <summary>Digests as people read them.</summary>
public static class ShortDigest
{
    private const int ShownDigits = 8;

    /// <summary>Writes <c>sha256:ab12cd34</c>: enough to tell two artifacts apart, and to find the whole one in the ledger.</summary>
    public static string Text(string digest)
    {
        var start = digest.IndexOf(':') + 1;
        return digest.Length <= start + ShownDigits ? digest : digest[..(start + ShownDigits)];
    }
}
