using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Repository.Tests.CommandLine;

/// <summary>The target Resolve over a real registry: which versions it asks for, and which it knows already.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(300_000)]
public sealed partial class RegistryResolveTests : IDisposable
{
    private readonly SetPlatform _sets = new SetPlatform().Build("base", "1.0.0").Build("web", "1.0.0");
    private readonly LoopbackRegistry _registry = LoopbackRegistry.Start();
    private readonly ManyVersions _many;

    public RegistryResolveTests()
    {
        _many = new ManyVersions(_registry, Platform);
        Platform
            .RealTool("skopeo")
            .File("platform.yaml", $"name: scratch\ndefault-environment: sandbox\nstore: {_registry.Address}\n");
    }

    private ScratchPlatform Platform => _sets.Platform;

    public void Dispose()
    {
        _many.Dispose();
        _registry.Dispose();
        _sets.Dispose();
    }

    [Test]
    public void Of_many_versions_each_is_asked_for_once_and_then_only_new_ones()
    {
        Publish(60);

        Resolved().ShouldBe("base 1.59.0, web 1.59.0");
        Asked().Count(one => one.StartsWith("web ", StringComparison.Ordinal)).ShouldBe(60);
        Resolved().ShouldBe("base 1.59.0, web 1.59.0");
        Asked().ShouldBeEmpty("all of it is known");

        _many.Publish("web", [("1.60.0", Requires("1.59.x"))]);
        Resolved().ShouldBe("base 1.59.0, web 1.60.0");
        Asked().ShouldBe(["web 1.60.0"]);
    }

    [Test]
    public void A_version_that_was_published_again_is_asked_for_and_so_is_one_without_a_build_record()
    {
        Publish(3);
        _many.Publish("web", [("1.5.0", Requires("1.2.x"))], hasRecords: false);
        Resolved().ShouldBe("base 1.2.0, web 1.5.0");
        Asked();

        Resolved().ShouldBe("base 1.2.0, web 1.5.0");
        Asked().ShouldBe(["web 1.5.0"]);
        _many.Publish("web", [("1.5.0", Requires("9.x"))]);
        Resolved().ShouldBe("base 1.2.0, web 1.2.0");
        _many.Publish("web", [("1.2.0", Requires("8.x"))]);
        Resolved().ShouldBe("base 1.1.0, web 1.1.0");
        Resolved().ShouldBe("base 1.1.0, web 1.1.0");
    }

    [Test]
    public void A_manifest_that_was_damaged_is_asked_for_again()
    {
        Publish(3);
        Resolved();
        Asked();
        foreach (var file in Directory.GetFiles(Path.Combine(Platform.Root, "artifacts", "manifests", "web")))
        {
            File.AppendAllText(file, " ");
        }

        Resolved().ShouldBe("base 1.2.0, web 1.2.0");
        Asked().Order(StringComparer.Ordinal).ShouldBe(["web 1.0.0", "web 1.1.0", "web 1.2.0"]);
        Resolved();
        Asked().ShouldBeEmpty();
    }

    [Test]
    public void What_does_not_say_that_it_asks_nothing_is_fetched_once()
    {
        _many.Publish("base", [("1.1.0", null), ("1.2.0", null)]);

        Resolved().ShouldBe("base 1.2.0, web 1.0.0");
        Asked().Order(StringComparer.Ordinal).ShouldBe(["base 1.1.0", "base 1.2.0"]);
        Resolved().ShouldBe("base 1.2.0, web 1.0.0");
        Asked().ShouldBeEmpty();
    }

    private void Publish(int versions)
    {
        _many.Publish("base", Enumerable.Range(0, versions).Select(one => ($"1.{one}.0", (string?)"{}")));
        _many.Publish("web", Enumerable.Range(0, versions).Select(one => ($"1.{one}.0", Requires($"1.{one}.x"))));
    }

    private static string? Requires(string range) => $"{{\"requires\":{{\"base\":\"{range}\"}}}}";

    private string Resolved()
    {
        var resolved = Platform.Run("--target=Resolve", "--output=json").ShouldSucceed();
        return string.Join(
            ", ",
            JsonNode.Parse(resolved.RawOutput)!["components"]!
                .AsArray()
                .Select(one => $"{one!["component"]} {one["version"]}")
        );
    }

    private int _read;

    /// <summary>The versions that the registry was asked for since the last time, as <c>web 1.2.0</c>.</summary>
    private string[] Asked()
    {
        var log = _registry.Log;
        var asked = Manifest()
            .Matches(log[_read..])
            .Select(match => $"{match.Groups["component"]} {match.Groups["version"]}")
            .Distinct()
            .ToArray();
        _read = log.Length;
        return asked;
    }

    [GeneratedRegex(
        "\"GET /v2/platform/(?<component>[a-z]+)/manifests/(?<version>[0-9]+[.][0-9.]+) ",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Manifest();
}
