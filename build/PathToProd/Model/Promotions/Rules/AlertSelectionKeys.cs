using System.Collections.Immutable;
using PathToProd.Formats.Shapes;
using PathToProd.Text;

namespace PathToProd.Model.Promotions.Rules;

/// <summary>The keys that every gate about alerts has.</summary>
internal static class AlertSelectionKeys
{
    private static readonly TextFormat<string> LabelName = TextFormats.Checked(
        "the name of a label such as service",
        "^[A-Za-z_][A-Za-z0-9_]*$",
        text =>
            text.Length > 0
            && !char.IsAsciiDigit(text[0])
            && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
                ? null
                : new TextError(0, "it holds other characters", "write letters, digits and _, a letter first")
    );

    public static readonly Key<string[]> Severity = new(
        "severity",
        new OneOrListShape<string>(new TextShape<string>(TextFormats.Line)),
        "The values of the label severity that count. An empty list is every alert."
    )
    {
        Fallback = ["critical"],
        Default = "critical",
    };

    public static readonly Key<Named<string>[]> Labels = new(
        "labels",
        new MapShape<string>("a label", LabelName, new TextShape<string>(TextFormats.Line)),
        "Labels that an alert must have, with exactly these values."
    )
    {
        Fallback = [],
    };

    public static readonly Key<bool> NoWatchdog = new(
        "no-watchdog",
        new WordShape<bool>(new("unknown", false), new("accepted", true)),
        "What it means that the monitor names no watchdog: that health is unknown, or nothing."
    )
    {
        Fallback = false,
        Default = "unknown",
    };

    public static AlertSelection Selection(Fields fields) =>
        new(
            [.. fields.Get(Severity)],
            fields
                .Get(Labels)
                .ToImmutableSortedDictionary(label => label.Name, label => label.Value, StringComparer.Ordinal)
        );
}
