using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PathToProd.Formats.Shapes;
using PathToProd.Formats.Values;
using PathToProd.Model.Environments;
using PathToProd.Text;

namespace PathToProd.Facts.Plans;

/// <summary>What the file of a plan must look like.</summary>
internal static class PlanShape
{
    private static readonly TextFormat<string> Any = TextFormats.Checked("a text", "^[\\s\\S]*$", _ => null);

    private static readonly TextFormat<Digest> DigestFormat = new(
        "a digest such as sha256:0123...",
        "^sha256:[0-9a-f]{64}$",
        TryParse
    );

    private static readonly TextFormat<string> MomentFormat = TextFormats.Checked(
        "a time such as 2026-11-22T08:15:30Z",
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|\\+00:00)$",
        text => Moment(text) is null ? new TextError(0, "it is not a valid time", "restore it") : null
    );

    private static readonly Shape<string> Text = new TextShape<string>(Any);

    private static readonly Shape<string[]> Texts = new ListShape<string>(Text, isDistinct: true);

    private static readonly Shape<Named<string>[]> ByPath = new MapShape<string>("a path", Any, Text);

    private static readonly Key<int> Format = new(
        "format",
        new IntegerShape(SavedPlanDocument.CurrentFormat, SavedPlanDocument.CurrentFormat),
        "The version of this format."
    )
    {
        Fallback = 0,
        RequiredAs = "format",
    };

    private static readonly Key<Digest> Stated = new(
        "digest",
        new TextShape<Digest>(DigestFormat),
        "Of all that the plan says, but for when, by whom and in which order."
    )
    {
        Fallback = Digest.None,
        RequiredAs = "digest",
    };

    private static readonly Key<string> Environment = Required("environment", "Where it would be deployed.");

    private static readonly Key<DeploymentModel> Model = Words<DeploymentModel>(
        "deploymentModel",
        "What is deployed as one there."
    );

    private static readonly Key<string?> Commit = Optional("commit", "The commit of the checkout.");

    private static readonly Key<string?> Set = Optional("set", "The version set that the components are from.");

    private static readonly Key<string?> AskedVersion = Optional("version", "The version that was asked for.");

    private static readonly Key<string> At = new("at", new TextShape<string>(MomentFormat), "When it was made.")
    {
        Fallback = "",
        RequiredAs = "at",
    };

    private static readonly Key<string> Who = Required("who", "Who made it.");

    private static readonly Key<string> Run = Required("run", "The run that made it.");

    private static readonly Key<string?> Product = Optional("product", "The version of Path to Prod that made it.");

    private static readonly Key<ComponentPlan[]> Components = new(
        "components",
        new ListShape<ComponentPlan>(ComponentPlanShape.Of(ByPath, Texts, DigestFormat), isDistinct: false),
        "In the order of deployment."
    )
    {
        Fallback = [],
        RequiredAs = "components",
    };

    public static readonly ObjectShape<PlanFile> Shape = new(
        fields => new PlanFile(
            new EnvironmentPlan
            {
                Environment = fields.Get(Environment),
                Model = fields.Get(Model),
                Commit = fields.Get(Commit),
                Set = fields.Get(Set),
                Version = fields.Get(AskedVersion),
                At = Moment(fields.Get(At)) ?? default,
                Who = fields.Get(Who),
                Run = fields.Get(Run),
                Product = fields.Get(Product),
                Components = [.. fields.Get(Components)],
            },
            fields.Get(Stated),
            fields.Source
        ),
        Format,
        Stated,
        Environment,
        Model,
        Commit,
        Set,
        AskedVersion,
        At,
        Who,
        Run,
        Product,
        Components
    );

    public static Key<string> Required(string name, string doc) =>
        new(name, Text, doc) { Fallback = "", RequiredAs = name };

    public static Key<string?> Optional(string name, string doc) => new(name, Text!, doc) { Fallback = null };

    public static Key<T> Words<T>(string name, string doc)
        where T : struct, Enum =>
        new(
            name,
            new WordShape<T>([
                .. Enum.GetValues<T>()
                    .Select(value => new Word<T>(
                        System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()),
                        value
                    )),
            ]),
            doc
        )
        {
            Fallback = default,
            RequiredAs = name,
        };

    private static bool TryParse(string text, [NotNullWhen(true)] out Digest? digest, out TextError error)
    {
        var read = new Digest(text);
        digest = read.IsValid ? read : null;
        error = read.IsValid ? default : new TextError(0, "it is not sha256: and 64 hexadecimal digits", "restore it");
        return read.IsValid;
    }

    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;
}

/// <summary>A file of a plan, as far as it could be read.</summary>
/// <param name="Plan">What it says.</param>
/// <param name="Stated">The digest that it states.</param>
/// <param name="Source">Where each thing was said.</param>
internal sealed record PlanFile(EnvironmentPlan Plan, Digest Stated, SourceMap Source);
