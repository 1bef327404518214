using System.Collections.Immutable;
using PathToProd.Model.Promotions.Rules;

namespace PathToProd.Facts.Monitoring;

/// <summary>The rules of Prometheus, and how they are.</summary>
public sealed record PrometheusRules
{
    /// <summary>The time by the server's own clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it began. What fired before is known again only after its rules were evaluated twice.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The rules, in the order of their groups.</summary>
    public required ImmutableArray<PrometheusRule> All { get; init; }

    /// <summary>The rules that may make alerts that a gate is about, and the watchdog's.</summary>
    public IEnumerable<PrometheusRule> About(AlertSelection selection, string? watchdog) =>
        All.Where(rule => rule.IsAlert && (rule.Name == watchdog || rule.MayMake(selection)));

    /// <summary>The longest time between two evaluations of those rules; a minute, Prometheus' default, when there is none.</summary>
    public TimeSpan Interval(AlertSelection selection, string? watchdog) =>
        About(selection, watchdog).Select(rule => rule.Interval).DefaultIfEmpty(TimeSpan.FromMinutes(1)).Max();
}

/// <summary>A rule of Prometheus.</summary>
public sealed record PrometheusRule
{
    /// <summary>Its name: of the alerts that it makes, or of the series that it records.</summary>
    public required string Name { get; init; }

    /// <summary>The group's name.</summary>
    public required string Group { get; init; }

    /// <summary>The time between two evaluations.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Whether it makes alerts; else it records a series.</summary>
    public required bool IsAlert { get; init; }

    /// <summary>Its expression.</summary>
    public required string Query { get; init; }

    /// <summary>The labels that it gives, by name; a value may be a template.</summary>
    public required ImmutableSortedDictionary<string, string> Labels { get; init; }

    /// <summary>How the last evaluation went.</summary>
    public required RuleHealth Health { get; init; }

    /// <summary>Why the last evaluation failed; empty when it did not.</summary>
    public string Error { get; init; } = "";

    /// <summary>When it was last evaluated; null when it never was.</summary>
    public DateTimeOffset? Evaluated { get; init; }

    /// <summary>The alerts that hold, firing or not yet.</summary>
    public ImmutableArray<RuleAlert> Alerts { get; init; } = [];

    /// <summary>Whether it may make an alert that a gate is about: labels that it does not give may come from the series.</summary>
    public bool MayMake(AlertSelection selection) =>
        selection.Names.All(label =>
            label == LabelSet.AlertName
                ? selection.Allows(label, Name)
                : !Labels.TryGetValue(label, out var value)
                    || value.Contains("{{", StringComparison.Ordinal)
                    || selection.Allows(label, value)
        );

    /// <summary>Whether its expression names a series.</summary>
    public bool Uses(string series)
    {
        for (var at = 0; (at = Query.IndexOf(series, at, StringComparison.Ordinal)) >= 0; at += series.Length)
        {
            var end = at + series.Length;
            if ((at == 0 || !IsOfName(Query[at - 1])) && (end == Query.Length || !IsOfName(Query[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or ':';
}

/// <summary>An alert as the rule that makes it knows it.</summary>
/// <param name="Labels">Its labels, without those that are added on the way to Alertmanager.</param>
/// <param name="IsFiring">Whether it fires; else its condition holds, but not for long enough yet.</param>
/// <param name="Since">Since when its condition holds, which is before it fires.</param>
public sealed record RuleAlert(LabelSet Labels, bool IsFiring, DateTimeOffset Since);

/// <summary>How the last evaluation of a rule went.</summary>
public enum RuleHealth
{
    /// <summary>It could be evaluated.</summary>
    Ok,

    /// <summary>It could not, so its alerts do not fire whatever happens.</summary>
    Failed,

    /// <summary>It was not evaluated yet.</summary>
    NotEvaluated,
}
