using System.Collections.Immutable;
using PathToProd.Text;
using PathToProd.Versions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PathToProd.Model.ToolPins;

/// <summary>One mapping of <c>tools.yaml</c>, read key by key; what is wrong becomes a problem with its place.</summary>
internal sealed class PinSection
{
    private readonly string _file;
    private readonly YamlMappingNode _node;
    private readonly ICollection<Problem> _problems;

    private PinSection(string file, string name, YamlMappingNode node, ICollection<Problem> problems)
    {
        _file = file;
        Name = name;
        _node = node;
        _problems = problems;
    }

    /// <summary>What problems call this mapping.</summary>
    public string Name { get; }

    public static PinSection Of(string file, string name, YamlNode node, ICollection<Problem> problems)
    {
        if (node is YamlMappingNode mapping)
        {
            return new PinSection(file, name, mapping, problems);
        }

        problems.Add(new Problem(At(file, node.Start), $"{name} must be a mapping", "write `key: value` lines here"));
        return new PinSection(file, name, new YamlMappingNode(), []);
    }

    public PinSection Inner(string name, YamlMappingNode node) =>
        new(_file, $"{Name}'s {name} source", node, _problems);

    public IEnumerable<(string Key, YamlNode Value)> Entries() =>
        _node.Children.Select(child => (child.Key.ToString(), child.Value));

    public void AllowOnly(string[] keys)
    {
        foreach (var key in _node.Children.Keys.Where(key => !keys.Contains(key.ToString())))
        {
            ReportAt(key, $"{Name} has no key \"{key}\"", $"use one of {string.Join(", ", keys)}");
        }
    }

    /// <summary>A text; empty, and reported, when it is missing or not a text.</summary>
    public string Text(string key, bool required = true)
    {
        switch (Child(key))
        {
            case YamlScalarNode { Value.Length: > 0 } scalar:
                return scalar.Value;
            case null:
                if (required)
                {
                    Report($"{Name} has no \"{key}\"", "add it");
                }

                return "";
            case var other:
                ReportAt(other, $"\"{key}\" must be a text", "write one value after the colon");
                return "";
        }
    }

    public bool Flag(string key)
    {
        var text = Text(key, required: false);
        if (text is not ("" or "true" or "false"))
        {
            ReportAt(key, $"\"{key}\" is \"{text}\"", "write true or false");
        }

        return text == "true";
    }

    public ImmutableArray<string> Texts(string key) =>
        [.. Items(key).OfType<YamlScalarNode>().Select(item => item.Value ?? "")];

    public IEnumerable<YamlNode> Items(string key)
    {
        if (Child(key) is YamlSequenceNode { Children.Count: > 0 } sequence)
        {
            return sequence.Children;
        }

        ReportAt(key, $"{Name} has no list \"{key}\"", $"write `{key}: [...]`");
        return [];
    }

    public PinSection Section(string key)
    {
        if (Child(key) is { } node)
        {
            return Of(_file, $"{Name}'s {key}", node, _problems);
        }

        Report($"{Name} has no \"{key}\"", "add it");
        return new PinSection(_file, key, new YamlMappingNode(), []);
    }

    public void CheckVersion(string key, string text)
    {
        if (text.Length > 0 && !SemVersion.TryParse(text, out _))
        {
            ReportAt(key, $"\"{text}\" is not a version", "write it like 1.5.0");
        }
    }

    public void Report(string what, string fix) => ReportAt(_node, what, fix);

    public void ReportAt(string key, string what, string fix) => ReportAt(Child(key) ?? _node, what, fix);

    public void ReportAt(YamlNode node, string what, string fix) =>
        _problems.Add(new Problem(At(_file, node.Start), what, fix));

    private static SourcePosition At(string file, Mark mark) => new(file, (int)mark.Line, (int)mark.Column);

    private YamlNode? Child(string key)
    {
        foreach (var child in _node.Children)
        {
            if (child.Key is YamlScalarNode scalar && scalar.Value == key)
            {
                return child.Value;
            }
        }

        return null;
    }
}
