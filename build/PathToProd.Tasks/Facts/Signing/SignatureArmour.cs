using System.Text;

namespace PathToProd.Tasks.Facts.Signing;

/// <summary>SSH signatures as lines in a file of their own, and as one word for a line of something else.</summary>
public static class SignatureArmour
{
    private const string Begin = "-----BEGIN SSH SIGNATURE-----";
    private const string End = "-----END SSH SIGNATURE-----";
    private const int LineLength = 70;

    /// <summary>A signature as ssh-keygen writes it to a file.</summary>
    public static string Put(string signature)
    {
        var text = new StringBuilder(Begin).Append('\n');
        for (var at = 0; at < signature.Length; at += LineLength)
        {
            text.Append(signature.AsSpan(at, Math.Min(LineLength, signature.Length - at))).Append('\n');
        }

        return text.Append(End).Append('\n').ToString();
    }

    /// <summary>The signature alone.</summary>
    public static string Remove(string armoured) =>
        string.Concat(
            armoured
                .ReplaceLineEndings("\n")
                .Split('\n', StringSplitOptions.TrimEntries)
                .Where(line => line is not (Begin or End))
        );
}
