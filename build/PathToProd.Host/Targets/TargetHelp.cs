using PathToProd.Host.CommandLine;

namespace PathToProd.Host.Targets;

/// <summary>What help says about a target.</summary>
/// <param name="Name">The target.</param>
/// <param name="Summary">One line.</param>
/// <param name="Detail">What else there is to know; may be empty.</param>
/// <param name="Options">The options that mean something for it, besides the common ones.</param>
internal sealed record TargetHelp(string Name, string Summary, string Detail, params IReadOnlyList<Option> Options)
{
    /// <summary>The task behind it; null for a stage, which every component has for itself.</summary>
    public Type? Task { get; init; }
}
