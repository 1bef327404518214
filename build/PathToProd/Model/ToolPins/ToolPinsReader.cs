using System.Collections.Immutable;
using PathToProd.Formats.Values;
using PathToProd.Text;
using PathToProd.Versions;
using YamlDotNet.RepresentationModel;

namespace PathToProd.Model.ToolPins;

/// <summary>Reads <c>build/tools.yaml</c>.</summary>
public static class ToolPinsReader
{
    private static readonly string[] ToolKeys =
    [
        "needed-for",
        "optional",
        "accept",
        "version-arguments",
        "version",
        "fix",
        "sources",
    ];

    /// <summary>Reads the text of the file; what is wrong is added to <paramref name="problems"/> and left out.</summary>
    /// <param name="file">The file's path, as problems should name it.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="problems">Gets every problem, in the order of the file.</param>
    public static PinnedTools Read(string file, string text, ICollection<Problem> problems)
    {
        // The reader of manifests refuses what would make the library throw, or go on without end, and says why.
        var found = new List<Problem>();
        YamlReader.Read(file, text, found);
        if (found.Count > 0)
        {
            found.ForEach(problems.Add);
            return new PinnedTools([]);
        }

        var stream = new YamlStream();
        stream.Load(new StringReader(text.TrimStart('\uFEFF')));

        var root = stream.Documents.Count == 0 ? new YamlMappingNode() : stream.Documents[0].RootNode;
        var section = PinSection.Of(file, "the file", root, problems);
        var tools = ImmutableArray.CreateBuilder<ToolPin>();
        foreach (var (name, node) in section.Entries())
        {
            var before = problems.Count;
            var tool = ReadTool(name, PinSection.Of(file, name, node, problems));
            if (tool is not null && problems.Count == before)
            {
                tools.Add(tool);
            }
        }

        return new PinnedTools(tools.ToImmutable());
    }

    private static ToolPin? ReadTool(string name, PinSection section)
    {
        section.AllowOnly(ToolKeys);
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            section.Report(
                $"a tool cannot be called \"{name}\"",
                "use letters, digits and dashes: it is a program's name"
            );
        }

        var version = section.Text("version", required: false);
        section.CheckVersion("version", version);
        var accept = section.Text("accept");
        var printsNone = accept == ToolPin.Any;
        var range = printsNone ? VersionRange.Any : ReadRange(section, accept);
        var neededFor = section.Text("needed-for");
        var optional = section.Flag("optional");
        var arguments = printsNone ? NoArguments(section) : section.Texts("version-arguments");
        var fix = section.Text("fix");
        var sources = ToolSourcesReader.Read(section, version);
        return range is null
            ? null
            : new ToolPin
            {
                Name = name,
                NeededFor = neededFor,
                Optional = optional,
                Accept = accept,
                Accepted = range,
                VersionArguments = arguments,
                Version = version.Length == 0 ? null : version,
                Fix = fix,
                Sources = sources,
            };
    }

    private static ImmutableArray<string> NoArguments(PinSection section)
    {
        const string Key = "version-arguments";
        if (section.Entries().Any(entry => entry.Key == Key))
        {
            section.ReportAt(
                Key,
                $"{section.Name} is asked for its version, and any will do",
                "drop \"version-arguments\", or write a range in \"accept\""
            );
        }

        return [];
    }

    private static VersionRange? ReadRange(PinSection section, string accept)
    {
        if (VersionRange.TryParse(accept, out var range, out _))
        {
            return range;
        }

        if (accept.Length > 0)
        {
            section.ReportAt("accept", $"\"{accept}\" is not a range of versions", "write it like \">=1.5.0 <2.0.0\"");
        }

        return null;
    }
}
