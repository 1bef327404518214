using System.Diagnostics.CodeAnalysis;
using PathToProd.Formats.Shapes;
using PathToProd.Text;

namespace PathToProd.Model.Components;

/// <summary>Absolute http and https addresses.</summary>
internal static class HttpFormat
{
    private const string Label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    public static readonly TextFormat<Uri> Address = new(
        "an address such as http://localhost:8080/healthz",
        $"^https?://{Label}(?:\\.{Label})*(?::(?:[1-9][0-9]{{0,3}}|[1-5][0-9]{{4}}))?(?:[/?#][!-~]*)?$",
        TryParse
    );

    private static bool TryParse(string text, [MaybeNullWhen(false)] out Uri address, out TextError error)
    {
        address = null;
        var scheme =
            text.StartsWith("http://", StringComparison.Ordinal) ? 7
            : text.StartsWith("https://", StringComparison.Ordinal) ? 8
            : 0;
        if (scheme == 0)
        {
            error = new TextError(0, "it does not begin with http:// or https://", "write the whole address");
            return false;
        }

        var path = text.AsSpan(scheme).IndexOfAny('/', '?', '#');
        var end = path < 0 ? text.Length : scheme + path;
        if (text.AsSpan(end).ContainsAnyExceptInRange('!', '~'))
        {
            error = new TextError(
                end,
                "its path holds a space or a character that is not ASCII",
                "write it with % escapes"
            );
            return false;
        }

        if (IsAuthority(text.AsSpan(scheme, end - scheme)) && Uri.TryCreate(text, UriKind.Absolute, out address))
        {
            error = default;
            return true;
        }

        error = new TextError(
            scheme,
            "its host or port is wrong",
            "write a host name, and a port below 60000 after a colon if it needs one"
        );
        return false;
    }

    private static bool IsAuthority(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        if (colon >= 0)
        {
            var port = text[(colon + 1)..];
            if (
                port.Length is 0 or > 5
                || port.ContainsAnyExceptInRange('0', '9')
                || port[0] == '0'
                || port.Length == 5 && port[0] > '5'
            )
            {
                return false;
            }

            text = text[..colon];
        }

        foreach (var range in text.Split('.'))
        {
            var label = text[range];
            if (
                label.Length is 0 or > 63
                || !char.IsAsciiLetterOrDigit(label[0])
                || !char.IsAsciiLetterOrDigit(label[^1])
            )
            {
                return false;
            }

            foreach (var c in label)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                {
                    return false;
                }
            }
        }

        return true;
    }
}
