using System.Text;
using PathToProd.Facts.Artifacts;
using PathToProd.Model.Components;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Store;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Tasks.Tests.Tools;
using static PathToProd.Tasks.Tests.Store.StoreTestBed;

namespace PathToProd.Tasks.Tests.Store;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ArtifactFormatTests : IDisposable
{
    private readonly StoreTestBed _bed = new();
    private readonly TemporaryFolder _out = new();

    public void Dispose()
    {
        _bed.Dispose();
        _out.Dispose();
    }

    // Pinned: what other machines and later versions of this program make of the same files must be the same bytes.
    [TestCase(ComponentType.Helm, "sha256:1b7c5f59f01aa0edf6c27372ef32f8c1b8ca7597caa52a85fde2abc41793f15c")]
    [TestCase(ComponentType.Terraform, "sha256:08b0a4380c08a3e2f919f26f02021ac4d15f44a331e9c488ba4ca20e814edeb5")]
    [TestCase(ComponentType.Manifests, "sha256:bc3d351acdf9cbf289b9896008a3f95056ca8ec541992d1a9d838cfa0f9dfed9")]
    public void The_digest_is_the_same_everywhere_and_always(ComponentType type, string digest) =>
        Add(type).Digest.ToString().ShouldBe(digest);

    [TestCase(ComponentType.Helm)]
    [TestCase(ComponentType.Terraform)]
    [TestCase(ComponentType.Manifests)]
    public void The_same_files_in_another_order_folder_hour_and_record_are_the_same_blobs(ComponentType type)
    {
        using var other = new StoreTestBed();
        var files = FilesOf(Content(type));

        var first = _bed.Open().Add(Component(type), files, Record);
        var second = other.Open().Add(Component(type), [.. files.Reverse()], BuildRecord.Unknown);

        second.Digest.ShouldBe(first.Digest);
        Blobs(other).ShouldBe(Blobs(_bed));
    }

    [Test]
    public void A_chart_is_what_Helm_reads_from_registries()
    {
        var (manifest, layer) = AddAndRead(ComponentType.Helm);

        manifest.ArtifactType.ShouldBeNull();
        Text(manifest.Config).ShouldBe("""{"name":"web","version":"1.4.0","apiVersion":"v2","appVersion":"1.16"}""");
        manifest.Config.MediaType.ShouldBe("application/vnd.cncf.helm.config.v1+json");
        manifest
            .Layers.Select(blob => blob.MediaType)
            .ShouldBe([
                "application/vnd.cncf.helm.chart.content.v1.tar+gzip",
                "application/vnd.path-to-prod.component.v1.tar+gzip",
            ]);
        Tar(layer).ShouldBe(["web/Chart.yaml", "web/templates/config.yaml", "web/values.yaml"]);
        Tar(_bed.Blob(manifest.Layers[1].Digest)).ShouldBe(["Tasks.cs", "component.yaml", "tests/smoke.sh"]);
    }

    [Test]
    public void Helm_shows_and_renders_the_chart_in_the_layer()
    {
        var (_, layer) = AddAndRead(ComponentType.Helm);
        var chart = Path.Combine(_out.Path, "web-1.4.0.tgz");
        File.Copy(layer, chart);

        Run(RealTools.Helm, "show", "chart", chart)
            .ShouldBe("apiVersion: v2\nappVersion: \"1.16\"\nname: web\nversion: 1.4.0\n\n");
        Run(RealTools.Helm, "template", "web", chart).ShouldContain("replicas: \"2\"");
        Run(RealTools.Helm, "lint", chart).ShouldContain("1 chart(s) linted, 0 chart(s) failed");
    }

    [Test]
    public void The_layer_has_the_files_that_helm_package_packs_and_nothing_is_lost()
    {
        string[] rules =
        [
            "# left out",
            "*.bak",
            "/notes.txt",
            "docs/",
            "templates/draft-?.yaml",
            "*.[oa]",
            "  ",
            "crds/a*b",
        ];
        string[] more =
        [
            "a.bak",
            "templates/b.bak",
            "notes.txt",
            "files/notes.txt",
            "docs/a.md",
            "files/docs/a.md",
            "files/docs.md",
            "templates/draft-1.yaml",
            "templates/draft-12.yaml",
            "templates/.hidden",
            "templates/sub/.hidden",
            ".dot",
            "files/x.o",
            "files/x.oa",
            "crds/axb",
            "crds/b",
            "LICENSE",
            "README.md",
            "charts/sub/Chart.yaml",
        ];
        var files = new Dictionary<string, string>(Chart, StringComparer.Ordinal)
        {
            ["chart/.helmignore"] = string.Join('\n', rules),
        };
        foreach (var path in more)
        {
            files[$"chart/{path}"] =
                path == "charts/sub/Chart.yaml" ? "apiVersion: v2\nname: sub\nversion: 1.0.0\n" : "# x\n";
        }

        var store = _bed.Open();
        var artifact = store.Add(Component(ComponentType.Helm), FilesOf(files), Record);

        var folder = store.Unpack(artifact);
        FileTree.Files(folder).ShouldBe(files.Keys.Order(StringComparer.Ordinal));
        Run(RealTools.Helm, "package", Path.Combine(folder, "chart"), "--destination", _out.Path);
        Tar(_bed.Blob(store.ReadManifest(artifact).Layers[0].Digest))
            .Order(StringComparer.Ordinal)
            .ShouldBe(Tar(Path.Combine(_out.Path, "web-1.4.0.tgz")).Order(StringComparer.Ordinal));
    }

    [Test]
    public void Roots_are_a_module_package_that_OpenTofu_reads_from_registries()
    {
        var (manifest, layer) = AddAndRead(ComponentType.Terraform);

        manifest.ArtifactType.ShouldBe("application/vnd.opentofu.modulepkg");
        manifest.Config.MediaType.ShouldBe("application/vnd.oci.empty.v1+json");
        Text(manifest.Config).ShouldBe("{}");
        manifest.Layers.Count(blob => blob.MediaType == "archive/zip").ShouldBe(1);
        Run("unzip", "-Z", layer)
            .ReplaceLineEndings("\n")
            .Split('\n')
            .Where(line => line.StartsWith('-'))
            .ShouldBe([
                "-rwxr-xr-x  2.0 unx       10 b- stor 80-Jan-01 00:00 eks/look.sh",
                "-rw-r--r--  2.0 unx       13 b- stor 80-Jan-01 00:00 eks/main.tf",
                "-rw-r--r--  2.0 unx       13 b- stor 80-Jan-01 00:00 sandbox/main.tf",
            ]);
        Run("unzip", "-tq", layer).ShouldStartWith("No errors detected");
        Run("python3", "-c", "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).testzip())", layer)
            .ShouldBe("None\n");
    }

    [TestCase(ComponentType.Manifests)]
    [TestCase(ComponentType.Controller)]
    public void Manifests_are_what_Flux_reads_from_registries(ComponentType type)
    {
        var (manifest, layer) = AddAndRead(type);

        manifest.Config.MediaType.ShouldBe("application/vnd.cncf.flux.config.v1+json");
        manifest.Layers[0].MediaType.ShouldBe("application/vnd.cncf.flux.content.v1.tar+gzip");
        Tar(layer).ShouldBe(["a.yaml", "more/b.yaml"]);
    }

    [Test]
    public void A_tar_file_names_no_time_owner_or_machine()
    {
        var (manifest, _) = AddAndRead(ComponentType.Helm);

        Run("tar", "--numeric-owner", "--utc", "--full-time", "-tzvf", _bed.Blob(manifest.Layers[1].Digest))
            .ShouldBe(
                """
                -rw-r--r-- 0/0               8 1970-01-01 00:00:00 Tasks.cs
                -rw-r--r-- 0/0              36 1970-01-01 00:00:00 component.yaml
                -rwxr-xr-x 0/0              10 1970-01-01 00:00:00 tests/smoke.sh

                """
            );
    }

    [Test]
    public void The_manifest_names_what_it_holds_by_the_names_of_OCI()
    {
        var store = new ArtifactStore(_bed.Workspace, new Uri("https://example.com/platform"));
        var artifact = store.Add(Component(), FilesOf(Documents), Record);

        var text = Text(artifact.Manifest);

        var manifest = store.ReadManifest(artifact);
        var (config, layers) = (manifest.Config, manifest.Layers);
        text.ShouldBe(
            $$$"""
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
            "config":{"mediaType":"application/vnd.cncf.flux.config.v1+json","digest":"{{{config.Digest}}}","size":2},
            "layers":[{"mediaType":"application/vnd.cncf.flux.content.v1.tar+gzip","digest":"{{{layers[
                0
            ].Digest}}}","size":{{{layers[0].Size}}}},
            {"mediaType":"application/vnd.path-to-prod.component.v1.tar+gzip","digest":"{{{layers[
                1
            ].Digest}}}","size":{{{layers[1].Size}}}}],
            "annotations":{"org.opencontainers.image.revision":"{{{manifest.Annotations[AnnotationNames.Revision]}}}",
            "org.opencontainers.image.source":"https://example.com/platform","org.opencontainers.image.title":"web",
            "org.opencontainers.image.version":"1.4.0"}}
            """.ReplaceLineEndings(
                ""
            )
        );
    }

    [Test]
    public void Long_and_foreign_names_are_read_by_tar_and_unzip()
    {
        var names = new[]
        {
            $"{new string('l', 150)}.yaml",
            $"{string.Join('/', Enumerable.Repeat("deep", 40))}/{new string('n', 90)}.yaml",
            "ünï.yaml",
            "new\nline.yaml",
        };
        var store = _bed.Open();
        var tar = store.Add(Component(), [.. names.Select(name => SourceFile($"manifests/{name}", name))], Record);
        var zip = store.Add(
            Component(ComponentType.Terraform),
            [.. names.Select(name => SourceFile($"terraform/{name}", name))],
            Record
        );

        Run("tar", "-xzf", _bed.Blob(store.ReadManifest(tar).Layers[0].Digest), "-C", _out.Path);
        names.ShouldAllBe(name => File.ReadAllText(Path.Combine(_out.Path, name)) == name);

        const string list =
            "import sys, zipfile; print(sorted(zipfile.ZipFile(sys.argv[1]).namelist()) == sorted(sys.argv[2:]))";
        Run("python3", ["-c", list, _bed.Blob(store.ReadManifest(zip).Layers[0].Digest), .. names]).ShouldBe("True\n");
    }

    private StoredArtifact Add(ComponentType type) => _bed.Open().Add(Component(type), FilesOf(Content(type)), Record);

    private (OciManifest Manifest, string FirstLayer) AddAndRead(ComponentType type)
    {
        var manifest = _bed.Open().ReadManifest(Add(type));
        return (manifest, _bed.Blob(manifest.Layers[0].Digest));
    }

    private string Text(OciDescriptor blob) => File.ReadAllText(_bed.Blob(blob.Digest), Encoding.UTF8);

    private static string[] Tar(string layer) =>
        Run("tar", "-tzf", layer).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string[] Blobs(StoreTestBed bed) =>
        [
            .. Directory
                .GetFiles(Path.Combine(bed.Store, "blobs", "sha256"))
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal),
        ];

    private static string Run(string program, params string[] arguments) =>
        ExternalProgram.Run("/", program, arguments);

    private static Dictionary<string, string> Content(ComponentType type) =>
        type switch
        {
            ComponentType.Helm => Chart,
            ComponentType.Terraform => Roots,
            _ => Documents,
        };
}
