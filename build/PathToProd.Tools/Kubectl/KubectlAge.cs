using PathToProd.Model.ToolPins;

namespace Cake.Kubectl;

/// <summary>What an old kubectl fails with, and what one that is far from the cluster's version fails with.</summary>
internal static class KubectlAge
{
    public static IReadOnlyList<SignOfAge> Signs { get; } =
    [
        new("unknown flag", "A setting of the call is newer than it"),
        new("unknown shorthand flag", "A setting of the call is newer than it"),
        new("unknown command", "The command is newer than it"),
        new("unable to match a printer suitable for the output format", "The format of the output is newer than it"),
        new("unrecognized condition", "What is waited for is newer than it") { Since = "1.23.0" },
    ];

    /// <summary>What kubectl and an API server that do not know each other's requests fail with.</summary>
    private static readonly string[] SignsOfSkew =
    [
        "the server could not find the requested resource",
        "failed to download openapi",
        "unsupported media type",
        "the body of the request was in an unknown format",
        "the server rejected our request for an unknown reason",
    ];

    /// <summary>Whether a failure may come from two versions that are too far apart.</summary>
    public static bool MayBeSkew(string text) =>
        SignsOfSkew.Any(sign => text.Contains(sign, StringComparison.OrdinalIgnoreCase));

    /// <summary>What to do about two versions that are further apart than kubectl supports; null when they are not.</summary>
    public static string? ExplainSkew(KubectlVersion versions)
    {
        if (Minor(versions.Client) is not { } client || Minor(versions.Server) is not { } server)
        {
            return null;
        }

        var apart = Math.Abs(client - server);
        return apart > 1
            ? $"kubectl {versions.Client} is {apart} minor versions {(client > server ? "newer" : "older")} than the cluster, "
                + $"{versions.Server}, and works with one at most. Put kubectl 1.{server} first on the PATH, then run the stage again."
            : null;
    }

    private static int? Minor(string? version) =>
        version?.Split('.') is ["1", var minor, ..] && int.TryParse(minor, out var number) ? number : null;
}
