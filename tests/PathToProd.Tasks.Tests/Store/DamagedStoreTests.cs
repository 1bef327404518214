using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Store;

/// <summary>A store that a crash or a hand changed: what is wrong is refused by name, and fixed by building again.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DamagedStoreTests : IDisposable
{
    private readonly StoreTestBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [TestCase("tampered")]
    [TestCase("more")]
    [TestCase("less")]
    [TestCase("link")]
    [TestCase("mode")]
    public void An_unpacked_folder_that_someone_changed_is_unpacked_again(string how)
    {
        var artifact = _bed.Add("a: 1\n");
        var store = _bed.Open();
        var file = Path.Combine(store.Unpack(artifact), "manifests", "a.yaml");
        switch (how)
        {
            case "tampered":
                File.WriteAllText(file, "a: 2\n");
                break;
            case "more":
                File.WriteAllText(file + "~", "a: 2\n");
                break;
            case "less":
                File.Delete(file);
                break;
            case "link":
                File.Move(file, Path.Combine(_bed.Root, "elsewhere"));
                File.CreateSymbolicLink(file, Path.Combine(_bed.Root, "elsewhere"));
                break;
            default:
#pragma warning disable CA1416 // modes are looked at where there are modes
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
#pragma warning restore CA1416
                break;
        }

        var folder = store.Unpack(artifact);

        FileTree.Files(folder).ShouldBe(["component.yaml", "manifests/a.yaml"]);
        File.ReadAllText(file).ShouldBe("a: 1\n");
        new FileInfo(file).LinkTarget.ShouldBeNull();
        TreeDigest.IsExecutable(file).ShouldBeFalse();
    }

    [Test]
    public void A_tampered_blob_is_refused_by_name()
    {
        var artifact = _bed.Add("a: 1\n");
        var layer = _bed.Open().ReadManifest(artifact).Layers[0];
        var path = _bed.Blob(layer.Digest);
        var bytes = File.ReadAllBytes(path);
        bytes[^30] ^= 1;
        File.WriteAllBytes(path, bytes);

        var failure = Should.Throw<PlatformException>(() => _bed.Open().Unpack(artifact));

        failure.ExitCode.ShouldBe(ExitCode.Failed);
        var shown = $"artifacts/store/blobs/sha256/{layer.Digest.Hex}";
        failure.Message.ShouldBe(
            $"{shown} is damaged: its content has the digest {Digest.Of(bytes).ShortText}. None of it was used. "
                + $"Delete {shown}, then build or fetch the artifact again with --force."
        );
        Directory.Exists(_bed.Workspace.Built("web")).ShouldBeTrue();
        Directory.GetFileSystemEntries(_bed.Workspace.Built("web")).ShouldBeEmpty();
    }

    [Test]
    public void A_truncated_blob_is_refused_by_name()
    {
        var artifact = _bed.Add("a: 1\n");
        var layer = _bed.Open().ReadManifest(artifact).Layers[0];
        using (var file = File.OpenWrite(_bed.Blob(layer.Digest)))
        {
            file.SetLength(100);
        }

        _bed.Open().IsWhole(artifact).ShouldBeFalse();
        Should
            .Throw<PlatformException>(() => _bed.Open().Unpack(artifact))
            .Message.ShouldStartWith(
                $"artifacts/store/blobs/sha256/{layer.Digest.Hex} is damaged: it has 100 bytes instead of {layer.Size}. "
            );
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void A_missing_blob_is_refused_by_name_and_fixed_by_building_again(int which)
    {
        var artifact = _bed.Add("a: 1\n");
        var manifest = _bed.Open().ReadManifest(artifact);
        Digest[] digests = [artifact.Digest, manifest.Config.Digest, .. manifest.Layers.Select(layer => layer.Digest)];
        var digest = digests[which];
        File.Delete(_bed.Blob(digest));

        _bed.Open().IsWhole(artifact).ShouldBeFalse();
        if (which != 1)
        {
            Should
                .Throw<PlatformException>(() => _bed.Open().Unpack(artifact))
                .Message.ShouldStartWith($"artifacts/store/blobs/sha256/{digest.Hex} is damaged: it is not there. ");
        }

        _bed.Add("a: 1\n").Digest.ShouldBe(artifact.Digest);
        _bed.Open().IsWhole(artifact).ShouldBeTrue();
    }

    [Test]
    public void A_tampered_blob_is_fixed_by_building_again()
    {
        var artifact = _bed.Add("a: 1\n");
        foreach (var blob in Directory.GetFiles(Path.GetDirectoryName(_bed.Blob(artifact.Digest))!))
        {
            File.WriteAllBytes(blob, new byte[new FileInfo(blob).Length]);
        }

        _bed.Add("a: 1\n");

        Should.NotThrow(() => _bed.Open().Unpack(artifact));
    }

    [Test]
    public void An_index_torn_at_any_byte_is_refused_and_never_a_crash()
    {
        var artifact = _bed.Add("a: 1\n");
        var index = Path.Combine(_bed.Store, "index.json");
        var whole = File.ReadAllText(index);
        for (var length = 0; length < whole.Length - 1; length++)
        {
            File.WriteAllText(index, whole[..length]);

            var failure = Should.Throw<PlatformException>(() => _bed.Open().Find(artifact.Digest), $"torn at {length}");

            failure.ExitCode.ShouldBe(ExitCode.Failed);
            failure.Message.ShouldStartWith("artifacts/store/index.json is damaged: ");
            Should.Throw<PlatformException>(() => _bed.Add("a: 2\n")).Message.ShouldBe(failure.Message);
            File.ReadAllText(index).ShouldBe(whole[..length]);
        }
    }

    [TestCase("{}", "it has no manifests")]
    [TestCase("[]", "it is not what OCI says")]
    [TestCase("\n{\"manifests\":[\n{\n", "it is not JSON in line 4")]
    [TestCase(
        """{"manifests":[{"mediaType":"x","digest":"sha256:../../x","size":1}]}""",
        "a descriptor in it has the digest sha256:../../x"
    )]
    public void A_damaged_index_is_refused_with_what_is_wrong(string text, string what)
    {
        _bed.Add("a: 1\n");
        File.WriteAllText(Path.Combine(_bed.Store, "index.json"), text);

        Should
            .Throw<PlatformException>(() => _bed.Open().List())
            .Message.ShouldBe(
                $"artifacts/store/index.json is damaged: {what}. None of it was used. Move it away; "
                    + "what is built or fetched from then on is listed again, and no artifact is lost."
            );
    }

    [Test]
    public void An_index_that_was_moved_away_fills_up_again()
    {
        var artifact = _bed.Add("a: 1\n");
        File.Delete(Path.Combine(_bed.Store, "index.json"));
        _bed.Open().Find(artifact.Digest).ShouldBeNull();

        _bed.Add("a: 1\n");

        _bed.Open().Find(artifact.Digest)!.Digest.ShouldBe(artifact.Digest);
    }
}
