using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Model.Components;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs.Certification;

/// <summary>The tests of a version set: as they are declared, and where the scripts are.</summary>
/// <param name="Declared">All of them, in their order.</param>
/// <param name="Scripted">Those that are scripts of <c>tests:</c>, by full name.</param>
internal sealed record SetTests(
    ImmutableArray<DeclaredTest> Declared,
    ImmutableSortedDictionary<string, ScriptedTest> Scripted
)
{
    /// <summary>Finds them, and checks that every script is there.</summary>
    /// <exception cref="PlatformException">Scripts are missing (exit code 2): all of them.</exception>
    public static SetTests Of(RunServices services, PreparedSet set)
    {
        var platform = set.Chosen.Model.Platform;
        var scripted = set
            .Components.SelectMany(component =>
                component.Tests.Select(test => new ScriptedTest(component, test, FolderOf(component)))
            )
            .Concat(platform.Tests.Select(test => new ScriptedTest(null, test, services.Workspace.Root)))
            .ToImmutableSortedDictionary(test => test.Name, test => test, StringComparer.Ordinal);
        var problems = scripted
            .Values.Where(test => !File.Exists(Path.Combine(test.Folder, test.Declared.Script)))
            .Select(test => Missing(test, set))
            .ToArray();
        return problems.Length == 0
            ? new SetTests(DeclaredTests.Of(set.Components, platform, Script), scripted)
            : throw new PlatformException(problems);

        string FolderOf(ComponentManifest component) => services.Store.Unpack(set.Chosen.Given[component.Name]);

        Digest Script(ComponentManifest? component, string script) =>
            DigestOf(Path.Combine(component is null ? services.Workspace.Root : FolderOf(component), script));
    }

    /// <summary>The platform's own tests, which every set has.</summary>
    public static IEnumerable<DeclaredTest> OfPlatform(RunServices services) =>
        DeclaredTests.OfPlatform(
            services.Model.Platform,
            [],
            script => DigestOf(Path.Combine(services.Workspace.Root, script))
        );

    // A smoke script may be missing in an artifact; then the smoke test fails and says so.
    private static Digest DigestOf(string script) =>
        File.Exists(script) ? Digest.Of(File.ReadAllBytes(script)) : Digest.None;

    private static Problem Missing(ScriptedTest test, PreparedSet set) =>
        test.Component is { } component
            ? new Problem(
                null,
                $"the test {test.Name} of {set.Set.Name} is {test.Declared.Script}, which the artifact of {component.Name} {component.Version} does not hold",
                "build and publish a new version of it, and put that into the set"
            )
            : new Problem(
                new SourcePosition("platform.yaml"),
                $"the script {test.Declared.Script} does not exist",
                "add it, or correct its path"
            );
}
