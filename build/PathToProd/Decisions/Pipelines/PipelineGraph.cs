using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PathToProd.Decisions.Working;
using PathToProd.Model.Platform;
using PathToProd.Text;

namespace PathToProd.Decisions.Pipelines;

/// <summary>What the pipelines of a platform are, in any system.</summary>
public sealed record PipelineGraph
{
    /// <summary>
    /// Raised when the generator writes other files for the same graph. It stands in the head of each file.
    /// </summary>
    public const int Generator = 4;

    /// <summary>The platform's name.</summary>
    public required string Platform { get; init; }

    /// <summary>The branch that changes are merged to.</summary>
    public required string MainBranch { get; init; }

    /// <summary>Which pipelines there are.</summary>
    public required ImmutableArray<PipelineKind> Kinds { get; init; }

    /// <summary>The components, by name.</summary>
    public required ImmutableArray<string> Components { get; init; }

    /// <summary>The jobs that test components where a file lists them.</summary>
    public required ImmutableArray<Shard> Shards { get; init; }

    /// <summary>The environments that people or an agent deploy to, by name.</summary>
    public required ImmutableArray<string> Environments { get; init; }

    /// <summary>Where version sets and changes are tested; null when no environment says <c>for-tests: true</c>.</summary>
    public required TestPlace? Tests { get; init; }

    /// <summary>True when the repository has tests of its own in <c>.ci/run</c>.</summary>
    public required bool HasOwnTests { get; init; }

    /// <summary>The digest of all that the files are made of.</summary>
    public required Digest Digest { get; init; }

    /// <summary>Whether there is a pipeline of that kind.</summary>
    public bool Has(PipelineKind kind) => Kinds.Contains(kind);

    /// <summary>
    /// The pipelines of a platform. Where people do everything themselves, the validation of changes is all there is: it deploys
    /// nothing that anyone uses.
    /// </summary>
    /// <param name="model">The platform.</param>
    /// <param name="hasOwnTests">Whether the repository has <c>.ci/run</c>.</param>
    public static PipelineGraph Of(PlatformModel model, bool hasOwnTests)
    {
        var wanted = WantedPipelines.Of(model.Platform.WayOfWorking);
        var graph = new PipelineGraph
        {
            Platform = model.Platform.Name,
            MainBranch = model.Platform.MainBranch,
            Kinds = wanted.IsEmpty ? [PipelineKind.Validation] : wanted,
            Components = [.. model.Components.Keys.Order(StringComparer.Ordinal)],
            Shards = Shard.Of(model.Components.Keys),
            Environments = [.. model.DeployableEnvironments.Select(environment => environment.Name)],
            Tests = TestPlace.Of(model),
            HasOwnTests = hasOwnTests,
            Digest = Digest.None,
        };
        return graph with { Digest = Digest.Of(Encoding.UTF8.GetBytes(graph.Identity(model))) };
    }

    private string Identity(PlatformModel model)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Platform}\n{string.Join(' ', Kinds)}\n");
        foreach (var component in model.Components.Values)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{component.Name}: {string.Join(' ', component.Requires.Keys)}\n"
            );
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"{string.Join(' ', Environments)}\n{Tests}\n{HasOwnTests}\n{MainBranch}\n"
        );
        return text.ToString();
    }
}
