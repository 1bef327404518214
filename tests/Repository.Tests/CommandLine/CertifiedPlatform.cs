using System.Collections.Immutable;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;
using PathToProd.Tasks.Facts.EvidenceRecords;
using PathToProd.Tasks.Facts.VersionSets;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Store;
using PathToProd.Text;
using PathToProd.Versions;

namespace Repository.Tests.CommandLine;

/// <summary>
/// A scratch platform with a test environment that is a directory. Its components are config maps, its smoke tests shell
/// scripts that look at what is deployed beside them; versions are built by the program.
/// </summary>
internal sealed class CertifiedPlatform : IDisposable
{
    public ScratchPlatform Platform { get; } =
        new ScratchPlatform()
            .RealTool("grep")
            .File(".gitignore", "artifacts/\n")
            .Environment("ci-1", "target: { directory: artifacts/ci-1 }\nfor-tests: true\n");

    public EvidenceReading Evidence => new EvidenceFile(Workspace).Read();

    private Workspace Workspace => new(Platform.Root);

    /// <summary>Builds a version of a component, whose smoke test runs a line of shell in the folder of all components.</summary>
    public CertifiedPlatform Build(string name, string version, string smoke = "true", string more = "")
    {
        Platform.Component(name, version, $"smoke: {{ script: tests/smoke.sh, timeout: 30s }}\n{more}");
        Script($"components/{name}/tests/smoke.sh", $"cd \"$PATH_TO_PROD_TARGET_DIRECTORY/..\"\n{smoke}");
        Platform.Run("--target=Build", $"--component={name}").ShouldSucceed();
        return this;
    }

    /// <summary>A line of shell that fails with a word when components have these versions.</summary>
    public static string FailsWith(params (string Name, string Version)[] together) =>
        $"if {string.Join(" && ", together.Select(one => $"grep -q 'version: {one.Version}' {one.Name}/configmap-{one.Name}.yaml 2>/dev/null"))}; "
        + $"then echo {string.Join(" and ", together.Select(one => $"{one.Name} {one.Version}"))} do not work together; exit 1; fi";

    public CertifiedPlatform Script(string path, string body)
    {
        Platform.Script(path, body);
        return this;
    }

    /// <summary>Pins a set of built versions: <c>Pin("A", "ingress 1.0.0", "base 1.0.0")</c>.</summary>
    public VersionSet Pin(string name, params string[] members)
    {
        var store = new ArtifactStore(Workspace);
        var set = new VersionSet
        {
            Name = name,
            Members = members
                .Select(member => member.Split(' '))
                .Select(words => store.Find(words[0], SemVersion.Parse(words[1]))!)
                .ToImmutableSortedDictionary(
                    artifact => artifact.Component,
                    artifact => new SetMember(artifact.Component, artifact.Version, artifact.Digest),
                    StringComparer.Ordinal
                ),
        };
        new SetFiles(Workspace).TryPin(set).ShouldBeTrue();
        return set;
    }

    public ProgramResult Certify(string set, params string[] more) =>
        Platform.Run(["--target=Certify", $"--set={set}", "--environment=ci-1", .. more]);

    public ProgramResult Validate(params string[] more) =>
        Platform.Run(["--target=Validate", "--environment=ci-1", "--since=main", .. more]);

    /// <summary>Commits what is there on the branch main, and goes on with a branch for a change.</summary>
    public CertifiedPlatform StartChange()
    {
        Git("init", "--quiet", "--initial-branch=main");
        Commit("first");
        Git("checkout", "--quiet", "-b", "change");
        return this;
    }

    public void Commit(string message)
    {
        Git("add", "components", "environments/*/environment.yaml", "platform.yaml", ".gitignore", "tools.yaml");
        Git("commit", "--quiet", "--allow-empty", "--message", message);
    }

    public string Git(params string[] arguments) => TestGit.Run(Platform.Root, arguments);

    /// <summary>The evidence in short: <c>state B passed</c>, <c>transition A -> B failed: ...</c>.</summary>
    public string[] Recorded =>
        [
            .. Evidence.Entries.Select(one =>
                $"{(one.Kind == EvidenceKind.State ? "state" : $"transition {Name(one.From)} ->")} {Name(one.Set)} "
                + $"{one.Outcome.ToString().ToLowerInvariant()}{(one.Error is { } error ? $": {error}" : "")}"
            ),
        ];

    public void Dispose() => Platform.Dispose();

    private string Name(Digest? digest) =>
        new SetFiles(Workspace).Pinned.Sets.FirstOrDefault(set => set.Digest == digest)?.Name ?? "?";
}
