using System.Collections.Immutable;
using PathToProd.Decisions.Ordering;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Sources;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Decisions.Compatibility;

/// <summary>Which tests a version set has: the smoke test of each component, its integration tests, and the platform's own.</summary>
public static class DeclaredTests
{
    /// <summary>The name before the slash of the platform's own tests.</summary>
    public const string Platform = "platform";

    /// <summary>The name behind the slash of a smoke test.</summary>
    public const string Smoke = "smoke";

    /// <summary>The tests of a set: of its components by name, each smoke test first; then the platform's own.</summary>
    /// <param name="components">The set's components, as their artifacts describe them.</param>
    /// <param name="platform">What <c>platform.yaml</c> says.</param>
    /// <param name="script">
    /// The digest of a script's bytes; the component whose folder it is in is null for a script of the platform's own.
    /// </param>
    public static ImmutableArray<DeclaredTest> Of(
        IEnumerable<ComponentManifest> components,
        PlatformManifest platform,
        Func<ComponentManifest?, string, Digest> script
    )
    {
        ComponentManifest[] all = [.. components.OrderBy(component => component.Name, StringComparer.Ordinal)];
        var graph = RequirementGraph.Of(all);
        var tests = ImmutableArray.CreateBuilder<DeclaredTest>();
        foreach (var component in all)
        {
            ImmutableArray<string> reach = [.. graph.WithRequirements(component.Name)];
            if (component.Smoke is { } smoke)
            {
                var name = $"{component.Name}/{Smoke}";
                var digest = smoke.Script is null ? null : script(component, smoke.Script);
                tests.Add(new DeclaredTest(name, DigestOf(name, smoke, digest), IsBlocking: true, reach));
            }

            tests.AddRange(
                component.Tests.Select(test => Declared(component.Name, test, script(component, test.Script), reach))
            );
        }

        return [.. tests, .. OfPlatform(platform, all.Select(one => one.Name), path => script(null, path))];
    }

    /// <summary>The platform's own tests.</summary>
    /// <param name="platform">What <c>platform.yaml</c> says.</param>
    /// <param name="components">All components of the set, by name: what such a test covers unless it says so.</param>
    /// <param name="script">The digest of a script's bytes, by its path from the repository's root.</param>
    public static IEnumerable<DeclaredTest> OfPlatform(
        PlatformManifest platform,
        IEnumerable<string> components,
        Func<string, Digest> script
    )
    {
        ImmutableArray<string> all = [.. components];
        return platform.Tests.Select(test => Declared(Platform, test, script(test.Script), all));
    }

    private static DeclaredTest Declared(
        string owner,
        IntegrationTest test,
        Digest script,
        ImmutableArray<string> reach
    )
    {
        var name = $"{owner}/{test.Name}";
        return new DeclaredTest(
            name,
            DigestOf(name, test, script),
            test.IsBlocking,
            test.Covers.IsEmpty ? reach : [.. test.Covers.Order(StringComparer.Ordinal)]
        );
    }

    private static Digest DigestOf(string name, SmokeTests smoke, Digest? script) =>
        DigestOf([
            new InputDigest("name", name),
            new InputDigest("timeout", smoke.Timeout.ToString()),
            .. smoke.Ready.Select((resource, at) => new InputDigest($"ready {at}", resource)),
            .. smoke.Http.Select((check, at) => new InputDigest($"http {at}", $"{check.Status} {check.Url}")),
            new InputDigest("script", script?.ToString() ?? ""),
        ]);

    private static Digest DigestOf(string name, IntegrationTest test, Digest script) =>
        DigestOf([
            new InputDigest("name", name),
            new InputDigest("timeout", test.Timeout.ToString()),
            new InputDigest("blocking", test.IsBlocking ? "true" : "false"),
            new InputDigest("covers", string.Join(' ', test.Covers)),
            new InputDigest("script", script.ToString()),
        ]);

    private static Digest DigestOf(InputDigest[] parts) => new InputDigests(parts).Key;
}
