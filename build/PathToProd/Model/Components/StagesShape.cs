using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using PathToProd.Formats.Shapes;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Model.Components;

/// <summary>Time limits and retries by stage, the same in <c>platform.yaml</c> and <c>component.yaml</c>.</summary>
internal sealed class StagesShape : Shape<StageSettings>
{
    private static readonly Key<TimeLimit> Timeout = new(
        "timeout",
        new TextShape<TimeLimit>(TextFormats.PositiveDuration),
        "How long the stage may take; then its processes are ended and it failed."
    )
    {
        Fallback = TimeLimit.None,
    };

    private static readonly Key<int> Retries = new(
        "retries",
        new IntegerShape(0, 10),
        "How often the stage is tried again when it failed."
    )
    {
        Fallback = 0,
    };

    private static readonly ObjectShape<StageOptions> Options = new(
        fields => new StageOptions(fields.Has(Timeout) ? fields.Get(Timeout).Value : null, fields.Find(Retries)),
        Timeout,
        Retries
    );

    private static readonly StageKey[] Keys =
    [
        Of(Stage.Lint, "lint", "Checks the sources without making anything."),
        Of(Stage.Build, "build", "Makes the artifact."),
        Of(Stage.Test, "test", "Tests the artifact, for every environment."),
        Of(Stage.Plan, "plan", "Shows what a deployment would change."),
        Of(Stage.Deploy, "deploy", "Brings the artifact to an environment, and verifies it there."),
        Of(Stage.Verify, "verify", "Runs the smoke tests against what is deployed."),
        Of(Stage.Destroy, "destroy", "Removes the component from an environment."),
    ];

    private static readonly ObjectShape<StageSettings> Shape = new(
        Build,
        Array.ConvertAll<StageKey, Key>(Keys, one => one.Key)
    );

    public override string Expected => Shape.Expected;

    public override bool MayBeNothing => true;

    public override bool TryRead(
        ValueNode node,
        string label,
        List<Problem> problems,
        [MaybeNullWhen(false)] out StageSettings value
    ) => Shape.TryRead(node, label, problems, out value);

    public override JsonObject ToSchema() => Shape.ToSchema();

    private static StageKey Of(Stage stage, string name, string doc) =>
        new(stage, new Key<StageOptions>(name, Options, doc) { Fallback = new StageOptions(null, null) });

    private static StageSettings Build(Fields fields)
    {
        var options = new StageOptions?[Keys.Length];
        foreach (var (stage, key) in Keys)
        {
            var said = fields.Get(key);
            options[(int)stage] = said.Timeout is null && said.Retries is null ? null : said;
        }

        return new StageSettings(options);
    }

    private sealed record StageKey(Stage Stage, Key<StageOptions> Key);
}
