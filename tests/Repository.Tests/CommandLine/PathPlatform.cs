using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>A platform with a path from ci over staging to prod, of real components that are deployed to directories.</summary>
internal sealed class PathPlatform : IDisposable
{
    public const string Path = """
        path:
          ci: {}
          staging: { after: ci, policy: early }
          prod: { after: staging, policy: late }
        policies:
          early:
            gates: { works: { known-good: {} } }
            on-failure: rollback
          late:
            gates:
              works: { known-good: {} }
              approved: { approval: { group: release-managers, quorum: 1, author: enough } }
            override: allowed
            longest-freeze: 30d

        """;

    public PathPlatform()
    {
        Platform.File("environments/promotion.yaml", Path);
        People(Environment.UserName);
        Platform.Environment(
            "sandbox",
            "target: { directory: artifacts/sandbox }\nmissing-dependencies: deploy\nfor-tests: true\n"
        );
        foreach (var name in (string[])["ci", "staging", "prod"])
        {
            Platform.Environment(name, $"target: {{ directory: artifacts/{name} }}\nversions: pinned\n");
        }
    }

    /// <summary>Who decides here, as records name them.</summary>
    public static string Who => $"{Environment.UserName}@{Environment.MachineName}";

    public SetPlatform Sets { get; } = new();

    public ScratchPlatform Platform => Sets.Platform;

    /// <summary>The records of the promotions.</summary>
    public JsonNode[] Records =>
        [
            .. Platform
                .Read("environments/promotions.jsonl")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!),
        ];

    public void Dispose() => Sets.Dispose();

    public ProgramResult Run(string target, params string[] arguments) =>
        Platform.Run([$"--target={target}", .. arguments]);

    /// <summary>Who may approve; with a file of allowed signers where it is named.</summary>
    public PathPlatform People(string people, bool hasSigners = false)
    {
        Platform.File(
            "platform.yaml",
            $"name: scratch\n{(hasSigners ? "allowed-signers: signers\n" : "")}people: {{ release-managers: [{people}] }}\n"
        );
        return this;
    }

    /// <summary>Pins what the working copy holds, and has it tested.</summary>
    public PathPlatform Good(string set)
    {
        Sets.Deploy().Pin(set);
        Run("Certify", $"--set={set}", "--environment=sandbox").ShouldSucceed();
        return this;
    }

    /// <summary>What Advance made of each environment.</summary>
    public static string[] Moves(ProgramResult advanced) =>
        [
            .. JsonNode.Parse(advanced.RawOutput)!["environments"]!
                .AsArray()
                .Select(one => $"{one!["environment"]} {one["move"]}{(one["set"] is { } set ? $" {set}" : "")}"),
        ];
}
