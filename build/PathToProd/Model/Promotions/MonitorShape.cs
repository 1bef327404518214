using System.Diagnostics.CodeAnalysis;
using PathToProd.Formats.Shapes;
using PathToProd.Text;
using Monitor = PathToProd.Model.Promotions.Rules.Monitor;

namespace PathToProd.Model.Promotions;

/// <summary>What a monitor of <c>promotion.yaml</c> must look like.</summary>
internal static class MonitorShape
{
    private static readonly TextFormat<Uri> Address = new(
        "an address such as http://prometheus.example.com:9090",
        "^https?://[^/@\\s]+(?:/[^@\\s]*)?$",
        ReadAddress
    );

    private static readonly Key<Uri?> Prometheus = new(
        "prometheus",
        new TextShape<Uri>(Address)!,
        "The address of Prometheus."
    )
    {
        Fallback = null,
    };

    private static readonly Key<Uri[]> Alertmanagers = new(
        "alertmanagers",
        new OneOrListShape<Uri>(new TextShape<Uri>(Address)),
        "The addresses of all peers of Alertmanager: each knows only what it was sent."
    )
    {
        Fallback = [],
    };

    private static readonly Key<string?> Watchdog = new(
        "watchdog",
        new TextShape<string>(TextFormats.Line)!,
        "The name of the alert that fires as long as monitoring works. Where it does not fire, health is unknown."
    )
    {
        Fallback = null,
    };

    private static readonly Key<TimeLimit> Timeout = new(
        "timeout",
        new TextShape<TimeLimit>(TextFormats.PositiveDuration),
        "How long an answer may take."
    )
    {
        Fallback = new TimeLimit(TimeSpan.FromSeconds(10)),
        Default = "10s",
    };

    public static readonly ObjectShape<Monitor> Shape = new(
        fields => new Monitor
        {
            Name = "",
            Prometheus = fields.Get(Prometheus),
            Alertmanagers = [.. fields.Get(Alertmanagers)],
            Watchdog = fields.Get(Watchdog),
            Timeout = fields.Get(Timeout).Value,
        },
        Prometheus,
        Alertmanagers,
        Watchdog,
        Timeout
    );

    private static bool ReadAddress(string text, [MaybeNullWhen(false)] out Uri value, out TextError error)
    {
        var isAddress = Uri.TryCreate(text, UriKind.Absolute, out value) && value.Scheme is "http" or "https";
        error =
            !isAddress || text.Any(char.IsWhiteSpace)
                ? new TextError(0, "it is not an address", "write http:// or https://, a host, and a port if needed")
            : value!.UserInfo.Length > 0 || text.Contains('@')
                ? new TextError(0, "it holds a user", "leave it out: the address is no place for a secret")
            : default;
        return error == default;
    }
}
