using System.Collections.Immutable;

namespace PathToProd.Decisions.Pipelines;

/// <summary>The files of a platform's pipelines in each system.</summary>
public static class PipelineFiles
{
    /// <summary>The systems, by the word that names each.</summary>
    public static ImmutableSortedDictionary<string, CiSystem> Systems { get; } =
        Enum.GetValues<CiSystem>()
            .ToImmutableSortedDictionary(system => system.ToString().ToLowerInvariant(), system => system);

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
