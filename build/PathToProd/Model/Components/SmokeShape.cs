using PathToProd.Formats.Shapes;

namespace PathToProd.Model.Components;

/// <summary>What <c>smoke</c> in <c>component.yaml</c> must look like.</summary>
internal static class SmokeShape
{
    private static readonly Key<TimeLimit> Timeout = new(
        "timeout",
        new TextShape<TimeLimit>(TextFormats.PositiveDuration),
        "How long all of it may take together."
    )
    {
        Fallback = new TimeLimit(TimeSpan.FromMinutes(2)),
        Default = "2m",
    };

    private static readonly Key<string[]> Ready = new(
        "ready",
        new ListShape<string>(new TextShape<string>(TextFormats.Resource), isDistinct: true),
        "Resources that must be ready, as kubectl names them: deployment/ingress-controller. Ignored for a directory."
    )
    {
        Fallback = [],
    };

    private static readonly Key<Uri> Url = new("url", new TextShape<Uri>(HttpFormat.Address), "The address to get.")
    {
        // A caller that goes on without one is refused in the end; and a Uri is slow to make at every start.
        Fallback = null!,
        RequiredAs = "url: http://localhost:8080/healthz",
    };

    private static readonly Key<int> Status = new(
        "status",
        new IntegerShape(100, 599),
        "The status it must answer with."
    )
    {
        Fallback = 200,
        Default = 200,
    };

    private static readonly Key<HttpCheck[]> Http = new(
        "http",
        new ListShape<HttpCheck>(
            new ObjectShape<HttpCheck>(fields => new HttpCheck(fields.Get(Url), fields.Get(Status)), Url, Status),
            isDistinct: false
        ),
        "HTTP checks. Ignored for a directory."
    )
    {
        Fallback = [],
    };

    private static readonly Key<string?> Script = new(
        "script",
        new TextShape<string>(TextFormats.OwnFile)!,
        "A script in the component's folder that must exit with 0."
    )
    {
        Fallback = null,
    };

    public static readonly ObjectShape<SmokeTests> Shape = new(
        fields => new SmokeTests
        {
            Timeout = fields.Get(Timeout).Value,
            Ready = [.. fields.Get(Ready)],
            Http = [.. fields.Get(Http)],
            Script = fields.Get(Script),
        },
        Timeout,
        Ready,
        Http,
        Script
    );
}
