using System.Collections.Immutable;
using System.Globalization;
using PathToProd.Formats.Yaml;
using PathToProd.Text;

namespace PathToProd.Model.Kubernetes;

/// <summary>
/// Scalars without quotes that Kubernetes takes for something else than who wrote them: numbers and Booleans where the API
/// wants text, which it refuses, and numbers that are likely to be identifiers, which lose what distinguishes them.
/// </summary>
public static class ScalarChecks
{
    /// <summary>The largest whole number up to which a program that reads numbers as floats loses no digit: 2^53.</summary>
    private const ulong MaxExact = 9_007_199_254_740_992;

    /// <summary>What the API server would refuse, as it wants text there.</summary>
    /// <param name="document">A rendered document.</param>
    /// <param name="file">What the rendered text is called in problems.</param>
    public static IEnumerable<Problem> Refused(KubernetesDocument document, string file) =>
        from place in ScalarPlaces.Of(document)
        where WantsText(document, place.Path)
        let meaning = ScalarMeaning.Of(place.Scalar)
        where meaning is not (null or string)
        select new Problem(
            document.Origin!.At(file, place.Scalar),
            $"{document} has {Describe(meaning)} at {ScalarPlaces.Show(place.Path)}, where Kubernetes takes only text",
            $"quote it: \"{place.Scalar.Text}\""
        );

    /// <summary>What is a number to Kubernetes, and looks like an identifier: <c>12e03</c>, or more than 2^53.</summary>
    /// <param name="document">A rendered document.</param>
    /// <param name="file">What the rendered text is called in problems.</param>
    public static IEnumerable<Problem> Doubtful(KubernetesDocument document, string file) =>
        document.IsCustomResourceDefinition
            ? [] // the bounds of a schema are numbers, and large ones
            : from place in ScalarPlaces.Of(document)
            where place.Scalar is { IsPlain: true, Tag: "" } && !WantsText(document, place.Path)
            let doubt = Doubt(place.Scalar.Text, ScalarMeaning.Of(place.Scalar))
            where doubt is not null
            select new Problem(
                document.Origin!.At(file, place.Scalar),
                $"{document} has {place.Scalar.Text} at {ScalarPlaces.Show(place.Path)}, which is {doubt}",
                $"quote it if it is an identifier: \"{place.Scalar.Text}\""
            );

    private static string? Doubt(string text, object? meaning)
    {
        var isWhole =
            meaning is long or ulong || meaning is double && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
        var magnitude = meaning switch
        {
            long whole => (ulong)Math.Abs((decimal)whole),
            ulong whole => whole,
            double real and < ulong.MaxValue => (ulong)Math.Abs(real),
            _ => ulong.MaxValue,
        };
        return isWhole && magnitude > MaxExact ? "a number whose last digits many programs lose"
            : meaning is double && text.All(c => char.IsAsciiDigit(c) || c is 'e' or 'E') ? Describe(meaning)
            : null;
    }

    private static bool WantsText(KubernetesDocument document, ImmutableArray<string> path) =>
        path switch
        {
            ["apiVersion" or "kind"] or ["metadata", "name" or "namespace" or "generateName"] => true,
            ["metadata", "labels" or "annotations", _] => true,
            ["data" or "stringData" or "binaryData", _] => document is { Group: "", Kind: "ConfigMap" or "Secret" },
            ["spec", ..] when document.PodSpec is not null => IsTextOfPods(path),
            _ => false,
        };

    private static bool IsTextOfPods(ImmutableArray<string> path) =>
        path switch
        {
            [.., "template", "metadata", "labels" or "annotations", _] => true,
            [.., "spec", "nodeSelector", _] or ["spec", "selector", "matchLabels", _] => true,
            [.., "containers" or "initContainers", ScalarPlaces.Item, "name" or "image"] => true,
            [.., "containers" or "initContainers", ScalarPlaces.Item, "args" or "command", ScalarPlaces.Item] => true,
            [.., "containers" or "initContainers", ScalarPlaces.Item, "env", ScalarPlaces.Item, "name" or "value"] =>
                true,
            _ => false,
        };

    private static string Describe(object? meaning) =>
        meaning switch
        {
            true => "true",
            false => "false",
            _ => string.Create(CultureInfo.InvariantCulture, $"the number {meaning}"),
        };
}
