using System.Collections.Immutable;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Facts.Monitoring;

/// <summary>The labels of an alert, which identify it. Two are equal when their labels are.</summary>
public sealed class LabelSet : IEquatable<LabelSet>
{
    /// <summary>The label that names the alert.</summary>
    public const string AlertName = "alertname";

    private readonly string _text;

    /// <summary>A set of labels, by name. An empty value is as good as no label, as in Prometheus.</summary>
    public LabelSet(IEnumerable<KeyValuePair<string, string>> labels)
    {
        All = labels
            .Where(label => label.Value.Length > 0)
            .ToImmutableSortedDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal);
        _text = Write(All);
    }

    /// <summary>The labels, by name.</summary>
    public ImmutableSortedDictionary<string, string> All { get; }

    /// <summary>The alert's name; empty when it has none.</summary>
    public string Alert => this[AlertName] ?? "";

    /// <summary>The value of a label; null when it is missing.</summary>
    public string? this[string name] => All.GetValueOrDefault(name);

    /// <summary>The labels but one.</summary>
    public LabelSet Without(string name) => new(All.Remove(name));

    /// <summary>Whether an alert with these labels is one that a gate is about.</summary>
    public bool Fits(AlertSelection selection) => selection.Names.All(name => selection.Allows(name, this[name]));

    /// <summary>
    /// Whether two programs may mean the same alert: the name, and every label that both have. On the way from Prometheus to Alertmanager labels are
    /// added (<c>external_labels</c>) and removed (<c>alert_relabel_configs</c>).
    /// </summary>
    public bool MayBe(LabelSet other) =>
        Alert == other.Alert && All.All(label => other[label.Key] is not { } value || value == label.Value);

    /// <inheritdoc />
    public bool Equals(LabelSet? other) => other is not null && other._text == _text;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    /// <inheritdoc />
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>As PromQL writes it: <c>HighLatency{service="ingress"}</c>.</summary>
    public override string ToString() => _text;

    private static string Write(ImmutableSortedDictionary<string, string> labels)
    {
        var others = labels
            .Where(label => label.Key != AlertName)
            .Select(label => $"{label.Key}=\"{PromQuery.Escape(label.Value)}\"")
            .ToArray();
        var name = labels.GetValueOrDefault(AlertName, "");
        return Printable.Line(others.Length == 0 && name.Length > 0 ? name : $"{name}{{{string.Join(',', others)}}}");
    }
}
