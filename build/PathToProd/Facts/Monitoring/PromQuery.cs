using System.Globalization;
using System.Text;
using PathToProd.Model.Promotions.Rules;

namespace PathToProd.Facts.Monitoring;

/// <summary>The queries of our own, in PromQL.</summary>
public static class PromQuery
{
    private const string Special = @"\.+*?()|[]{}^$";

    /// <summary>
    /// Where alerts were pending or firing: at each step, those that were so at any time of the window before it. The series <c>ALERTS</c> has a sample
    /// for each evaluation of the rule, and none where the alert does not hold.
    /// </summary>
    public static string Alerts(AlertSelection selection, string? watchdog, TimeSpan window)
    {
        string[] matchers =
        [
            .. watchdog is null ? [] : (string[])[$"{LabelSet.AlertName}!=\"{Escape(watchdog)}\""],
            .. selection.Severities.IsEmpty
                ? []
                : (string[])
                    [
                        $"{AlertSelection.SeverityLabel}=~\"{Escape(string.Join('|', selection.Severities.Select(Literal)))}\"",
                    ],
            .. selection.Labels.Select(label => $"{label.Key}=\"{Escape(label.Value)}\""),
        ];
        return Over(string.Join(',', matchers), window);
    }

    /// <summary>Where the watchdog fired, which shows that rules were evaluated.</summary>
    public static string Watchdog(string watchdog, TimeSpan window) =>
        Over($"{LabelSet.AlertName}=\"{Escape(watchdog)}\",alertstate=\"firing\"", window);

    /// <summary>A text between quotes of PromQL.</summary>
    internal static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Over(string matchers, TimeSpan window) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"count_over_time(ALERTS{{{matchers}}}[{(long)window.TotalMilliseconds}ms])"
        );

    /// <summary>A text that a regular expression takes for itself.</summary>
    private static string Literal(string text)
    {
        var literal = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            _ = Special.Contains(letter) ? literal.Append('\\').Append(letter) : literal.Append(letter);
        }

        return literal.ToString();
    }
}
