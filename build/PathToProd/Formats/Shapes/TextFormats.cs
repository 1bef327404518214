using System.Diagnostics.CodeAnalysis;
using PathToProd.Formats.Values;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Formats.Shapes;

/// <summary>The kinds of short text that manifests hold.</summary>
internal static class TextFormats
{
    /// <summary>At most 53 characters, which is Helm's limit for a release.</summary>
    public static readonly TextFormat<string> Name = NameFormat.Of("a name such as base-k8s", 53);

    /// <summary>A DNS label, which is Kubernetes' rule for a namespace.</summary>
    public static readonly TextFormat<string> Namespace = NameFormat.Of("a namespace such as ingress-system", 63);

    public static readonly TextFormat<SemVersion> Version = new(
        "a version such as 1.4.0",
        SemVersion.Pattern,
        SemVersion.TryParse
    );

    public static readonly TextFormat<VersionRange> Range = new(
        "a range of versions such as >=1.2 <2",
        VersionRange.Pattern,
        VersionRange.TryParse
    );

    public static readonly TextFormat<TimeLimit> DurationOrZero = new(
        Duration.Expected,
        Duration.Pattern,
        TimeLimit.TryParse
    );

    public static readonly TextFormat<TimeLimit> PositiveDuration = new(
        Duration.Expected,
        Duration.PositivePattern,
        TimeLimit.TryParsePositive
    );

    public static readonly TextFormat<string> Line = Checked(
        "one line of text",
        "^[^\\r\\n]*[^\\r\\n \\t][^\\r\\n]*$",
        text =>
            text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var at
                ? new TextError(at, "it has several lines", "keep one")
            : text.AsSpan().IndexOfAnyExcept(' ', '\t') < 0
                ? new TextError(0, "it is empty", "write something, or remove the key")
            : null
    );

    public static readonly TextFormat<string> ValueKey = Checked(
        "a path of keys such as cluster.name",
        ValuePath.Pattern,
        text =>
            ValuePath.Split(text) is null
                ? new TextError(
                    0,
                    "a key of it is empty or holds white space",
                    "write keys separated by dots; \\. is a dot in a key"
                )
                : null
    );

    public static readonly TextFormat<string> SecretName = Checked(
        "a name such as DATABASE_PASSWORD",
        SecretReference.NamePattern,
        text =>
            SecretReference.IsName(text)
                ? null
                : new TextError(0, "it holds other characters", "write letters, digits, _ and -, a letter first")
    );

    public static readonly TextFormat<string> Variable = Checked(
        "the name of an environment variable",
        "^[A-Za-z_][A-Za-z0-9_]*$",
        text =>
            SecretReference.IsName(text) && !text.Contains('-')
                ? null
                : new TextError(
                    0,
                    "it holds other characters",
                    "write letters, digits and _, a letter first, without $"
                )
    );

    public static readonly TextFormat<string> Setting = Checked(
        "the name of a setting such as bucket",
        "^[A-Za-z_][A-Za-z0-9_-]*$",
        text =>
            SecretReference.IsName(text)
                ? null
                : new TextError(0, "it holds other characters", "write letters, digits, _ and -, a letter first")
    );

    public static readonly TextFormat<string> Resource = Checked(
        "a kind and a name such as deployment/ingress",
        "^[a-z][a-z0-9.-]*/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$",
        ResourceProblem
    );

    /// <summary>A file of the component's own folder.</summary>
    public static readonly TextFormat<string> OwnFile = Checked(
        "a path inside the component's folder such as tests/smoke.sh",
        "^(?!/)(?!(?:[^\\r\\n]*/)?\\.\\.?(?:/|$))(?![^\\r\\n]*//)[^\\\\\\r\\n:]*[^\\\\\\r\\n:/]$",
        RepositoryPath.ProblemIn
    );

    /// <summary>A file of the repository.</summary>
    public static readonly TextFormat<string> RepositoryFile = OwnFile with
    {
        Expected = "a path inside the repository such as docs/owners.txt",
    };

    /// <summary>A format that keeps the text as it is.</summary>
    public static TextFormat<string> Checked(string expected, string pattern, Func<string, TextError?> problem) =>
        new(
            expected,
            pattern,
            (string text, [MaybeNullWhen(false)] out string value, out TextError error) =>
            {
                value = text;
                var wrong = problem(text);
                error = wrong ?? default;
                return wrong is null;
            }
        );

    private static TextError? ResourceProblem(string text)
    {
        var slash = text.IndexOf('/');
        if (slash < 1 || slash == text.Length - 1)
        {
            return new TextError(
                Math.Max(slash, 0),
                "it is not kind/name",
                "write it as kubectl does: deployment/ingress"
            );
        }

        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            var isEdge = at == slash + 1 || at == text.Length - 1;
            var fits =
                at == slash
                || (at == 0 ? char.IsAsciiLetterLower(c) : char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
                || at > 0 && !isEdge && c is '-' or '.';
            if (!fits)
            {
                return new TextError(
                    at,
                    $"{VersionText.Show(c)} is not allowed here",
                    "write lower-case letters, digits, dashes and dots"
                );
            }
        }

        return null;
    }
}
