using System.Text;
using PathToProd.Facts.Artifacts;
using PathToProd.Model.Components;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Versions;
using static PathToProd.Tasks.Tests.Store.StoreTestBed;

namespace PathToProd.Tasks.Tests.Store;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ArtifactStoreTests : IDisposable
{
    private static readonly SemVersion Version = SemVersion.Parse("1.4.0");

    private readonly StoreTestBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Test]
    public void What_is_added_is_found_by_digest_and_by_version_even_by_the_next_run()
    {
        var store = _bed.Open();

        var added = store.Add(Component(), FilesOf(Documents), Record);

        store.Find(added.Digest).ShouldBe(added);
        store.Flush();
        var next = _bed.Open();
        next.Find("web", Version)!.Digest.ShouldBe(added.Digest);
        var found = next.Find(added.Digest)!;
        found.Record.ShouldBe(Record);
        found.Size.ShouldBe(added.Size);
        next.IsWhole(found).ShouldBeTrue();
        next.Find("web", SemVersion.Parse("1.4.1")).ShouldBeNull();
        next.Find(new Digest("sha256:" + new string('0', 64))).ShouldBeNull();
    }

    [Test]
    public void A_store_that_does_not_exist_yet_is_empty()
    {
        _bed.Open().List().Components.ShouldBeEmpty();

        Directory.Exists(_bed.Store).ShouldBeFalse();
    }

    [Test]
    public void The_store_is_an_OCI_image_layout()
    {
        var artifact = _bed.Add("a: 1\n");

        File.ReadAllText(Path.Combine(_bed.Store, "oci-layout")).ShouldBe("""{"imageLayoutVersion":"1.0.0"}""");
        File.ReadAllText(Path.Combine(_bed.Store, "index.json"))
            .ShouldBe(
                $$$"""
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[
                {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{{{artifact.Digest}}}","size":{{{artifact.Manifest.Size}}},"annotations":{"dev.path-to-prod.commit":"0123456789abcdef0123456789abcdef01234567","dev.path-to-prod.relations":"{}","dev.path-to-prod.run":"20261122-081530-3fa2","dev.path-to-prod.size":"{{{artifact.Size}}}","dev.path-to-prod.who":"ann@laptop","org.opencontainers.image.created":"2026-11-22T08:15:30Z","org.opencontainers.image.ref.name":"web:1.4.0","org.opencontainers.image.title":"web","org.opencontainers.image.version":"1.4.0"}}
                ]}

                """
            );
        Directory
            .GetFileSystemEntries(_bed.Store)
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["blobs", "incoming", "index.json", "oci-layout"]);
        Directory.GetFileSystemEntries(Path.Combine(_bed.Store, "incoming")).ShouldBeEmpty();
    }

    [Test]
    public void The_first_record_of_a_digest_stays()
    {
        var store = _bed.Open();
        store.Add(Component(), FilesOf(Documents), Record);

        var again = store.Add(
            Component(),
            FilesOf(Documents),
            new BuildRecord(DateTimeOffset.UnixEpoch, null, "later", "bob")
        );

        again.Record.ShouldBe(Record);
        store.Flush();
        _bed.Open().Find(again.Digest)!.Record.ShouldBe(Record);
    }

    [Test]
    public void A_record_with_something_missing_is_not_completed_from_a_later_one()
    {
        var outsideGit = Record with { Commit = null };
        var store = _bed.Open();
        store.Add(Component(), FilesOf(Documents), outsideGit);

        store.Add(Component(), FilesOf(Documents), Record).Record.ShouldBe(outsideGit);
    }

    [Test]
    public void The_version_names_the_newest_build_and_older_ones_stay_by_digest()
    {
        var store = _bed.Open();
        var first = store.Add(Component(), Small("a: 1\n"), Record);
        var second = store.Add(
            Component(),
            Small("a: 2\n"),
            Record with
            {
                Created = Record.Created!.Value.AddHours(1),
            }
        );
        store.Flush();

        var next = _bed.Open();
        next.Find("web", Version)!.Digest.ShouldBe(second.Digest);
        next.IsWhole(next.Find(first.Digest)!).ShouldBeTrue();
        next.List()
            .Of("web")
            .Select(entry => (entry.Digest, entry.IsCurrent))
            .ShouldBe([(second.Digest, true), (first.Digest, false)]);

        store.Add(Component(), Small("a: 1\n"), Record);
        store.Flush();
        _bed.Open().Find("web", Version)!.Digest.ShouldBe(first.Digest);
    }

    [Test]
    public void Build_metadata_of_a_version_follows_an_underscore_in_its_name()
    {
        var store = _bed.Open();

        var artifact = store.Add(Component(version: "1.4.0+exp.1"), FilesOf(Documents), Record);
        store.Flush();

        artifact.Manifest.Annotations[AnnotationNames.RefName].ShouldBe("web:1.4.0_exp.1");
        _bed.Open().Find("web", SemVersion.Parse("1.4.0+exp.1"))!.Digest.ShouldBe(artifact.Digest);
    }

    [TestCase(ComponentType.Helm)]
    [TestCase(ComponentType.Terraform)]
    [TestCase(ComponentType.Manifests)]
    [TestCase(ComponentType.Controller)]
    public void What_was_packed_is_unpacked(ComponentType type)
    {
        var content = Content(type);
        var store = _bed.Open();
        var artifact = store.Add(Component(type), FilesOf(content), Record);

        var folder = store.Unpack(artifact);

        folder.ShouldBe(Path.Combine(_bed.Root, "artifacts", "built", "web", $"1.4.0-{artifact.Digest.Hex[..12]}"));
        FileTree.Files(folder).ShouldBe(content.Keys.Order(StringComparer.Ordinal));
        foreach (var (path, text) in content)
        {
            File.ReadAllText(Path.Combine(folder, path)).ShouldBe(text);
            TreeDigest
                .IsExecutable(Path.Combine(folder, path))
                .ShouldBe(path.EndsWith(".sh", StringComparison.Ordinal), path);
        }

        TreeDigest.Of(folder)!.ToString().ShouldBe(store.ReadManifest(artifact).Annotations[AnnotationNames.Revision]);
    }

    [Test]
    public void Hard_names_survive()
    {
        var names = new[]
        {
            "manifests/line\nbreak.yaml",
            "manifests/quote\"'.yaml",
            "manifests/ space and ünïcödé 東京.yaml",
            $"manifests/{new string('l', 200)}.yaml",
            $"manifests/{string.Join('/', Enumerable.Repeat("deep", 60))}/{new string('n', 120)}.yaml",
            "manifests/-rf",
            "manifests/" + new string('é', 100),
        };
        foreach (
            var (type, folder) in new[]
            {
                (ComponentType.Manifests, "manifests/"),
                (ComponentType.Terraform, "terraform/"),
            }
        )
        {
            var files = names.Select(name => SourceFile(name.Replace("manifests/", folder), name)).ToArray();
            var store = _bed.Open();

            var unpacked = store.Unpack(store.Add(Component(type), files, Record));

            FileTree.Files(unpacked).ShouldBe(files.Select(file => file.Path).Order(StringComparer.Ordinal));
            foreach (var file in files)
            {
                Digest.Of(File.ReadAllBytes(Path.Combine(unpacked, file.Path))).ShouldBe(file.Digest);
            }
        }
    }

    [Test]
    public void Entries_of_other_tools_stay_as_they_are()
    {
        _bed.Add("a: 1\n");
        var index = Path.Combine(_bed.Store, "index.json");
        var foreign =
            """{"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "size": 5, "platform": {"os": "linux", "architecture": "arm64"}}""";
        File.WriteAllText(index, File.ReadAllText(index).Replace("\n]}", $",\n{foreign}\n]}}"));

        _bed.Add("a: 2\n");

        File.ReadAllText(index).ShouldContain(foreign);
        _bed.Open().List().Of("web").Length.ShouldBe(2);
    }

    [Test]
    public void An_artifact_that_another_tool_copied_here_is_found_by_its_name()
    {
        var artifact = _bed.Add("a: 1\n");
        File.WriteAllText(
            Path.Combine(_bed.Store, "index.json"),
            $$$"""{"schemaVersion":2,"manifests":[{"mediaType":"{{{MediaTypes.Manifest}}}","digest":"{{{artifact.Digest}}}","size":{{{artifact.Manifest.Size}}},"annotations":{"org.opencontainers.image.ref.name":"web:1.4.0"}}]}"""
        );

        var store = _bed.Open();

        var found = store.Find("web", Version)!;
        found.Digest.ShouldBe(artifact.Digest);
        found.Record.ShouldBe(BuildRecord.Unknown);
        store.IsWhole(found).ShouldBeTrue();
    }

    [TestCase("../../evil")]
    [TestCase("a/b")]
    [TestCase("")]
    public void A_component_that_is_not_a_name_is_not_listed(string name)
    {
        _bed.Add("a: 1\n");
        var index = Path.Combine(_bed.Store, "index.json");
        File.WriteAllText(
            index,
            File.ReadAllText(index)
                .Replace("\"org.opencontainers.image.title\":\"web\"", $"\"org.opencontainers.image.title\":\"{name}\"")
        );

        _bed.Open().List().Components.ShouldBeEmpty();
        _bed.Open().Find("web", Version).ShouldBeNull();
    }

    [Test]
    public void A_file_that_changes_while_it_is_packed_is_refused_and_nothing_listed()
    {
        var file = SourceFile("manifests/a.yaml", "a: 1\n");
        var changed = file with { Open = () => new MemoryStream(Encoding.UTF8.GetBytes("a: 2\n")) };
        var store = _bed.Open();

        var failure = Should.Throw<PlatformException>(() =>
            store.Add(Component(), [SourceFile("component.yaml", "x"), changed], Record)
        );

        failure.ExitCode.ShouldBe(ExitCode.Failed);
        failure.Message.ShouldBe(
            "web changed while it was built: manifests/a.yaml: its content has changed. Nothing was kept. "
                + "Build it again when its files are at rest."
        );
        store.List().Components.ShouldBeEmpty();
        Directory.GetFileSystemEntries(Path.Combine(_bed.Store, "incoming")).ShouldBeEmpty();
    }

    [TestCase("a: 1\nand more")]
    [TestCase("a:")]
    public void A_file_that_grows_or_shrinks_while_it_is_packed_is_refused(string text)
    {
        foreach (var type in new[] { ComponentType.Manifests, ComponentType.Terraform })
        {
            var path = type == ComponentType.Manifests ? "manifests/a.yaml" : "terraform/a.tf";
            var changed = SourceFile(path, "a: 1\n") with
            {
                Open = () => new MemoryStream(Encoding.UTF8.GetBytes(text)),
            };

            Should
                .Throw<PlatformException>(() => _bed.Open().Add(Component(type), [changed], Record))
                .Message.ShouldStartWith($"web changed while it was built: {path}: its content has changed.");
        }
    }

    [Test]
    public void A_file_that_vanishes_while_it_is_packed_is_reported_as_a_change_and_not_as_a_broken_store()
    {
        var gone = SourceFile("manifests/a.yaml", "a: 1\n") with
        {
            Open = () => File.OpenRead(Path.Combine(_bed.Root, "gone")),
        };

        Should
            .Throw<PlatformException>(() => _bed.Open().Add(Component(), [gone], Record))
            .Message.ShouldBe(
                $"web changed while it was built: manifests/a.yaml: Could not find file '{_bed.Root}/gone'. Nothing was kept. "
                    + "Build it again when its files are at rest."
            );
    }

    private static Dictionary<string, string> Content(ComponentType type) =>
        type switch
        {
            ComponentType.Helm => Chart,
            ComponentType.Terraform => Roots,
            _ => Documents,
        };
}
