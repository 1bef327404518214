using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using PathToProd.Facts.Artifacts;
using PathToProd.Model.Components;
using PathToProd.Tasks.Store;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Text;
using static PathToProd.Tasks.Tests.Store.StoreTestBed;

namespace PathToProd.Tasks.Tests.Store;

/// <summary>Artifacts whose digests are right and whose content is not: anyone may push one to a registry.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HostileLayerTests : IDisposable
{
    private readonly StoreTestBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [TestCase("/etc/evil", "the path /etc/evil in it is not allowed: it is absolute")]
    [TestCase(
        "../../evil",
        "the path ../../evil in it is not allowed: it does not lead straight into the artifact's folder"
    )]
    [TestCase("a/../b", "the path a/../b in it is not allowed: it does not lead straight into the artifact's folder")]
    [TestCase("a//b", "the path a//b in it is not allowed: it does not lead straight into the artifact's folder")]
    [TestCase("./a", "the path ./a in it is not allowed: it does not lead straight into the artifact's folder")]
    public void A_path_that_leads_out_is_refused(string path, string what)
    {
        foreach (var type in new[] { ComponentType.Manifests, ComponentType.Helm, ComponentType.Terraform })
        {
            var content =
                type == ComponentType.Terraform ? Zip(path) : Tar(new UstarTarEntry(TarEntryType.RegularFile, path));

            Refuse(type, content).ShouldStartWith(what);
        }

        File.Exists(Path.Combine(_bed.Root, "artifacts", "built", "evil")).ShouldBeFalse();
        Directory.GetFileSystemEntries(_bed.Workspace.Built("web")).ShouldBeEmpty();
    }

    [TestCase(TarEntryType.SymbolicLink)]
    [TestCase(TarEntryType.HardLink)]
    [TestCase(TarEntryType.CharacterDevice)]
    [TestCase(TarEntryType.BlockDevice)]
    [TestCase(TarEntryType.Fifo)]
    [TestCase(TarEntryType.Directory)]
    public void What_is_not_a_file_is_refused(TarEntryType type)
    {
        var entry = new UstarTarEntry(type, "link");
        if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
        {
            entry.LinkName = "/etc/passwd";
        }

        Refuse(ComponentType.Manifests, Tar(entry)).ShouldStartWith($"link in it is not a file ({type})");
    }

    [TestCase(0xA000, Description = "a symbolic link")]
    [TestCase(0x4000, Description = "a folder")]
    [TestCase(0x2000, Description = "a device")]
    public void What_is_not_a_file_in_a_zip_is_refused(int kind) =>
        Refuse(ComponentType.Terraform, Zip("link", kind)).ShouldStartWith("link in it is not a file");

    [Test]
    public void A_path_that_is_there_twice_is_refused() =>
        Refuse(
                ComponentType.Manifests,
                Tar(
                    new UstarTarEntry(TarEntryType.RegularFile, "a.yaml"),
                    new UstarTarEntry(TarEntryType.RegularFile, "a.yaml")
                )
            )
            .ShouldStartWith("manifests/a.yaml is in it twice");

    [Test]
    public void A_layer_that_is_not_an_archive_is_refused()
    {
        foreach (var type in new[] { ComponentType.Manifests, ComponentType.Helm, ComponentType.Terraform })
        {
            Refuse(type, "neither gzip nor zip"u8.ToArray());
        }

        var cut = Tar(
            new UstarTarEntry(TarEntryType.RegularFile, "a.yaml") { DataStream = new MemoryStream(new byte[9000]) }
        );
        Refuse(ComponentType.Manifests, cut[..40]);
    }

    [Test]
    public void Files_that_are_not_those_whose_digest_the_artifact_names_are_refused()
    {
        var message = Refuse(
            ComponentType.Manifests,
            Tar(
                new UstarTarEntry(TarEntryType.RegularFile, "a.yaml")
                {
                    DataStream = new MemoryStream("evil"u8.ToArray()),
                }
            )
        );

        message.ShouldStartWith("its files do not have the digest that it names (sha256:");
    }

    [Test]
    public void An_artifact_of_another_kind_is_refused()
    {
        var store = _bed.Open();
        var blobs = store.Blobs;
        store.Prepare();
        var manifest = new OciManifest
        {
            Config = blobs.Write("application/vnd.oci.image.config.v1+json", "{}"u8.ToArray()),
            Layers = [blobs.Write("application/vnd.oci.image.layer.v1.tar+gzip", "x"u8.ToArray())],
        };
        var artifact = Store(store, manifest);

        var failure = Should.Throw<PlatformException>(() => store.Unpack(artifact));

        failure.ExitCode.ShouldBe(ExitCode.Failed);
        failure.Message.ShouldBe(
            $"artifacts/store/blobs/sha256/{artifact.Digest.Hex}, which is listed as web 1.4.0, is not an artifact of a component: "
                + "its parts are of the types application/vnd.oci.image.config.v1+json, application/vnd.oci.image.layer.v1.tar+gzip. "
                + "Build that version here, or raise the version."
        );
        store.IsWhole(artifact).ShouldBeFalse();
    }

    /// <summary>The refusal of an artifact that has another first layer; what it says after its standing words.</summary>
    private string Refuse(ComponentType type, byte[] content)
    {
        var store = _bed.Open();
        var files = FilesOf(
            type switch
            {
                ComponentType.Helm => Chart,
                ComponentType.Terraform => Roots,
                _ => Documents,
            }
        );
        var good = store.ReadManifest(store.Add(Component(type), files, Record));
        var layer = store.Blobs.Write(good.Layers[0].MediaType, content);
        var artifact = Store(store, good with { Layers = [layer, good.Layers[1]] });

        var failure = Should.Throw<PlatformException>(() => store.Unpack(artifact));

        failure.ExitCode.ShouldBe(ExitCode.Failed);
        var start = $"web 1.4.0 ({artifact.Digest.ShortText}) cannot be unpacked: ";
        failure.Message.ShouldStartWith(start);
        failure.Message.ShouldEndWith(". None of it was used. Raise the version, and build it again.");
        return failure.Message[start.Length..];
    }

    private static StoredArtifact Store(ArtifactStore store, OciManifest manifest) =>
        store.List(
            store.Blobs.Write(MediaTypes.Manifest, manifest.ToBytes()),
            manifest,
            "web",
            Component().Version,
            Record
        );

    private static byte[] Tar(params UstarTarEntry[] entries)
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionMode.Compress))
        using (var tar = new TarWriter(gzip))
        {
            foreach (var entry in entries)
            {
                tar.WriteEntry(entry);
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Zip(string path, int kind = 0x8000)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            var entry = zip.CreateEntry(path);
            entry.ExternalAttributes = (kind | 0x1A4) << 16;
            using var content = entry.Open();
            content.Write(Encoding.UTF8.GetBytes("/etc/passwd"));
        }

        return bytes.ToArray();
    }
}
