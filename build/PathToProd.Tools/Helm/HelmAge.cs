using PathToProd.Model.ToolPins;

namespace Cake.Helm;

/// <summary>
/// What an old Helm fails with on charts that are right. The template language is Go's, which Helm takes over with the Go that
/// it is built with; charts use functions of Helm and of its library Sprig as soon as these have them.
/// </summary>
internal static class HelmAge
{
    public static IReadOnlyList<SignOfAge> Signs { get; } =
    [
        new("incompatible types for comparison", "Charts compare values that may be missing, which older ones cannot")
        {
            Since = "3.10.0",
        },
        new(
            "nil pointer evaluating",
            "Charts rely on `and` and `or` that stop at the first answer, which older ones do not"
        )
        {
            Since = "3.10.0",
        },
        new(": function \"", "Charts use functions that older ones do not have"),
        new("<with> in else", "Charts use `else with`, which older ones cannot read") { Since = "3.17.0" },
        new("range can't iterate over", "Charts count with `range`, which older ones cannot"),
        new("in type *chartutil.", "Charts ask for what older ones do not know about the cluster or the release"),
        new("in type chartutil.", "Charts ask for what older ones do not know about the cluster or the release"),
        new("HELM_EXPERIMENTAL_OCI", "Charts are kept in OCI registries, which older ones treat as an experiment")
        {
            Since = "3.8.0",
        },
        new(
            "could not find protocol handler for: oci",
            "Charts are kept in OCI registries, which older ones do not know"
        )
        {
            Since = "3.8.0",
        },
        new("unknown flag", "A setting of the call is newer than it"),
        new("unknown shorthand flag", "A setting of the call is newer than it"),
        new("unknown command", "The command is newer than it"),
    ];
}
