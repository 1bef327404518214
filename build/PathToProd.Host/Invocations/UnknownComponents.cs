using PathToProd.Text;

namespace PathToProd.Host.Invocations;

/// <summary>Refuses names that no component has.</summary>
internal static class UnknownComponents
{
    /// <summary>Reports all of them at once, each with the name that may have been meant.</summary>
    /// <param name="asked">The names.</param>
    /// <param name="known">The components.</param>
    /// <param name="groups">The groups, which may have been meant too. Default: none.</param>
    public static void Refuse(
        IEnumerable<string> asked,
        IReadOnlyCollection<string> known,
        IReadOnlyCollection<string>? groups = null
    ) =>
        PlatformException.ThrowIfAny([
            .. asked
                .Except(known, StringComparer.Ordinal)
                .Select(name => new Problem(
                    null,
                    $"there is no component {(groups is { Count: > 0 } ? "or group " : "")}{name}",
                    Suggestion.Fix(
                        name,
                        [.. known, .. groups ?? []],
                        groups is { Count: > 0 } ? "component or group" : "component",
                        "there are no components yet",
                        groups is { Count: > 0 } ? "components and groups" : null
                    )
                )),
        ]);
}
