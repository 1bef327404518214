using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using PathToProd.Formats.Shapes;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Model.ToolPins;

/// <summary>What an entry of <c>tools.yaml</c> must look like. A tool with any problem is left out.</summary>
internal sealed class ToolShape : Shape<ToolPin>
{
    private static readonly Key<string> NeededFor = Line("needed-for", "What does not work without it.");

    private static readonly Key<bool> Optional = new(
        "optional",
        new BooleanShape(),
        "Whether only some uses need it: when it is missing, that is no failure."
    )
    {
        Fallback = false,
        Default = false,
    };

    private static readonly Key<AcceptedVersions> Accept = new(
        "accept",
        new TextShape<AcceptedVersions>(ToolFormats.Accepted),
        "The range of versions that is good enough; any for a program that prints no version."
    )
    {
        Fallback = AcceptedVersions.Any,
        RequiredAs = "accept: \">=1.5.0 <2.0.0\"",
    };

    private static readonly Key<string[]> VersionArguments = new(
        "version-arguments",
        new ListShape<string>(new TextShape<string>(TextFormats.Line), isDistinct: false),
        "How to ask the program for its version."
    )
    {
        Fallback = [],
    };

    private static readonly Key<string?> Version = new(
        "version",
        new TextShape<string>(ToolFormats.Version)!,
        "The one version that is installed when no source has an accepted one."
    )
    {
        Fallback = null,
    };

    private static readonly Key<string> Fix = Line("fix", "What a person does to install it.");

    private static readonly Key<ToolSource[]> Sources = new(
        "sources",
        new ListShape<ToolSource>(new ToolSourceShape(), isDistinct: false),
        "Where it comes from, tried in this order."
    )
    {
        Fallback = [],
        RequiredAs = "sources: [path]",
    };

    private static readonly ObjectShape<ToolPin> Keys = new(
        Build,
        NeededFor,
        Optional,
        Accept,
        VersionArguments,
        Version,
        Fix,
        Sources
    );

    public override string Expected => Keys.Expected;

    public override bool MayBeNothing => false;

    public override bool TryRead(
        ValueNode node,
        string label,
        List<Problem> problems,
        [MaybeNullWhen(false)] out ToolPin value
    )
    {
        var before = problems.Count;
        if (Keys.TryRead(node, label, problems, out value))
        {
            var source = new SourceMap(node.Where.File, node);
            CheckArguments((ValueNode.Map)node, label, source, problems);
            CheckSources((ValueNode.Map)node, label, source, problems);
        }

        return problems.Count == before;
    }

    public override JsonObject ToSchema() => Keys.ToSchema();

    private static Key<string> Line(string name, string doc) =>
        new(name, new TextShape<string>(TextFormats.Line), doc) { Fallback = "", RequiredAs = $"{name}: ..." };

    private static ToolPin Build(Fields fields)
    {
        var accepted = fields.Get(Accept);
        var version = fields.Get(Version);
        return new ToolPin
        {
            Name = "", // its key, which the map of all tools knows
            NeededFor = fields.Get(NeededFor),
            Optional = fields.Get(Optional),
            Accept = accepted.Text,
            Accepted = accepted.Range,
            VersionArguments = [.. fields.Get(VersionArguments)],
            Version = version,
            Fix = fields.Get(Fix),
            Sources =
            [
                .. fields
                    .Get(Sources)
                    .Select(source =>
                        source is AddressSource address ? address with { Version = version ?? "" } : source
                    ),
            ],
        };
    }

    private static void CheckArguments(ValueNode.Map map, string label, SourceMap source, List<Problem> problems)
    {
        var key = VersionArguments.Name;
        var isAny =
            map.Find(Accept.Name)?.Value is ValueNode.Scalar { Text: var accept }
            && accept == AcceptedVersions.Any.Text;
        switch (map.Find(key)?.Value)
        {
            case null when !isAny:
                problems.Add(
                    new Problem(map.Where, $"{label} is missing the key {key}", $"add \"{key}: [--version]\"")
                );
                break;
            case ValueNode.List { Items.IsEmpty: true } or ValueNode.Scalar { Kind: ScalarKind.Nothing } when !isAny:
                problems.Add(new Problem(source[key], $"{key} is empty", "write them, such as [--version]"));
                break;
            case { } when isAny:
                problems.Add(
                    new Problem(
                        source[key],
                        $"{label} is asked for its version, and any will do",
                        $"remove {key}, or write a range in accept"
                    )
                );
                break;
        }
    }

    private static void CheckSources(ValueNode.Map map, string label, SourceMap source, List<Problem> problems)
    {
        switch (map.Find(Sources.Name)?.Value)
        {
            case ValueNode.List { Items.IsEmpty: true } or ValueNode.Scalar { Kind: ScalarKind.Nothing }:
                problems.Add(
                    new Problem(source[Sources.Name], $"{label} comes from nowhere", "add a source, such as path")
                );
                break;
            case ValueNode.List list when map.Find(Version.Name) is null:
                foreach (var item in list.Items.Where(item => item is ValueNode.Map one && one.Find("url") is not null))
                {
                    problems.Add(
                        new Problem(item.Where, "nothing says which version to download", "add `version:` to the tool")
                    );
                }

                break;
        }
    }
}
