using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using PathToProd.Model.Charts;
using PathToProd.Text;

namespace PathToProd.Model.Components;

/// <summary>
/// A Git repository as Terraform writes one: <c>git::https://git.example.com/network.git//modules/vpc?ref=v{version}</c>.
/// </summary>
/// <param name="Remote">What Git calls it: an address, or <c>git@git.example.com:network.git</c>.</param>
/// <param name="Folder">The folder in it that holds the module; null when the source does not say it.</param>
/// <param name="Tag">The tag of a version, with <c>{version}</c> where the version stands.</param>
public sealed partial record GitSource(string Remote, string? Folder, string Tag)
{
    /// <summary>What such a source begins with.</summary>
    public const string Scheme = "git::";

    /// <summary>The forms that are taken. There is no room for a password, and none for a branch.</summary>
    internal const string Pattern =
        $"^git::(?<remote>(?:https?://{Host}|ssh://(?:{User}@)?{Host}|file://)(?:/{Part})+|{User}@[A-Za-z0-9.-]+:/?{Part}(?:/{Part})*)"
        + $"(?://(?<folder>{Part}(?:/{Part})*))?(?:\\?ref=(?<tag>[A-Za-z0-9._/+-]*\\{{version\\}}[A-Za-z0-9._/+-]*))?$";

    private const string Host = "[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?";
    private const string User = "[A-Za-z0-9_][A-Za-z0-9_.-]*";
    private const string Part = "(?!\\.\\.?(?:[/?]|$))[A-Za-z0-9._~%+@-]+";
    private const string Place = "{version}";

    /// <summary>Reads a source; false when it is none of these forms.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out GitSource? source, out TextError error)
    {
        // $ matches before a line break at the end as well.
        var isOne = text.StartsWith(Scheme, StringComparison.Ordinal) && !text.EndsWith('\n');
        var match = isOne ? Whole().Match(text) : Match.Empty;
        source = match.Success
            ? new GitSource(match.Groups["remote"].Value, Found(match, "folder"), Found(match, "tag") ?? Place)
            : null;
        error = match.Success ? default : Error(text);
        return match.Success;
    }

    /// <summary>The tag that a version has by what the source says.</summary>
    public string TagOf(string version) => Tag.Replace(Place, version, StringComparison.Ordinal);

    /// <summary>The version that a tag names; null when it names none.</summary>
    public string? VersionOf(string tag)
    {
        var at = Tag.IndexOf(Place, StringComparison.Ordinal);
        var (start, end) = (Tag[..at], Tag[(at + Place.Length)..]);
        return
            tag.Length > start.Length + end.Length
            && tag.StartsWith(start, StringComparison.Ordinal)
            && tag.EndsWith(end, StringComparison.Ordinal)
            && tag[start.Length..^end.Length] is var version
            && ChartVersion.TryParse(version, out _)
            ? version
            : null;
    }

    private static string? Found(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? found.Value : null;

    private static TextError Error(string text)
    {
        var reference = text.IndexOf("?ref=", StringComparison.Ordinal);
        return reference >= 0 && !text.Contains(Place, StringComparison.Ordinal)
            ? new TextError(
                reference + 1,
                "its ref does not say where the version stands",
                "write ?ref=v{version}, and the version beside it: version: 1.2.3"
            )
            : new TextError(
                Scheme.Length,
                "it is no address that Git and we can use",
                "write git::https://host/path, git::ssh://git@host/path, git::git@host:path or git::file:///path, without a password; then //folder and ?ref=v{version} where you need them"
            );
    }

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
