using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Model.Platform.Checks;

/// <summary>What must hold for declared tests beside what each says by itself.</summary>
internal static class TestChecks
{
    private const string Smoke = "smoke";

    /// <summary>A component's tests: each name once, and none that the smoke test has already.</summary>
    public static void Component(ComponentManifest manifest, List<Problem> problems) =>
        Names(manifest.Tests, manifest.Source, manifest.Name, problems);

    /// <summary>The platform's own tests: as for a component; and their scripts are files of the working copy.</summary>
    public static void Platform(PlatformManifest? platform, IPlatformFiles files, List<Problem> problems)
    {
        if (platform is not { Tests.Length: > 0 })
        {
            return;
        }

        Names(platform.Tests, platform.Source, "the platform", problems);
        for (var index = 0; index < platform.Tests.Length; index++)
        {
            Script(platform.Tests[index].Script, platform.Source[$"tests.{index}.script"], files, problems);
        }
    }

    private static void Names(
        IReadOnlyList<IntegrationTest> tests,
        SourceMap source,
        string owner,
        List<Problem> problems
    )
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < tests.Count; index++)
        {
            var name = tests[index].Name;
            var where = source[$"tests.{index}.name"];
            if (name == Smoke)
            {
                problems.Add(
                    new Problem(where, "smoke is the name of the smoke test, so no other can have it", "rename it")
                );
            }
            else if (name.Length > 0 && !seen.Add(name))
            {
                problems.Add(new Problem(where, $"two tests of {owner} are named {name}", "rename one of the two"));
            }
        }
    }

    private static void Script(string script, SourcePosition where, IPlatformFiles files, List<Problem> problems)
    {
        if (script.Length == 0)
        {
            return; // the shape reported it
        }

        var slash = script.LastIndexOf('/');
        var entry = files
            .List(slash < 0 ? "" : script[..slash])
            .FirstOrDefault(entry => entry.Name == script[(slash + 1)..]);
        if (entry is null)
        {
            problems.Add(new Problem(where, $"the script {script} does not exist", "add it, or correct its path"));
        }
        else if (entry.Kind != PlatformEntryKind.File)
        {
            problems.Add(
                new Problem(
                    where,
                    entry.Kind == PlatformEntryKind.Folder
                        ? $"the script {script} is a folder"
                        : $"the script {script} is a link out of its folder, to {entry.LinksTo}",
                    "name a file that can be started"
                )
            );
        }
    }
}
