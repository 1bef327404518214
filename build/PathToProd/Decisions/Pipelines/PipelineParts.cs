using System.Collections.Immutable;
using PathToProd.Text.Ci;

namespace PathToProd.Decisions.Pipelines;

/// <summary>Pieces that the files of all systems share.</summary>
internal static class PipelineParts
{
    /// <summary>The name of the report that PostReport takes.</summary>
    public const string ReportName = "change.json";

    /// <summary>Where Validate writes it.</summary>
    public const string ReportFile = $"artifacts/reports/{ReportName}";

    /// <summary>The same report as JUnit XML.</summary>
    public const string JUnitFile = "artifacts/reports/change.xml";

    /// <summary>What a file's head says when components share jobs; null when each has its own.</summary>
    public static string? ShardNote(PipelineGraph graph) =>
        graph.Shards.Length == graph.Components.Length
            ? null
            : $"{graph.Components.Length} components share {graph.Shards.Length} jobs, as this system allows no job for each.";

    /// <summary>
    /// Shell that writes the affected components, one a line, to a file. A component that was named by hand takes the place of the comparison; one that
    /// is not there is in no job's list, so all of them would pass.
    /// The base is the system's own commit, never a guess: without one it fails.
    /// </summary>
    public const string Affected = """
        if [ -n "${COMPONENT:-}" ]; then
          if [ ! -f "components/$COMPONENT/component.yaml" ]; then echo "there is no component $COMPONENT" >&2; exit 1; fi
          printf '%s\n' "$COMPONENT" > affected.txt
        else
          : "${BASE:?there is no commit to compare with; start it for a change, or name a component}"
          ./build.sh --target=Affected --since="$BASE" --output=csv > affected.csv
          sed -e 1d -e 's/,.*//' affected.csv > affected.txt
        fi
        cat affected.txt
        """;

    /// <summary>Shell that tests what is both affected and in <c>$SHARD</c>, a list with spaces.</summary>
    public const string TestShard = """
        wanted=$(for one in $SHARD; do grep -Fx -e "$one" affected.txt || :; done | paste -sd, -)
        if [ -n "$wanted" ]; then
          ./build.sh --target=Test --component="$wanted" --report=artifacts/reports/components.xml
        else
          echo 'Nothing here is affected.'
        fi
        """;

    /// <summary>What a certification leaves: the set, and the evidence of it.</summary>
    public static ImmutableArray<string> Evidence { get; } =
    ["artifacts/proposed.yaml", "environments/version-sets/compatibility.jsonl"];

    /// <summary>The variable that names the delivery agent.</summary>
    public const string AgentVariable = CallerKinds.AgentVariable;

    /// <summary>Shell that walks the path, for the delivery agent alone.</summary>
    public const string Deliver = "exec ./build.sh --target=Advance";

    /// <summary>Shell that deploys the set <c>$VERSION_SET</c> to <c>$ENVIRONMENT</c>.</summary>
    public const string Deploy = """
        : "${ENVIRONMENT:?name an environment}" "${VERSION_SET:?name a version set}"
        exec ./build.sh --target=Deploy --component=all --environment="$ENVIRONMENT" --set="$VERSION_SET" --wait
        """;

    /// <summary>Shell that tests what was merged.</summary>
    public static string Certify(TestPlace place) =>
        $"""
            ./build.sh --target=Resolve --environment={place.Environment}
            ./build.sh --target=Certify --set=proposed --environment={place.Leased} --wait
            """;

    /// <summary>Shell that looks at each environment, also when one before it drifted.</summary>
    public static string Drift(ImmutableArray<string> environments) =>
        $"""
            bad=''
            for environment in {string.Join(' ', environments)}; do
              ./build.sh --target=Drift --environment="$environment" --fail-on-drift || bad=yes
            done
            [ -z "$bad" ]
            """;

    /// <summary>Each line of a text so many spaces further in.</summary>
    public static string In(int spaces, string text) =>
        string.Join(
            '\n',
            text.ReplaceLineEndings("\n")
                .Split('\n')
                .Select(line => line.Length == 0 ? line : new string(' ', spaces) + line)
        );
}
