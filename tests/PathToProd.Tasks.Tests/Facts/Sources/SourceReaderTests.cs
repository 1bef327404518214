using PathToProd.Facts.Sources;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Facts.Sources;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class SourceReaderTests : IDisposable
{
    private readonly SourceBed _bed = new SourceBed()
        .Component("web")
        .Write("components/web/manifests/a.yaml", "a: 1\n");

    public void Dispose() => _bed.Dispose();

    [Test]
    public void A_source_is_the_files_of_the_folder_with_digests_of_their_content()
    {
        var source = _bed.Read();

        // printf 'a: 1\n' | sha256sum
        source
            .Files[1]
            .ShouldBe(
                new SourceFile(
                    "manifests/a.yaml",
                    _bed.At("components/web/manifests/a.yaml"),
                    new Digest("sha256:37b128c59f1f5097f73f82691cb519f1f568667faab5ced1b4ab979d36837eae"),
                    5,
                    IsExecutable: false
                )
            );
        source.Inputs.All.Select(input => input.Name).ShouldBe(["file component.yaml", "file manifests/a.yaml"]);
        source.Digest.ShouldBe(source.Inputs.Key);
    }

    [Test]
    public void Files_come_in_ordinal_order_and_without_what_tools_leave()
    {
        foreach (var path in (string[])["b/a", "b-1", "B", "é", "Web.csproj", "bin/x", "obj/x", "a/.terraform/x", "a~"])
        {
            _bed.Write($"components/web/{path}", "");
        }

        _bed.Files().ShouldBe(["B", "Web.csproj", "b-1", "b/a", "component.yaml", "manifests/a.yaml", "é"]);
    }

    [TestCase("new\nline")]
    [TestCase("quo\"te'")]
    [TestCase("#")]
    [TestCase("back\\slash")]
    [TestCase(" ")]
    [TestCase("日本🙂")]
    public void Every_name_counts_as_it_is(string name)
    {
        var before = _bed.Read().Digest;

        _bed.Write($"components/web/{name}", "");

        var source = _bed.Read();
        source.Inputs.All.ShouldContain(input => input.Name == $"file {name}");
        source.Digest.ShouldNotBe(before);
        _bed.Read().Digest.ShouldBe(source.Digest);
    }

    [Test]
    public void Where_and_when_a_folder_was_written_does_not_matter()
    {
        using var other = new SourceBed("some/where/else");
        other.Write("components/web/manifests/a.yaml", "a: 1\n").Component("web");
        File.SetLastWriteTimeUtc(other.At("components/web/manifests/a.yaml"), DateTime.UnixEpoch);

        other.Read().Inputs.ShouldBe(_bed.Read().Inputs);
    }

    [Test]
    public void Line_endings_of_texts_do_not_matter()
    {
        var before = _bed.Read();

        _bed.Write("components/web/manifests/a.yaml", "a: 1\r\n");

        var after = _bed.Read();
        after.Inputs.ShouldBe(before.Inputs);
        after.Files[1].Length.ShouldBe(5);
    }

    [Test]
    public void Of_the_mode_only_the_owners_right_to_execute_matters()
    {
        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = _bed.At("components/web/manifests/a.yaml");
        var before = _bed.Read().Inputs;

        SetMode(file, Private | UnixFileMode.GroupExecute);
        _bed.Read().Inputs.ShouldBe(before);

        SetMode(file, Private | UnixFileMode.UserExecute);
        var after = _bed.Read();
        after.Inputs.ChangesSince(before).ShouldBe([new InputChange("file manifests/a.yaml", InputChangeKind.Changed)]);
        after.Files[1].IsExecutable.ShouldBeTrue();
        after.Inputs.All[1].Digest.ShouldBe(before.All[1].Digest + "+x");
    }

    [Test]
    public void Links_inside_the_folder_count_as_what_they_lead_to()
    {
        _bed.Write("components/web/real/b.yaml", "b: 1\n").Link("components/web/again", "real");
        _bed.Link("components/web/one.yaml", "real/b.yaml");

        var source = _bed.Read();

        source
            .Files.Select(file => (file.Path, Show(file.FullPath)))
            .ShouldBe([
                ("again/b.yaml", "real/b.yaml"),
                ("component.yaml", "component.yaml"),
                ("manifests/a.yaml", "manifests/a.yaml"),
                ("one.yaml", "real/b.yaml"),
                ("real/b.yaml", "real/b.yaml"),
            ]);
        source.Files[3].Digest.ShouldBe(source.Files[4].Digest);
    }

    [Test]
    public void Links_that_lead_elsewhere_are_refused_all_at_once()
    {
        _bed.Link("components/web/manifests/out", "../../../platform.yaml")
            .Link("components/web/manifests/around", "..")
            .Link("components/web/manifests/self", "self")
            .Link("components/web/manifests/nowhere", "none");

        _bed.Problems()
            .ShouldBe(
                """
                ROOT/components/web/manifests/around: the symbolic link leads to ROOT/components/web, in a circle; replace it with the file itself
                ROOT/components/web/manifests/nowhere: the symbolic link leads to ROOT/components/web/manifests/none, which does not exist; replace it with the file itself
                ROOT/components/web/manifests/out: the symbolic link leads to ROOT/platform.yaml, outside the component's folder; replace it with the file itself
                ROOT/components/web/manifests/self: the symbolic link leads to self, in a circle; replace it with the file itself
                """
            );
    }

    [Test]
    public void A_link_in_a_circle_beside_a_manifest_is_refused_as_one_that_leaves()
    {
        _bed.Link("components/web/self", "self");

        _bed.Problems()
            .ShouldBe(
                "components/web/self: this is a link to self, which points outside its folder or to nothing; replace the link with what it points to"
            );
    }

    [Test]
    public void What_cannot_be_read_is_reported_with_its_place()
    {
        _bed.Disk.Opening = _ => throw new UnauthorizedAccessException("Access is denied.");

        _bed.Problems()
            .ShouldBe(
                "components/web/component.yaml: the file cannot be read: Access is denied; make it readable by this user"
            );
    }

    [Test]
    public void What_is_neither_file_nor_folder_does_not_count_as_Git_cannot_hold_it()
    {
        ExternalProgram.Run("/", "mkfifo", _bed.At("components/web/manifests/pipe"));

        _bed.Files().ShouldBe(["component.yaml", "manifests/a.yaml"]);
    }

    [Test]
    public void A_name_that_is_not_UTF_8_is_refused()
    {
        string[] arguments = ["-c", "touch \"$(printf '%s/\\377' \"$0\")\"", _bed.At("components/web/manifests")];
        ExternalProgram.Run("/", "sh", arguments);

        _bed.Problems().ShouldBe("components/web/manifests/\uFFFD: the name is not UTF-8; rename it");

        // .NET cannot remove it.
        ExternalProgram.Run("/", "rm", "-r", _bed.At("components/web/manifests"));
    }

    [Test]
    public void A_file_of_a_gigabyte_is_streamed()
    {
        const long Size = 1L << 30;
        using (var file = File.Create(_bed.At("components/web/large")))
        {
            file.SetLength(Size);
        }

        var before = GC.GetTotalAllocatedBytes();

        var large = _bed.Read().Files.Single(file => file.Path == "large");

        // head -c 1073741824 /dev/zero | sha256sum
        large.Digest.ToString().ShouldBe("sha256:49bc20df15e412a64472421e13fe86ff1c5165e18b2afccf160d4dc19fe68a14");
        large.Length.ShouldBe(Size);
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(16 << 20);
    }

    [Test]
    public void One_reader_gives_one_answer_in_a_run()
    {
        using var reader = _bed.Open(null);
        var manifest = _bed.Manifest("web");
        var first = reader.Of(manifest);

        _bed.Write("components/web/manifests/a.yaml", "a: 2\n");

        reader.Of(manifest).ShouldBeSameAs(first);
        _bed.Read().Digest.ShouldNotBe(first.Digest);
    }

    [Test]
    public void All_who_ask_at_once_get_the_same()
    {
        using var reader = _bed.Open(null);
        var manifest = _bed.Manifest("web");
        var sources = new ComponentSource[100];

        Parallel.For(0, sources.Length, index => sources[index] = reader.Of(manifest));

        sources.Distinct(ReferenceEqualityComparer.Instance).Count().ShouldBe(1);
        _bed.Opened.Length.ShouldBe(2);
    }

    [Test]
    public void A_reader_that_is_never_asked_ends_Git_and_writes_nothing()
    {
        _bed.Open(null).Dispose();

        Directory.Exists(_bed.Workspace.Artifacts).ShouldBeFalse();
    }

    [Test]
    public void What_was_wrong_is_looked_at_again_when_it_is_asked_for_again()
    {
        var manifest = _bed.Manifest("web");
        _bed.Link("components/web/manifests/out", "../../../platform.yaml");
        using var reader = _bed.Open(null);
        reader.ReadAll([manifest]);
        Should.Throw<PlatformException>(() => reader.Of(manifest));

        File.Delete(_bed.At("components/web/manifests/out"));

        reader.Of(manifest).Files.Length.ShouldBe(2);
    }

    [Test]
    public void A_component_whose_folder_is_gone_has_no_source()
    {
        using var reader = _bed.Open(null);
        var manifest = _bed.Manifest("web");
        Directory.Delete(_bed.At("components/web"), recursive: true);

        Should
            .Throw<PlatformException>(() => reader.Of(manifest))
            .Message.ShouldBe("components/web no longer holds any files. No artifact was made of it.");
    }

    private string Show(string path) => Path.GetRelativePath(_bed.At("components/web"), path);

#pragma warning disable CA1416 // modes are set where there are modes
    private static void SetMode(string file, UnixFileMode mode) => File.SetUnixFileMode(file, mode);
#pragma warning restore CA1416
}
