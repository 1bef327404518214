using PathToProd.Formats.Values;

namespace PathToProd.Host.Targets;

/// <summary>What a component's name becomes in places that do not accept every name.</summary>
/// <param name="Name">The component's name.</param>
internal sealed record NewComponentNames(string Name)
{
    // YAML reads these as something other than text.
    private static readonly string[] YamlWords = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

    /// <summary>Kubernetes, C# and Terraform want a letter first, and YAML no word of its own.</summary>
    private bool IsPlain => char.IsAsciiLetter(Name[0]) && !YamlWords.Contains(Name);

    /// <summary>How YAML writes the name.</summary>
    private string Yaml => ValueText.Line(Name);

    /// <summary>What Kubernetes resources are named.</summary>
    private string Resource => IsPlain ? Name : $"c-{Name}";

    /// <summary>The project, the namespace of its tasks, and the kind of a controller's resource.</summary>
    public string Pascal
    {
        get
        {
            var words = Resource.Split('-', StringSplitOptions.RemoveEmptyEntries);
            var pascal = string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
            return IsTaken(pascal) ? $"{pascal}Component" : pascal;
        }
    }

    /// <summary>The markers of templates, and what replaces them.</summary>
    public Dictionary<string, string> Markers =>
        new()
        {
            ["__name__"] = Name,
            ["__yaml_name__"] = Yaml,
            ["__resource__"] = Resource,
            ["__Pascal__"] = Pascal,
            ["__singular__"] = Pascal.ToLowerInvariant(),
            ["__plural__"] = $"{Pascal.ToLowerInvariant()}s",
        };

    /// <summary>True when .NET or this program has an assembly of that name, which the tasks' would stand in for.</summary>
    private static bool IsTaken(string assembly) =>
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator)
            .Any(file => Path.GetFileNameWithoutExtension(file).Equals(assembly, StringComparison.OrdinalIgnoreCase));
}
