using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PathToProd.Formats.Shapes;
using PathToProd.Text;

namespace PathToProd.Model.Components;

/// <summary>What <c>load-probe</c> of <c>component.yaml</c> or <c>platform.yaml</c> must look like.</summary>
internal static class LoadProbeShape
{
    internal static readonly TextFormat<decimal> Percent = new(
        "a share such as 0.1%",
        "^(?:100(?:\\.0{1,4})?|[0-9]{1,2}(?:\\.[0-9]{1,4})?)%$",
        TryParse
    );

    private static readonly Key<Uri> Url = new("url", new TextShape<Uri>(HttpFormat.Address), "The address to ask.")
    {
        Fallback = null!,
        RequiredAs = "url: http://localhost:8080/healthz",
    };

    private static readonly Key<int> Rate = new("rate", new IntegerShape(1, 1000), "How many requests a second.")
    {
        Fallback = 10,
        Default = 10,
    };

    private static readonly Key<decimal> ErrorBudget = new(
        "error-budget",
        new TextShape<decimal>(Percent),
        "The share of requests that may fail: 0.1%. An answer of 500 or above is a failure, and so is none."
    )
    {
        Fallback = 0.1m,
        Default = "0.1%",
    };

    private static readonly Key<TimeLimit> Timeout = new(
        "timeout",
        new TextShape<TimeLimit>(TextFormats.PositiveDuration),
        "A request that takes longer failed."
    )
    {
        Fallback = new TimeLimit(TimeSpan.FromSeconds(5)),
        Default = "5s",
    };

    public static readonly Key<LoadProbe?> Probe = new(
        "load-probe",
        new ObjectShape<LoadProbe>(
            fields => new LoadProbe(
                fields.Get(Url),
                fields.Get(Rate),
                fields.Get(ErrorBudget),
                fields.Get(Timeout).Value
            ),
            Url,
            Rate,
            ErrorBudget,
            Timeout
        )!,
        "Requests that Certify and Validate send while a version set is deployed over another one; the step fails when too many of them do."
    )
    {
        Fallback = null,
    };

    private static bool TryParse(string text, [MaybeNullWhen(false)] out decimal value, out TextError error)
    {
        value = 0;
        var digits = text.EndsWith('%') ? text[..^1] : "";
        var point = digits.IndexOf('.');
        var isShort = point < 0 || digits.Length - point is > 1 and <= 5;
        error = new TextError(
            0,
            "it is no share in percent",
            "write a number from 0 to 100 with at most four decimals, and %"
        );
        var whole = point < 0 ? digits.Length : point;
        return isShort
            && whole is >= 1 and <= 3
            && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)
            && value <= 100
            && (whole < 3 || value == 100);
    }
}
