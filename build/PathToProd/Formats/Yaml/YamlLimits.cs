namespace PathToProd.Formats.Yaml;

/// <summary>What keeps hostile and broken texts harmless.</summary>
/// <param name="Depth">How deep maps and lists may be nested: a stack overflow cannot be caught.</param>
/// <param name="Nodes">How many nodes a document may have, keys too, with every alias counted as what it stands for.</param>
internal sealed record YamlLimits(int Depth, long Nodes)
{
    /// <summary>No resource is nested a tenth as deep. What aliases stand for is counted where it is written out.</summary>
    public static readonly YamlLimits Kubernetes = new(200, long.MaxValue);

    public static readonly YamlLimits Manifest = new(64, 100_000);
}
