using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Decisions.Upgrading;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Tools.Processes;
using PathToProd.Versions;

namespace PathToProd.Tasks.Runs.Upgrades;

/// <summary>
/// Has a version of Path to Prod check, render and test a copy of the platform, and say what it makes of the evidence. Only by targets and
/// documents that every version has.
/// </summary>
/// <param name="program">The program of that version.</param>
/// <param name="product">The version.</param>
/// <param name="platform">The copy.</param>
/// <param name="scope">What ends the processes.</param>
internal sealed class PlatformLook(string program, SemVersion product, Workspace platform, ProcessScope scope)
{
    /// <summary>What is written for the run of CI that this is a part of is not these programs' to write.</summary>
    private static readonly string[] OfCaller = ["GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITLAB_CI"];

    public PlatformSeen See()
    {
        var problems = Check();
        if (!problems.IsEmpty)
        {
            return new PlatformSeen
            {
                Product = product,
                Problems = problems,
                IsSeen = false,
                Unknown = [$"what {product} renders, and how it counts evidence, as its Check fails"],
            };
        }

        var unknown = new List<string>();
        var failed = Test(unknown);
        return new PlatformSeen
        {
            Product = product,
            Rendered = Rendered(),
            Failed = failed ?? ImmutableSortedDictionary<string, string>.Empty,
            IsSeen = failed is not null,
            Evidence = Evidence(unknown),
            Unknown = [.. unknown],
        };
    }

    /// <summary>Has it write its schemas where the platform has those of another version.</summary>
    public void WriteSchemas()
    {
        using var ended = Run("--target=Schemas").EnsureSucceeded();
    }

    private ImmutableArray<string> Check()
    {
        using var ended = Run("--target=Check");
        return ended.Succeeded ? [] : [.. ended.Error.Lines().Where(line => line.Length > 0)];
    }

    /// <summary>Why components fail; null when not even that is known.</summary>
    private ImmutableSortedDictionary<string, string>? Test(List<string> unknown)
    {
        using var ended = Run(
            "--target=Test",
            "--component=all",
            "--force",
            "--on-failure=finish-everything",
            "--output=json"
        );
        if (Json(ended)?["components"] is not { } components)
        {
            unknown.Add($"what {product} renders, as its Test ended with {Said(ended)}");
            return null;
        }

        return components
            .AsArray()
            .Where(node => Text(node, "outcome") is not ("done" or "unchanged"))
            .ToImmutableSortedDictionary(
                node => Text(node, "component")!,
                node => Prose.FirstLine(Text(node, "error") ?? Text(node, "reason") ?? Text(node, "outcome")!),
                StringComparer.Ordinal
            );
    }

    private ImmutableSortedDictionary<string, string> Rendered()
    {
        var work = Path.Combine(platform.Artifacts, "work");
        return Directory.Exists(work)
            ? Directory
                .EnumerateFiles(work, "rendered.yaml", SearchOption.AllDirectories)
                .ToImmutableSortedDictionary(
                    file => $"{Path.GetRelativePath(work, Path.GetDirectoryName(file)!).Replace('\\', '/')}.yaml",
                    File.ReadAllText,
                    StringComparer.Ordinal
                )
            : ImmutableSortedDictionary<string, string>.Empty;
    }

    private ImmutableSortedDictionary<string, SeenEvidence>? Evidence(List<string> unknown)
    {
        using var ended = Run("--target=Matrix", "--output=json");
        if (Json(ended) is not { } matrix)
        {
            unknown.Add($"how {product} counts evidence, as its Matrix ended with {Said(ended)}");
            return null;
        }

        var sets =
            from set in matrix["sets"]!.AsArray()
            from place in set!["environments"]!.AsArray()
            select (Name: $"{Text(set, "name")} in {Text(place, "environment")}", Cell: place);
        var steps =
            from step in matrix["steps"]!.AsArray()
            select (Name: $"{Text(step, "from")} to {Text(step, "to")} in {Text(step, "environment")}", Cell: step);
        return sets.Concat(steps)
            .GroupBy(one => one.Name, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(
                one => one.Key,
                one => new SeenEvidence(
                    Text(one.First().Cell, "state")!,
                    [.. one.First().Cell?["why"]?.AsArray().Select(why => (string)why!) ?? []]
                ),
                StringComparer.Ordinal
            );
    }

    private static string Said(CommandResult ended) =>
        $"{ended.ExitCode}: {ended.Error.Lines().FirstOrDefault(line => line.Length > 0)}";

    private static string? Text(JsonNode? node, string key) => (string?)node?[key];

    private static JsonNode? Json(CommandResult ended)
    {
        try
        {
            return JsonNode.Parse(ended.Output.Text());
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private CommandResult Run(params string[] arguments) =>
        CommandRunner
            .Start(
                new Command("dotnet", [program, .. arguments])
                {
                    WorkingDirectory = platform.Root,
                    Capture = Capture.Output | Capture.Error,
                    Quiet = true,
                    Environment = OfCaller
                        .ToImmutableDictionary(name => name, _ => (string?)null)
                        .Add("PATH_TO_PROD_ROOT", platform.Root),
                },
                scope
            )
            .Wait()
            .EnsureEnded();
}
