using System.Collections.Immutable;
using PathToProd.Components;
using PathToProd.Reporting;
using PathToProd.Runs;
using PathToProd.Tasks.Artifacts;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Tests.Files;
using PathToProd.Versions;

namespace PathToProd.Tasks.Tests.Artifacts;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ArtifactFolderTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    private Workspace Workspace => new(_root.Path);

    public void Dispose() => _root.Dispose();

    [TestCase(ComponentType.Helm, "chart")]
    [TestCase(ComponentType.Terraform, "terraform")]
    [TestCase(ComponentType.Manifests, "manifests")]
    [TestCase(ComponentType.Controller, "manifests")]
    public void It_holds_the_manifest_and_what_is_deployed_and_nothing_else(ComponentType type, string payload)
    {
        Write("component.yaml", "README.md", "Tasks.cs", "Web.csproj", "tests/inputs.yaml", "tests/smoke.sh");
        Write(
            "chart/Chart.yaml",
            "terraform/sandbox/main.tf",
            "manifests/a.yaml",
            $"{payload}/b~",
            $"{payload}/c/d.yaml"
        );

        var content = Content(Manifest(type));

        content.Length.ShouldBe(3);
        content.ShouldContain("component.yaml");
        content.ShouldContain($"{payload}/c/d.yaml");
        content.ShouldBe(content.Order(StringComparer.Ordinal));
    }

    [Test]
    public void A_declared_smoke_script_is_in_it_with_its_mode()
    {
        Write("component.yaml", "manifests/a.yaml", "tests/smoke.sh", "tests/other.sh");
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
#pragma warning disable CA1416 // modes are looked at where there are modes
        File.SetUnixFileMode(Sources("tests/smoke.sh"), mode);

        var artifact = Build(Manifest(script: "tests/smoke.sh"));

        FileTree.Files(artifact.Folder).ShouldBe(["component.yaml", "manifests/a.yaml", "tests/smoke.sh"]);
        File.GetUnixFileMode(Path.Combine(artifact.Folder, "tests/smoke.sh")).ShouldBe(mode);
#pragma warning restore CA1416
    }

    [Test]
    public void A_smoke_script_inside_what_is_deployed_is_in_it_once()
    {
        Write("component.yaml", "manifests/smoke.sh");

        Content(Manifest(script: "manifests/smoke.sh")).ShouldBe(["component.yaml", "manifests/smoke.sh"]);
        ArtifactFolder.IsBuilt(Build(Manifest(script: "manifests/smoke.sh"))).ShouldBeTrue();
    }

    [Test]
    public void A_smoke_script_that_is_a_link_out_of_the_component_is_refused()
    {
        Write("component.yaml", "manifests/a.yaml", "tests/x");
        File.WriteAllText(Path.Combine(_root.Path, "secret"), "secret");
        File.CreateSymbolicLink(Sources("tests/smoke.sh"), "../../../secret");

        Should
            .Throw<PlatformException>(() => Content(Manifest(script: "tests/smoke.sh")))
            .Message.ShouldBe(
                $"{Sources("tests/smoke.sh")}: the symbolic link leads to {_root.Path}/secret, outside the component's folder; "
                    + "replace it by the file itself"
            );
    }

    [Test]
    public void The_same_content_makes_the_same_artifact_in_a_folder_named_by_version_and_digest()
    {
        Write("component.yaml", "manifests/a.yaml");
        var first = ArtifactFolder.Describe(Workspace, Manifest());
        File.SetLastWriteTimeUtc(Sources("manifests/a.yaml"), DateTime.UnixEpoch);
        Write("README.md");

        var second = ArtifactFolder.Describe(Workspace, Manifest());

        second.ShouldBe(first);
        first.Folder.ShouldBe(
            Path.Combine(_root.Path, "artifacts", "built", "web", $"1.0.0-{first.Digest["sha256:".Length..][..12]}")
        );
        File.WriteAllText(Sources("manifests/a.yaml"), "other");
        ArtifactFolder.Describe(Workspace, Manifest()).Digest.ShouldNotBe(first.Digest);
    }

    [TestCase("manifests/a.yaml", "tampered")]
    [TestCase("manifests/more.yaml", "tampered")]
    public void A_folder_that_somebody_changed_does_not_count_as_built_and_is_built_anew(string file, string text)
    {
        Write("component.yaml", "manifests/a.yaml");
        var artifact = Build(Manifest());
        ArtifactFolder.IsBuilt(artifact).ShouldBeTrue();
        File.WriteAllText(Path.Combine(artifact.Folder, file), text);

        ArtifactFolder.IsBuilt(artifact).ShouldBeFalse();
        Build(Manifest());
        ArtifactFolder.IsBuilt(artifact).ShouldBeTrue();
    }

    [Test]
    public void A_file_that_changes_while_it_is_copied_is_refused_and_nothing_kept()
    {
        Write("component.yaml", "manifests/a.yaml");
        var artifact = ArtifactFolder.Describe(Workspace, Manifest());
        File.WriteAllText(Sources("manifests/a.yaml"), "changed meanwhile");

        var failure = Should.Throw<PlatformException>(() => Make(artifact, Manifest()));

        failure.ExitCode.ShouldBe(ExitCode.Failed);
        var made = ArtifactFolder.Describe(Workspace, Manifest()).Digest;
        failure.Message.ShouldBe(
            $"web changed while it was built: {ShortDigest.Text(artifact.Digest)} became {ShortDigest.Text(made)}. "
                + "Nothing was kept. Build it again when its files are at rest."
        );
        Directory.GetFileSystemEntries(Path.GetDirectoryName(artifact.Folder)!).ShouldBeEmpty();
    }

    private Artifact Build(ComponentManifest manifest)
    {
        var artifact = ArtifactFolder.Describe(Workspace, manifest);
        Make(artifact, manifest);
        return artifact;
    }

    private void Make(Artifact artifact, ComponentManifest manifest) =>
        ArtifactFolder.Make(artifact, ArtifactFolder.Content(Workspace.Component("web"), manifest));

    private ImmutableArray<string> Content(ComponentManifest manifest) =>
        [.. ArtifactFolder.Content(Workspace.Component("web"), manifest).Select(file => file.PathInTree)];

    private string Sources(string file) => Path.Combine(Workspace.Component("web"), file);

    private void Write(params string[] files)
    {
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Sources(file))!);
            File.WriteAllText(Sources(file), file);
        }
    }

    private static ComponentManifest Manifest(ComponentType type = ComponentType.Manifests, string? script = null) =>
        new()
        {
            Name = "web",
            Version = SemVersion.Parse("1.0.0"),
            Type = type,
            Namespace = "web",
            Source = SourceMap.Of("components/web/component.yaml"),
            Smoke = script is null ? null : new SmokeTests { Script = script },
        };
}
