using PathToProd.Formats.Shapes;

namespace PathToProd.Model.Components;

/// <summary>What a test in <c>tests</c> of <c>component.yaml</c> or <c>platform.yaml</c> must look like.</summary>
internal static class IntegrationTestShape
{
    private static readonly Key<string> Name = new("name", new TextShape<string>(TextFormats.Name), "The test's name.")
    {
        Fallback = "",
        RequiredAs = "name: resolves-names",
    };

    private static readonly Key<string> Script = new(
        "script",
        new TextShape<string>(TextFormats.OwnFile),
        "A script that must exit with 0: a path in the component's folder; in platform.yaml, from the repository's root."
    )
    {
        Fallback = "",
        RequiredAs = "script: tests/resolves-names.sh",
    };

    private static readonly Key<bool> Blocking = new(
        "blocking",
        new BooleanShape(),
        "Whether its failure fails the version set; otherwise it is only reported and recorded."
    )
    {
        Fallback = true,
        Default = true,
    };

    private static readonly Key<string[]> Covers = new(
        "covers",
        new ListShape<string>(new TextShape<string>(TextFormats.Name), isDistinct: true),
        "The components whose change makes it run again. Without it, the component and all that it requires; in platform.yaml, all."
    )
    {
        Fallback = [],
    };

    private static readonly Key<TimeLimit> Timeout = new(
        "timeout",
        new TextShape<TimeLimit>(TextFormats.PositiveDuration),
        "After this time it is ended, and counts as failed."
    )
    {
        Fallback = new TimeLimit(TimeSpan.FromMinutes(5)),
        Default = "5m",
    };

    public static readonly Key<IntegrationTest[]> Tests = new(
        "tests",
        new ListShape<IntegrationTest>(
            new ObjectShape<IntegrationTest>(
                fields => new IntegrationTest
                {
                    Name = fields.Get(Name),
                    Script = fields.Get(Script),
                    IsBlocking = fields.Get(Blocking),
                    Covers = [.. fields.Get(Covers)],
                    Timeout = fields.Get(Timeout).Value,
                },
                Name,
                Script,
                Blocking,
                Covers,
                Timeout
            ),
            isDistinct: false
        ),
        "What must hold once a whole version set is deployed, beside the smoke tests; Certify runs it."
    )
    {
        Fallback = [],
    };
}
