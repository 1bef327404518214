using System.Collections.Immutable;
using PathToProd.Formats.Shapes;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Facts.Plans;

/// <summary>What the part of a component in the file of a plan must look like.</summary>
internal static class ComponentPlanShape
{
    private static readonly SemVersion NoVersion = new(0, 0, 0);

    public static ObjectShape<ComponentPlan> Of(
        Shape<Named<string>[]> byPath,
        Shape<string[]> texts,
        TextFormat<Digest> digest
    )
    {
        var component = PlanShape.Required("component", "The component.");
        var version = new Key<SemVersion>(
            "version",
            new TextShape<SemVersion>(TextFormats.Version),
            "The version that would be deployed."
        )
        {
            Fallback = NoVersion,
            RequiredAs = "version",
        };
        var artifact = new Key<Digest?>("artifact", new TextShape<Digest>(digest)!, "The digest of the artifact.")
        {
            Fallback = null,
        };
        var values = Map("values", byPath, "Each value as JSON by its path; secrets are only named.");
        var over = Over();
        var changes = List("changes", Changes(byPath, texts), "What would change.");
        var outputs = List("outputs", Outputs(), "The outputs that would change.");
        var unknown = List("unknown", Unknown(), "What cannot be known, and why.");
        return new ObjectShape<ComponentPlan>(
            fields => new ComponentPlan
            {
                Component = fields.Get(component),
                Version = fields.Get(version),
                Artifact = fields.Get(artifact),
                Values = Sorted(fields.Get(values)),
                Over = fields.Get(over),
                Changes = [.. fields.Get(changes)],
                Outputs = [.. fields.Get(outputs)],
                Unknown = [.. fields.Get(unknown)],
            },
            component,
            version,
            artifact,
            values,
            over,
            changes,
            outputs,
            unknown
        );
    }

    private static Key<PlanBase> Over()
    {
        var ledger = PlanShape.Required("ledger", "What the ledger says is there.");
        var attempt = PlanShape.Optional("attempt", "The last attempt in the ledger.");
        var state = PlanShape.Optional("state", "The lineage and serial of Terraform's state.");
        return new Key<PlanBase>(
            "over",
            new ObjectShape<PlanBase>(
                fields => new PlanBase(fields.Get(ledger), fields.Get(attempt), fields.Get(state)),
                ledger,
                attempt,
                state
            ),
            "The state that it was planned over."
        )
        {
            Fallback = new PlanBase("", null, null),
            RequiredAs = "over",
        };
    }

    private static ObjectShape<PlannedChange> Changes(Shape<Named<string>[]> byPath, Shape<string[]> texts)
    {
        var what = PlanShape.Required("what", "The resource, or the file.");
        var action = PlanShape.Words<PlannedAction>("action", "What is done with it.");
        var fieldsKey = Map("fields", byPath, "What each field that differs will be, as JSON.");
        var unknown = Paths("unknown", texts, "The fields that only the deployment will know.");
        var secret = Paths("secret", texts, "The fields that differ and are secret.");
        var because = Paths("replacedBecause", texts, "The fields because of which it is replaced.");
        return new ObjectShape<PlannedChange>(
            fields => new PlannedChange(fields.Get(what), fields.Get(action))
            {
                Fields = Sorted(fields.Get(fieldsKey)),
                Unknown = [.. fields.Get(unknown)],
                Secret = [.. fields.Get(secret)],
                ReplacedBecause = [.. fields.Get(because)],
            },
            what,
            action,
            fieldsKey,
            unknown,
            secret,
            because
        );
    }

    private static ObjectShape<PlannedOutput> Outputs()
    {
        var name = PlanShape.Required("name", "The output.");
        var action = PlanShape.Words<PlannedAction>("action", "What becomes of it.");
        var value = PlanShape.Optional("value", "What it will be, as JSON.");
        var unknown = Flag("unknown", "Whether only the deployment will know it.");
        var secret = Flag("secret", "Whether it is secret.");
        return new ObjectShape<PlannedOutput>(
            fields => new PlannedOutput(fields.Get(name), fields.Get(action))
            {
                Value = fields.Get(value),
                IsUnknown = fields.Get(unknown),
                IsSecret = fields.Get(secret),
            },
            name,
            action,
            value,
            unknown,
            secret
        );
    }

    private static ObjectShape<PlanUnknown> Unknown()
    {
        var what = PlanShape.Required("what", "What is not known; empty for all of the component.");
        var cause = PlanShape.Words<UnknownCause>("cause", "Of which kind the reason is.");
        var of = PlanShape.Required("of", "The output or the kind that it is about.");
        var because = PlanShape.Required("because", "The reason.");
        return new ObjectShape<PlanUnknown>(
            fields => new PlanUnknown(fields.Get(what), fields.Get(cause), fields.Get(of), fields.Get(because)),
            what,
            cause,
            of,
            because
        );
    }

    private static Key<T[]> List<T>(string name, Shape<T> item, string doc) =>
        new(name, new ListShape<T>(item, isDistinct: false), doc) { Fallback = [], RequiredAs = name };

    private static Key<string[]> Paths(string name, Shape<string[]> texts, string doc) =>
        new(name, texts, doc) { Fallback = [], RequiredAs = name };

    private static Key<Named<string>[]> Map(string name, Shape<Named<string>[]> byPath, string doc) =>
        new(name, byPath, doc) { Fallback = [], RequiredAs = name };

    private static Key<bool> Flag(string name, string doc) =>
        new(name, new BooleanShape(), doc) { Fallback = false, RequiredAs = name };

    private static ImmutableSortedDictionary<string, string> Sorted(Named<string>[] entries) =>
        entries.ToImmutableSortedDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal);
}
