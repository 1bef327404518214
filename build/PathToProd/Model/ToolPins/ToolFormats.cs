using System.Diagnostics.CodeAnalysis;
using PathToProd.Formats.Shapes;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Model.ToolPins;

/// <summary>The kinds of short text that only <c>tools.yaml</c> holds.</summary>
internal static class ToolFormats
{
    public static readonly TextFormat<string> Program = TextFormats.Checked(
        "the name of a program such as helm",
        "^[A-Za-z0-9_-]+$",
        text =>
            text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
                ? null
                : new TextError(0, "it is empty or holds other characters", "use letters, digits, - and _")
    );

    /// <summary>A version that stays as it is written, as it becomes a part of addresses and folders.</summary>
    public static readonly TextFormat<string> Version = new(
        TextFormats.Version.Expected,
        TextFormats.Version.Pattern,
        (string text, [MaybeNullWhen(false)] out string value, out TextError error) =>
        {
            value = text;
            return SemVersion.TryParse(text, out _, out error);
        }
    );

    public static readonly TextFormat<AcceptedVersions> Accepted = new(
        $"{TextFormats.Range.Expected}, or {AcceptedVersions.Any.Text}",
        $"{TextFormats.Range.Pattern[..^1]}$|^{AcceptedVersions.Any.Text}$",
        (string text, [MaybeNullWhen(false)] out AcceptedVersions value, out TextError error) =>
        {
            error = default;
            value = text == AcceptedVersions.Any.Text ? AcceptedVersions.Any : null;
            if (value is null && VersionRange.TryParse(text, out var range, out error))
            {
                value = new AcceptedVersions(text, range);
            }

            return value is not null;
        }
    );

    public static readonly TextFormat<string> Machine = TextFormats.Checked(
        "a runtime identifier such as linux-x64",
        $"^({string.Join('|', RuntimeIdentifier.Known)})$",
        text =>
            RuntimeIdentifier.TryParse(text, out _)
                ? null
                : new TextError(0, "there is no such one", $"use one of {string.Join(", ", RuntimeIdentifier.Known)}")
    );

    public static readonly TextFormat<Digest> Digest = new(
        "a digest such as sha256:0123...",
        "^(sha256:[0-9A-Fa-f]{64}|sha512:[0-9A-Fa-f]{128})$",
        (string text, [MaybeNullWhen(false)] out Digest value, out TextError error) =>
        {
            error = new TextError(
                0,
                "it has another form",
                "write sha256: and 64 hexadecimal digits, or sha512: and 128"
            );
            return PathToProd.Text.Digest.TryParse(text, out value);
        }
    );

    /// <summary>Plain http is for tests on the machine itself: a digest guards the content, but not what is asked for.</summary>
    public static readonly TextFormat<string> Address = TextFormats.Checked(
        "a download address such as https://get.helm.sh/helm-v{version}-{os}-{arch}.tar.gz",
        "^(https://|http://(localhost|127\\.|\\[::1\\]))",
        text =>
            Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
                ? null
                : new TextError(0, "it does not start with https://", "write one that does")
    );

    public static readonly TextFormat<string> Member = TextFormats.Checked(
        "a path inside the archive such as bin/helm",
        TextFormats.OwnFile.Pattern,
        MemberProblem
    );

    public static readonly TextFormat<string> Archive = TextFormats.Checked(
        "a path of an archive inside the package such as lib/layer.zip",
        "^.*\\.(zip|tar\\.gz|tgz)$",
        text =>
            MemberProblem(text)
            ?? (
                IsArchive(text)
                    ? null
                    : new TextError(text.Length, "it is not an archive", "name a .zip, .tar.gz or .tgz of the package")
            )
    );

    public static readonly TextFormat<PinnedPackage> Package = new(
        "a package with its version such as name@1.2.3",
        "^.+@[0-9]+\\.[0-9]+\\.[0-9]+.*$",
        (string text, [MaybeNullWhen(false)] out PinnedPackage value, out TextError error) =>
        {
            // A name may have a scope: @scope/name.
            var at = text.LastIndexOf('@');
            error = new TextError(text.Length, "no version follows its name", "write it like name@1.2.3");
            value =
                at > 0 && SemVersion.TryParse(text[(at + 1)..], out _)
                    ? new PinnedPackage(text[..at], text[(at + 1)..])
                    : null;
            return value is not null;
        }
    );

    public static bool IsArchive(string template) =>
        template.EndsWith(".zip", StringComparison.Ordinal)
        || template.EndsWith(".tar.gz", StringComparison.Ordinal)
        || template.EndsWith(".tgz", StringComparison.Ordinal);

    private static TextError? MemberProblem(string text) =>
        RepositoryPath.ProblemIn(text) is { } wrong
            ? wrong with
            {
                Fix = "write it from the archive's root, with forward slashes and without ..",
            }
            : null;
}
