using System.Net;
using System.Text;
using System.Text.Json;

namespace PathToProd.Tools.Processes;

/// <summary>The ways in which a secret may turn up in a text.</summary>
internal static class SecretForms
{
    // Shorter inner parts of base64 turn up by chance.
    private const int ShortestInnerBase64 = 8;

    internal static IEnumerable<string> Of(string secret)
    {
        foreach (var value in (IEnumerable<string>)[secret, secret.Trim(), .. Lines(secret)])
        {
            if (value.Length >= 3)
            {
                foreach (var form in OfValue(value))
                {
                    yield return form;
                }
            }
        }
    }

    private static string[] Lines(string secret) =>
        secret.AsSpan().ContainsAny('\r', '\n')
            ? secret.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [];

    private static IEnumerable<string> OfValue(string value)
    {
        // JSON that was encoded again, as for a Secret of Kubernetes, has the escaped form in it.
        string[] plain =
        [
            value,
            JsonEncodedText.Encode(value).ToString(),
            JsonEncodedText
                .Encode(value, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)
                .ToString(),
        ];
        var url = Uri.EscapeDataString(value);
        yield return url;
        yield return WebUtility.UrlEncode(value);
        yield return LowerCaseEscapes(url);
        foreach (var text in plain.Distinct(StringComparer.Ordinal))
        {
            yield return text;
            foreach (var base64 in Base64(Encoding.UTF8.GetBytes(text)))
            {
                yield return base64;
                yield return base64.Replace('+', '-').Replace('/', '_');
            }
        }
    }

    private static string LowerCaseEscapes(string url)
    {
        var text = new StringBuilder(url);
        for (var at = 0; at + 2 < text.Length; at++)
        {
            if (text[at] == '%')
            {
                text[at + 1] = char.ToLowerInvariant(text[at + 1]);
                text[at + 2] = char.ToLowerInvariant(text[at + 2]);
            }
        }

        return text.ToString();
    }

    /// <summary>The whole in base64, and the part that is the same whatever stands before and after it (as in <c>user:password</c>).</summary>
    private static IEnumerable<string> Base64(byte[] bytes)
    {
        yield return Convert.ToBase64String(bytes).TrimEnd('=');
        for (var offset = 0; offset < 3; offset++)
        {
            var encoded = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            var start = offset == 0 ? 0 : offset + 1;
            var end = (offset + bytes.Length) * 8 / 6;
            if (end - start >= ShortestInnerBase64)
            {
                yield return encoded[start..end];
            }
        }
    }
}
