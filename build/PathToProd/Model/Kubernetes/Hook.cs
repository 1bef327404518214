using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace PathToProd.Model.Kubernetes;

/// <summary>
/// What makes a resource a hook: Helm makes it at certain events of a release, and it is not a part of the release itself. Applying
/// it like any other resource runs it at once.
/// </summary>
/// <param name="Events">When Helm makes it, as Helm writes it (<c>pre-install</c>), in the order of the annotation.</param>
/// <param name="Weight">Hooks of one event are made from the lowest weight to the highest. Default: 0.</param>
/// <param name="DeletePolicies">When Helm deletes it (<c>hook-succeeded</c>). Default: <c>before-hook-creation</c>.</param>
public sealed record Hook(ImmutableArray<string> Events, int Weight, ImmutableArray<string> DeletePolicies)
{
    /// <summary>The annotation that makes a resource a hook.</summary>
    public const string Annotation = "helm.sh/hook";

    private const string WeightAnnotation = "helm.sh/hook-weight";
    private const string DeleteAnnotation = "helm.sh/hook-delete-policy";
    private const string DefaultDeletePolicy = "before-hook-creation";

    /// <summary>Whether Helm makes it when a release is installed or upgraded, and not only when one is removed, rolled back or tested.</summary>
    public bool IsMadeByDeployment =>
        Events.Any(one => one is "pre-install" or "post-install" or "pre-upgrade" or "post-upgrade");

    /// <summary>Whether only <c>helm test</c> makes it.</summary>
    public bool IsTest => Events.All(IsTestEvent);

    /// <summary>Whether <c>helm test</c> makes it, alone or among others: where tests are skipped, Helm leaves all of it out.</summary>
    public bool IsSkippedWithTests => Events.Any(IsTestEvent);

    /// <summary>Whether it is still there once Helm is done, if all went well: another resource may go with it.</summary>
    public bool StaysAfterSuccess => IsMadeByDeployment && !DeletePolicies.Contains("hook-succeeded");

    /// <summary>What makes a document a hook; null when it is not one.</summary>
    public static Hook? Of(KubernetesDocument document)
    {
        if ((document.Json["metadata"] as JsonObject)?["annotations"] is not JsonObject annotations)
        {
            return null;
        }

        var events = Words(annotations, Annotation);
        if (events.IsEmpty)
        {
            return null;
        }

        var weight = Text(annotations, WeightAnnotation);
        var policies = Words(annotations, DeleteAnnotation);
        return new Hook(
            events,
            int.TryParse(weight, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : 0,
            policies.IsEmpty ? [DefaultDeletePolicy] : policies
        );
    }

    /// <summary>The events as people read them: <c>pre-install, pre-upgrade</c>.</summary>
    public override string ToString() => string.Join(", ", Events);

    /// <inheritdoc />
    public bool Equals(Hook? other) =>
        other is not null
        && Weight == other.Weight
        && Events.SequenceEqual(other.Events)
        && DeletePolicies.SequenceEqual(other.DeletePolicies);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Weight, Events.Length, DeletePolicies.Length);

    // test-success is its old name.
    private static bool IsTestEvent(string name) => name is "test" or "test-success";

    /// <summary>Helm's own way with such lists: commas, white space around words, any case.</summary>
    private static ImmutableArray<string> Words(JsonObject annotations, string key) =>
        [
            .. (Text(annotations, key) ?? "")
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(word => word.ToLowerInvariant()),
        ];

    private static string? Text(JsonObject annotations, string key) => (annotations[key] as JsonValue)?.ToString();
}
