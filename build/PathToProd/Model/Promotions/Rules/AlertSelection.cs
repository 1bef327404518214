using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Model.Promotions.Rules;

/// <summary>Which alerts a gate is about: those with one of some severities and with all of some labels.</summary>
/// <param name="Severities">The values of the label <c>severity</c> of which one must be there; empty for any, and for none.</param>
/// <param name="Labels">The labels that must be there with exactly these values, by name.</param>
public sealed record AlertSelection(ImmutableArray<string> Severities, ImmutableSortedDictionary<string, string> Labels)
{
    /// <summary>The label that says how bad an alert is.</summary>
    public const string SeverityLabel = "severity";

    /// <summary>The alerts for which people are woken up.</summary>
    public static AlertSelection Critical { get; } =
        new(["critical"], ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>Whether a label may have a value; null where the label is missing.</summary>
    public bool Allows(string label, string? value) =>
        (label != SeverityLabel || Severities.IsEmpty || Severities.Contains(value ?? ""))
        && (!Labels.TryGetValue(label, out var wanted) || value == wanted);

    /// <summary>The labels that it looks at.</summary>
    public IEnumerable<string> Names => Severities.IsEmpty ? Labels.Keys : Labels.Keys.Append(SeverityLabel).Distinct();

    /// <inheritdoc />
    public bool Equals(AlertSelection? other) =>
        other is not null && Severities.SequenceEqual(other.Severities) && Labels.SequenceEqual(other.Labels);

    /// <inheritdoc />
    public override int GetHashCode() =>
        HashCode.Combine(Severities.Length, Severities.FirstOrDefault(), Labels.Count, Labels.FirstOrDefault());

    /// <summary>For messages: <c>severity critical or page and service="ingress"</c>; <c>any label</c> when it selects all.</summary>
    public override string ToString()
    {
        string[] parts =
        [
            .. Severities.IsEmpty ? [] : (string[])[$"severity {Prose.List(Severities, "or")}"],
            .. Labels.Select(label => $"{label.Key}=\"{label.Value}\""),
        ];
        return parts.Length == 0 ? "any label" : Prose.List(parts);
    }
}
