using System.Collections.Immutable;
using PathToProd.Decisions.Working;

namespace PathToProd.Decisions.Pipelines;

/// <summary>The files of a platform's pipelines in each system.</summary>
public static class PipelineFiles
{
    /// <summary>The systems, by the word that names each.</summary>
    public static ImmutableSortedDictionary<string, CiSystem> Systems { get; } =
        Enum.GetValues<CiSystem>()
            .ToImmutableSortedDictionary(system => system.ToString().ToLowerInvariant(), system => system);

    /// <summary>
    /// Files that a system has on other platforms, or had on this one before it worked otherwise. A generated one that is still there would go on
    /// deploying.
    /// </summary>
    public static ImmutableArray<PipelineFile> Unwanted(CiSystem system, PipelineGraph graph)
    {
        var everything = graph with
        {
            Kinds = [.. Enum.GetValues<PipelineKind>()],
            Environments = ["environment"],
            Tests = new TestPlace("environment", "environment"),
        };
        return [.. Of(system, everything).ExceptBy(Of(system, graph).Select(file => file.Path), file => file.Path)];
    }

    /// <summary>All files of a system, by path.</summary>
    public static ImmutableArray<PipelineFile> Of(CiSystem system, PipelineGraph graph)
    {
        var files = system switch
        {
            CiSystem.GitHub => GitHubPipelines.Of(graph),
            CiSystem.GitLab => GitLabPipelines.Of(graph),
            CiSystem.Jenkins => JenkinsPipelines.Of(graph),
            CiSystem.Tekton => TektonPipelines.Of(graph),
            _ => throw new ArgumentOutOfRangeException(nameof(system)),
        };
        return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }
}
