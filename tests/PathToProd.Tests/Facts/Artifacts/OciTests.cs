using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Facts.Artifacts;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Tests.Facts.Artifacts;

public sealed class OciTests
{
    private static readonly string Digest = "sha256:" + new string('a', 64);

    [Test]
    public void A_manifest_is_read_as_it_was_written()
    {
        var manifest = new OciManifest
        {
            ArtifactType = MediaTypes.BuildRecord,
            Config = new OciDescriptor(MediaTypes.Empty, new Digest(Digest), 2),
            Layers = [new OciDescriptor(MediaTypes.Zip, new Digest(Digest), 10)],
            Subject = new OciDescriptor(MediaTypes.Manifest, new Digest(Digest), 700),
            Annotations = OciDescriptor.NoAnnotations.Add("b", "\"\n\u0001é東\\").Add("a", ""),
        };

        OciManifest.TryParse(manifest.ToBytes(), out var read, out _).ShouldBeTrue();

        read!.ToBytes().ShouldBe(manifest.ToBytes());
        Encoding
            .UTF8.GetString(manifest.ToBytes())
            .ShouldEndWith("\"annotations\":{\"a\":\"\",\"b\":\"\\\"\\u000a\\u0001é東\\\\\"}}", Case.Sensitive);
    }

    [TestCase("", "it is not JSON")]
    [TestCase("[]", "it is not what OCI says")]
    [TestCase("{}", "it has no config")]
    [TestCase(
        """{"mediaType":"application/vnd.oci.image.index.v1+json"}""",
        "it is of the type application/vnd.oci.image.index.v1+json"
    )]
    [TestCase("""{"config":{}}""", "a descriptor in it has no media type")]
    [TestCase("""{"config":5}""", "it is not what OCI says")]
    [TestCase(
        """{"config":{"mediaType":"a","digest":"sha256:x","size":1}}""",
        "a descriptor in it has the digest sha256:x"
    )]
    [TestCase("""{"config":{"mediaType":"a","size":1}}""", "a descriptor in it has the digest null")]
    public void A_manifest_that_is_none_is_refused_with_what_is_wrong(string text, string what)
    {
        OciManifest.TryParse(Encoding.UTF8.GetBytes(text), out _, out var error).ShouldBeFalse();

        error.ShouldBe(what);
    }

    [TestCase("-1")]
    [TestCase("\"5\"")]
    [TestCase("1e99")]
    public void A_size_that_is_none_is_refused(string size)
    {
        var text = $$"""{"config":{"mediaType":"a","digest":"{{Digest}}","size":{{size}}},"layers":[]}""";

        OciManifest.TryParse(Encoding.UTF8.GetBytes(text), out _, out var error).ShouldBeFalse();

        error.ShouldBe($"the descriptor of {Digest} in it has no size");
    }

    [TestCase("sha256:ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef0123456789")]
    [TestCase("sha512:aaaa")]
    [TestCase("sha256:../../../../etc/passwd")]
    [TestCase("sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n")]
    public void What_is_not_a_digest_never_becomes_a_path(string text) => new Digest(text).IsValid.ShouldBeFalse();

    [Test]
    public void Stable_JSON_is_JSON_that_says_the_same()
    {
        var text = new string([.. Enumerable.Range(0, 0x300).Select(letter => (char)letter)]) + "\u2028😀";
        var node = new JsonObject
        {
            [text] = text,
            ["list"] = new JsonArray(1, 2.5, true, false, null, new JsonObject(), new JsonArray()),
        };

        var written = StableJson.Write(node);

        JsonNode.DeepEquals(JsonNode.Parse(written), node).ShouldBeTrue();
        written.ShouldEndWith("\"list\":[1,2.5,true,false,null,{},[]]}", Case.Sensitive);
    }

    [Test]
    public void A_build_record_is_read_as_it_was_written_and_omits_what_was_not_recorded()
    {
        var record = new BuildRecord(
            new DateTimeOffset(2026, 11, 22, 10, 15, 30, TimeSpan.FromHours(2)),
            "abc",
            null,
            "Zoë@laptop"
        );

        var read = BuildRecord.From(record.ToAnnotations());

        read.ShouldBe(record);
        record
            .ToAnnotations()
            .Keys.ShouldBe(["dev.path-to-prod.commit", "dev.path-to-prod.who", "org.opencontainers.image.created"]);
        record.ToAnnotations()[AnnotationNames.Created].ShouldBe("2026-11-22T08:15:30Z");
        BuildRecord.From(ImmutableSortedDictionary<string, string>.Empty).ShouldBe(BuildRecord.Unknown);
        BuildRecord.From(OciDescriptor.NoAnnotations.Add(AnnotationNames.Created, "yesterday")).Created.ShouldBeNull();
    }

    [Test]
    public void A_charts_config_has_texts_where_Helm_wants_texts()
    {
        const string chart = """
            type: application
            version: 1.0.0
            name: web
            apiVersion: v2
            appVersion: 1.10
            kubeVersion: ">=1.20"
            deprecated: true
            unknown: left out
            annotations: { count: 5, flag: true }
            keywords: [a, 1]
            maintainers: [{ name: Ann, email: ann@example.com }]
            dependencies:
              - { name: sub, version: 2, tags: [x], enabled: true, import-values: [{ child: a, parent: b }] }
            """;

        ChartConfig.TryRead(chart, out var name, out var config).ShouldBeTrue();

        name.ShouldBe("web");
        Encoding
            .UTF8.GetString(config!)
            .ShouldBe(
                """
                {"name":"web","version":"1.0.0","keywords":["a","1"],"maintainers":[{"name":"Ann","email":"ann@example.com"}],
                "apiVersion":"v2","appVersion":"1.10","deprecated":true,"annotations":{"count":"5","flag":"true"},
                "kubeVersion":">=1.20","dependencies":[{"name":"sub","version":"2","tags":["x"],"enabled":true,
                "import-values":[{"child":"a","parent":"b"}]}],"type":"application"}
                """.ReplaceLineEndings("")
            );
        JsonDocument.Parse(config!).Dispose();
    }

    [TestCase("")]
    [TestCase("- a\n")]
    [TestCase("name: [\n")]
    [TestCase("version: 1.0.0\n")]
    [TestCase("name: a/b\n")]
    [TestCase("name: ..\n")]
    public void A_text_that_names_no_chart_is_refused(string chart) =>
        ChartConfig.TryRead(chart, out _, out _).ShouldBeFalse();
}
