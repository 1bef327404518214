using System.Text;
using System.Text.Json.Nodes;
using PathToProd.Facts.Artifacts;
using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Store;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Text;
using PathToProd.Versions;

namespace Repository.Tests.CommandLine;

/// <summary>The targets Versions and Publish, with a real registry on this machine.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class ArtifactTargetTests : IDisposable
{
    private readonly LoopbackRegistry _registry = LoopbackRegistry.Start();
    private readonly ScratchPlatform _platform = new ScratchPlatform()
        .Component("ingress", "1.4.0")
        .Component("settings")
        .RealTool("skopeo");

    public void Dispose()
    {
        _platform.Dispose();
        _registry.Dispose();
    }

    [Test]
    public void What_the_store_holds_is_published_once_and_listed()
    {
        UseRegistry();
        var digest = Add("ingress", "1.4.0", "a: 1\n");
        Add("settings", "1.0.0", "a: 1\n");

        var published = _platform.Run("--target=Publish", "--component=all").ShouldSucceed();
        var again = _platform.Run("--target=Publish", "--component=ingress", "--output=json").ShouldSucceed();
        var versions = _platform.Run("--target=Versions", "--output=json").ShouldSucceed();

        published.Tables.ShouldBe(
            $"""
            COMPONENT  VERSION  DIGEST  OUTCOME
            ingress  1.4.0  sha256:<digest>  published
            settings  1.0.0  sha256:<digest>  published

            In {_registry.Address}. Versions lists all that is there.

            """
        );
        Json(again)["artifacts"]![0]!.ToJsonString().ShouldContain("\"outcome\":\"unchanged\"");
        Json(versions)["versions"]!
            .AsArray()
            .Select(version =>
                $"{version!["component"]} {version["version"]} {version["inStore"]} {version["inRegistry"]}"
            )
            .ShouldBe(["ingress 1.4.0 true true", "settings 1.0.0 true true"]);
        Json(versions)["versions"]![0]!["digest"]!.ToString().ShouldBe(digest.ToString());
        Json(versions)["versions"]![0]!["commit"]!.ToString().ShouldBe("0123abcd");
    }

    [Test]
    public void A_version_that_was_never_built_is_refused_before_anything_is_published()
    {
        UseRegistry();
        Add("ingress", "1.4.0", "a: 1\n");

        _platform
            .Run("--target=Publish", "--component=all")
            .ShouldOnlySay(
                2,
                "components/settings/component.yaml(2,1): settings 1.0.0 is not in artifacts/store; "
                    + "build it first: ./build.sh --target=Build --component=settings"
            );
        _platform.Run("--target=Versions", "--component=ingress").ShouldSucceed().Said.ShouldNotContain("registry");
    }

    [Test]
    public void A_published_version_with_another_digest_is_refused_and_nothing_else_published()
    {
        UseRegistry();
        var first = Add("settings", "1.0.0", "a: 1\n");
        _platform.Run("--target=Publish", "--component=settings").ShouldSucceed();
        var second = Add("settings", "1.0.0", "a: 2\n");
        Add("ingress", "1.4.0", "a: 1\n");

        var refused = _platform.Run("--target=Publish", "--component=all").ShouldEnd(3);

        refused.Raw.ShouldContain(
            $"settings 1.0.0 is already published as {first}; raise the version. What is built here is {second}.\nNothing was published."
        );
        Json(_platform.Run("--target=Versions", "--output=json"))["versions"]!
            .AsArray()
            .Select(version =>
                $"{version!["component"]} {version["inStore"]} {version["inRegistry"]} {version["isCurrent"]}"
            )
            .ShouldBe(["ingress true false true", "settings true true true", "settings true false true"]);
    }

    [Test]
    public void A_platform_without_a_registry_says_where_to_name_one()
    {
        Add("ingress", "1.4.0", "a: 1\n");

        _platform
            .Run("--target=Publish", "--component=ingress")
            .ShouldOnlySay(
                2,
                "platform.yaml: it names no registry to publish to; add store: oci://registry.example.com/platform"
            );
    }

    [Test]
    public void A_registry_that_is_down_is_reported_and_what_is_here_is_still_listed()
    {
        UseRegistry();
        Add("ingress", "1.4.0", "a: 1\n");
        _registry.Stop();

        var versions = _platform.Run("--target=Versions").ShouldEnd(1);
        var publish = _platform.Run("--target=Publish", "--component=ingress").ShouldEnd(1);

        versions.Said.ShouldContain("ingress 1.4.0 sha256:<digest>");
        versions.Error.ShouldStartWith(
            $"Nothing is known about {_registry.Address}:\nskopeo list-tags failed with exit code 1.\n"
        );
        publish.Error.ShouldEndWith(
            "The registry cannot be reached. Check its address in platform.yaml and this machine's network, then run the same command again.\n"
        );
    }

    [Test]
    public void Versions_without_a_registry_need_no_tool_and_touch_nothing()
    {
        File.Delete(Path.Combine(_platform.Bin, "skopeo"));

        var nothing = _platform.Run("--target=Versions").ShouldSucceed();
        nothing.Output.ShouldBe("No artifact was built or published yet.\n");
        nothing.ShouldTouchNothing();

        Add("ingress", "1.4.0", "a: 1\n");
        Add("ingress", "1.4.0", "a: 2\n");
        Add("ingress", "1.10.0", "a: 3\n");
        var versions = _platform.Run("--target=Versions", "--component=ingress").ShouldSucceed();
        versions.ShouldTouchNothing();
        versions
            .Output.Split('\n')
            .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2)))
            .ShouldBe(["COMPONENT VERSION", "ingress 1.10.0", "ingress 1.4.0", "ingress 1.4.0", ""]);
        versions.Output.ShouldContain("store, an older build");
    }

    [Test]
    public void Versions_of_a_component_whose_source_is_not_here_are_listed()
    {
        Add("retired", "0.9.0", "a: 1\n");

        _platform.Run("--target=Versions").ShouldSucceed().Said.ShouldContain("retired 0.9.0");
        _platform.Run("--target=Versions", "--component=retired").ShouldSucceed().Said.ShouldContain("retired 0.9.0");
    }

    [Test]
    public void Versions_of_a_misspelt_component_suggest_one() =>
        _platform
            .Run("--target=Versions", "--component=ingres")
            .ShouldOnlySay(2, "there is no component ingres; did you mean ingress?");

    [Test]
    public void A_damaged_index_is_reported()
    {
        Add("ingress", "1.4.0", "a: 1\n");
        _platform.File("artifacts/store/index.json", "{\"schemaVersion\":2,\"mani");

        _platform
            .Run("--target=Versions")
            .ShouldOnlySay(
                1,
                "artifacts/store/index.json is damaged: it is not JSON in line 1. None of it was used. Move it away; "
                    + "what is built or fetched from then on is listed again, and no artifact is lost."
            );
    }

    [Test]
    public void Without_Skopeo_publishing_says_how_to_get_it()
    {
        UseRegistry();
        Add("ingress", "1.4.0", "a: 1\n");
        File.Delete(Path.Combine(_platform.Bin, "skopeo"));

        var refused = _platform.Run("--target=Publish", "--component=ingress").ShouldEnd(2);

        refused.Error.ShouldContain("install Skopeo as https://github.com/containers/skopeo/blob/main/install.md says");
    }

    private void UseRegistry() =>
        _platform.File("platform.yaml", $"name: scratch\ndefault-environment: sandbox\nstore: {_registry.Address}\n");

    private Digest Add(string component, string version, string text)
    {
        var store = new ArtifactStore(new Workspace(_platform.Root));
        var manifest = new ComponentManifest
        {
            Name = component,
            Version = SemVersion.Parse(version),
            Type = ComponentType.Manifests,
            Namespace = component,
            Source = SourceMap.Of($"components/{component}/component.yaml"),
        };
        var bytes = Encoding.UTF8.GetBytes(text);
        var file = new ArtifactFile(
            "manifests/a.yaml",
            false,
            bytes.Length,
            Digest.Of(bytes),
            () => new MemoryStream(bytes)
        );
        var record = new BuildRecord(DateTimeOffset.UnixEpoch, "0123abcd", "run", "ann");
        var digest = store.Add(manifest, [file], record).Digest;
        store.Flush();
        return digest;
    }

    private static JsonNode Json(ProgramResult result) =>
        JsonNode.Parse(result.Raw[result.Raw.IndexOf('{')..(result.Raw.LastIndexOf('}') + 1)])!;
}
