using System.Collections.Immutable;
using Cake.Core;
using PathToProd.Facts.Artifacts;
using PathToProd.Model.Components;
using PathToProd.Model.Stores;
using PathToProd.Tasks.Store;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Tasks.Tests.Tools;
using PathToProd.Tasks.Tools;
using PathToProd.Text;
using PathToProd.Tools.Calls;
using PathToProd.Tools.Processes;
using PathToProd.Versions;
using static PathToProd.Tasks.Tests.Store.StoreTestBed;

namespace PathToProd.Tasks.Tests.Store;

/// <summary>A real registry on this machine, through the real Skopeo.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Category("Integration")]
[CancelAfter(120_000)]
public sealed class RegistryStoreTests : IDisposable
{
    private static readonly SemVersion Version = SemVersion.Parse("1.4.0");

    private readonly StoreTestBed _here = new();
    private readonly StoreTestBed _elsewhere = new();
    private readonly List<LoopbackRegistry> _registries = [];

    public void Dispose()
    {
        foreach (var registry in _registries)
        {
            registry.Dispose();
        }

        _here.Dispose();
        _elsewhere.Dispose();
    }

    [TestCase(ComponentType.Helm)]
    [TestCase(ComponentType.Terraform)]
    [TestCase(ComponentType.Manifests)]
    [TestCase(ComponentType.Controller)]
    public void An_artifact_goes_to_a_registry_and_back_unchanged_with_its_build_record(ComponentType type)
    {
        var registry = Start();
        var artifact = Add(_here, type);

        Open(_here, registry).Publish(artifact).ShouldBe(Publication.Published);
        var fetched = Open(_elsewhere, registry).Fetch("web", Version)!;

        fetched.Digest.ShouldBe(artifact.Digest);
        fetched.Record.ShouldBe(Record);
        fetched.Size.ShouldBe(artifact.Size);
        Blobs(_elsewhere).ShouldBe(Blobs(_here));
        var store = _elsewhere.Open();
        store.Find("web", Version)!.Digest.ShouldBe(fetched.Digest);
        Path.GetFileName(store.Unpack(fetched)).ShouldBe($"1.4.0-{artifact.Digest.Hex[..12]}");
        Directory.GetFileSystemEntries(Path.Combine(_elsewhere.Store, "incoming")).ShouldBeEmpty();
        Directory.GetFileSystemEntries(Path.Combine(_here.Store, "incoming")).ShouldBeEmpty();
    }

    [Test]
    public void What_was_fetched_is_listed_like_what_was_built()
    {
        var registry = Start();
        Open(_here, registry).Publish(Add(_here));
        var store = _elsewhere.Open();

        var fetched = Open(store, registry).Fetch("web", Version)!;

        _elsewhere.Open().Find("web", Version)!.Digest.ShouldBe(fetched.Digest);
        _elsewhere.Open().List().Of("web").ShouldBe(_here.Open().List().Of("web"));
    }

    [Test]
    public void What_is_published_is_listed_with_version_digest_commit_when_and_size()
    {
        var registry = Start();
        var store = _here.Open();
        var remote = Open(store, registry);
        remote.List("web").ShouldBeEmpty();
        remote.Versions("web").ShouldBeEmpty();
        remote.Find("web", Version).ShouldBeNull();
        remote.Fetch("web", Version).ShouldBeNull();
        var first = store.Add(Component(), Small("a: 1\n"), Record);
        var second = store.Add(Component(version: "1.5.0-rc.1+exp.2"), Small("a: 2\n"), BuildRecord.Unknown);

        remote.Publish(first);
        remote.Publish(second);

        remote.Versions("web").Order().ShouldBe([first.Version, second.Version]);
        remote
            .List("web")
            .OrderBy(entry => entry.Version)
            .ShouldBe([
                new CatalogueEntry("web", first.Version, first.Digest, Record.Commit, Record.Created, first.Size),
                new CatalogueEntry("web", second.Version, second.Digest, null, null, second.Size),
            ]);
    }

    [Test]
    public void The_same_artifact_is_published_once_and_its_first_record_stays()
    {
        var registry = Start();
        Open(_here, registry).Publish(Add(_here)).ShouldBe(Publication.Published);
        var store = _elsewhere.Open();
        var again = store.Add(
            Component(),
            FilesOf(Documents),
            new BuildRecord(DateTimeOffset.UnixEpoch, "other", "later", "bob")
        );

        Open(store, registry).Publish(again).ShouldBe(Publication.Unchanged);

        Open(_here, registry).List("web").ShouldHaveSingleItem().Commit.ShouldBe(Record.Commit);
    }

    [Test]
    public void A_published_version_with_another_digest_is_refused()
    {
        var registry = Start();
        var published = Add(_here);
        Open(_here, registry).Publish(published);
        var store = _elsewhere.Open();
        var other = store.Add(Component(), Small("a: 2\n"), Record);

        var refused = Should.Throw<PlatformException>(() => Open(store, registry).Publish(other));

        refused.ExitCode.ShouldBe(ExitCode.Refused);
        refused.Message.ShouldBe(
            $"web 1.4.0 is already published as {published.Digest}; raise the version. What is built here is {other.Digest}."
        );
        Open(_here, registry).Find("web", Version)!.Digest.ShouldBe(published.Digest);
    }

    [Test]
    public void A_damaged_artifact_is_not_published()
    {
        var registry = Start();
        var artifact = Add(_here);
        var layer = _here.Open().ReadManifest(artifact).Layers[1];
        File.WriteAllBytes(_here.Blob(layer.Digest), new byte[layer.Size]);

        var failure = Should.Throw<PlatformException>(() => Open(_here, registry).Publish(artifact));

        failure.ExitCode.ShouldBe(ExitCode.Failed);
        failure.Message.ShouldStartWith($"artifacts/store/blobs/sha256/{layer.Digest.Hex} is damaged: ");
        Open(_here, registry).Find("web", Version).ShouldBeNull();
    }

    [Test]
    public void A_blob_that_the_registry_damaged_is_never_taken_over()
    {
        var registry = Start();
        var artifact = Add(_here);
        Open(_here, registry).Publish(artifact);
        var layer = _here.Open().ReadManifest(artifact).Layers[0].Digest.Hex;
        var data = Path.Combine(registry.Blobs, layer[..2], layer, "data");
        var bytes = File.ReadAllBytes(data);
        bytes[^1] ^= 1;
        File.WriteAllBytes(data, bytes);

        var failure = Should.Throw<PlatformException>(() => Open(_elsewhere, registry).Fetch("web", Version));

        failure.ExitCode.ShouldBe(ExitCode.Failed);
        failure.Message.ShouldStartWith("skopeo copy failed with exit code 1.");
        _elsewhere.Open().Find(artifact.Digest).ShouldBeNull();
        Directory.Exists(Path.Combine(_elsewhere.Store, "blobs")).ShouldBeFalse();
        Directory.GetFileSystemEntries(Path.Combine(_elsewhere.Store, "incoming")).ShouldBeEmpty();
    }

    [Test]
    public void An_artifact_of_another_kind_under_that_tag_is_refused()
    {
        var registry = Start();
        var store = _here.Open();
        using (var layout = store.NewLayout())
        {
            var image = new OciManifest
            {
                Config = layout.Write("application/vnd.oci.image.config.v1+json", "{}"u8.ToArray()),
                Layers = [],
            };
            layout.Write(layout.Write(MediaTypes.Manifest, image.ToBytes()));
            Skopeo(
                "copy",
                "--dest-tls-verify=false",
                layout.Reference.Replace("oci:", $"oci:{layout.Parent}/"),
                Reference(registry)
            );
        }

        var failure = Should.Throw<PlatformException>(() => Open(_here, registry).Fetch("web", Version));

        failure.ExitCode.ShouldBe(ExitCode.Failed);
        failure.Message.ShouldBe(
            $"{registry.Host}/platform/web:1.4.0 is not an artifact of web 1.4.0: its parts are of the types "
                + "application/vnd.oci.image.config.v1+json. Remove that tag from the registry, or set store in platform.yaml "
                + "to another path."
        );
    }

    [Test]
    public void An_artifact_of_another_component_under_that_tag_is_refused()
    {
        var registry = Start();
        var other = _here.Open().Add(Component(name: "other"), Small("a: 1\n"), Record);
        var remote = Open(_here, registry);
        remote.Publish(other);
        Skopeo(
            "copy",
            "--src-tls-verify=false",
            "--dest-tls-verify=false",
            $"docker://{registry.Host}/platform/other:1.4.0",
            Reference(registry)
        );

        Should
            .Throw<PlatformException>(() => remote.Fetch("web", Version))
            .Message.ShouldStartWith(
                $"{registry.Host}/platform/web:1.4.0 is not an artifact of web 1.4.0: it says that it is other 1.4.0. "
            );
    }

    [Test]
    public void Good_credentials_are_found_where_the_variable_says()
    {
        var registry = Start(wantsPassword: true);

        Open(_here.Open(), registry, registry.Credentials).Publish(Add(_here)).ShouldBe(Publication.Published);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Wrong_or_missing_credentials_are_reported_without_showing_them(bool isWrong)
    {
        var registry = Start(wantsPassword: true);
        var file = isWrong ? registry.WrongCredentials : Path.Combine(_here.Root, "none.json");

        var failure = Should.Throw<PlatformException>(() => Open(_here.Open(), registry, file).Publish(Add(_here)));

        failure.ExitCode.ShouldBe(ExitCode.Failed);
        failure.Message.ShouldEndWith(
            "The registry does not accept the credentials. Log in with skopeo login, or name a file that has them by REGISTRY_AUTH_FILE; "
                + "then run the same command again."
        );
        failure.Message.ShouldNotContain("wrong\"");
        failure.Message.ShouldNotContain(LoopbackRegistry.Password);
    }

    [Test]
    public void A_registry_that_is_down_is_reported_and_asked_once()
    {
        var registry = Start();
        registry.Stop();
        var artifact = Add(_here);
        var asked = 0;
        var remote = new RegistryStore(
            _here.Open(),
            AddressOf(registry),
            new Lazy<ICakeContext>(() =>
                new ToolContext(new ProcessScope { Log = new Counting(() => asked++) }, [Tool()])
            )
        );

        var failure = Should.Throw<PlatformException>(() => remote.Publish(artifact));
        var lines = asked;
        var again = Should.Throw<PlatformException>(() => remote.List("web"));

        failure.ExitCode.ShouldBe(ExitCode.Failed);
        failure.Message.ShouldContain("connection refused");
        failure.Message.ShouldEndWith(
            "The registry cannot be reached. Check its address in platform.yaml and this machine's network, then run the same command again."
        );
        again.Message.ShouldBe(failure.Message);
        lines.ShouldBeGreaterThan(0);
        asked.ShouldBe(lines);
    }

    [Test]
    public void Skopeo_itself_reads_the_store()
    {
        var artifact = Add(_here);

        var manifest = Skopeo("inspect", "--raw", $"oci:{_here.Store}:web:1.4.0");

        Digest.Of(System.Text.Encoding.UTF8.GetBytes(manifest)).ShouldBe(artifact.Digest);
    }

    [Test]
    public void What_Skopeo_copies_into_the_store_is_found_there_and_nothing_is_lost()
    {
        var registry = Start();
        var published = Add(_here);
        Open(_here, registry).Publish(published);
        var store = _elsewhere.Open();
        var mine = store.Add(Component(version: "1.3.0"), Small("a: 3\n"), Record);
        store.Flush();

        Skopeo(
            "copy",
            "--preserve-digests",
            "--src-tls-verify=false",
            Reference(registry),
            $"oci:{_elsewhere.Store}:web:1.4.0"
        );

        var next = _elsewhere.Open();
        next.IsWhole(next.Find("web", Version)!).ShouldBeTrue();
        next.Find("web", Version)!.Digest.ShouldBe(published.Digest);
        next.Find(mine.Digest)!.Record.ShouldBe(Record);
        Should.NotThrow(() => next.Unpack(next.Find("web", Version)!));
    }

    private LoopbackRegistry Start(bool wantsPassword = false)
    {
        var registry = LoopbackRegistry.Start(wantsPassword);
        _registries.Add(registry);
        return registry;
    }

    private static StoredArtifact Add(StoreTestBed bed, ComponentType type = ComponentType.Manifests)
    {
        var store = bed.Open();
        var files = type switch
        {
            ComponentType.Helm => Chart,
            ComponentType.Terraform => Roots,
            _ => Documents,
        };
        var artifact = store.Add(Component(type), FilesOf(files), Record);
        store.Flush();
        return artifact;
    }

    private static RegistryStore Open(StoreTestBed bed, LoopbackRegistry registry) => Open(bed.Open(), registry);

    private static RegistryStore Open(ArtifactStore store, LoopbackRegistry registry, string? credentials = null) =>
        new(
            store,
            AddressOf(registry),
            new Lazy<ICakeContext>(() =>
                new ToolContext(
                    new ProcessScope
                    {
                        Environment = ImmutableDictionary<string, string?>.Empty.Add(
                            "REGISTRY_AUTH_FILE",
                            credentials ?? "/nonexistent/auth.json"
                        ),
                    },
                    [Tool()]
                )
            )
        );

    private static StoreAddress AddressOf(LoopbackRegistry registry) => new(registry.Host, "platform");

    private static string Reference(LoopbackRegistry registry) => $"docker://{registry.Host}/platform/web:1.4.0";

    private static FoundTool Tool() => new("skopeo", RealTools.Skopeo, "");

    private static string[] Blobs(StoreTestBed bed) =>
        [
            .. Directory
                .GetFiles(Path.Combine(bed.Store, "blobs", "sha256"))
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal),
        ];

    private static string Skopeo(params string[] arguments) => ExternalProgram.Run("/", RealTools.Skopeo, arguments);

    private sealed class Counting(Action count) : IOutputSink
    {
        public void Write(params ReadOnlySpan<OutputLine> lines) => count();
    }
}
