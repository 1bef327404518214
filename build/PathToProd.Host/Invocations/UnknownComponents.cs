using PathToProd.Text;

namespace PathToProd.Host.Invocations;

/// <summary>Refuses names that no component has.</summary>
internal static class UnknownComponents
{
    /// <summary>Reports all of them at once, each with the name that may have been meant.</summary>
    public static void Refuse(IEnumerable<string> asked, IReadOnlyCollection<string> known) =>
        PlatformException.ThrowIfAny([
            .. asked
                .Except(known, StringComparer.Ordinal)
                .Select(name => new Problem(
                    null,
                    $"there is no component {name}",
                    Suggestion.Fix(name, known, "component", "there are no components yet")
                )),
        ]);
}
