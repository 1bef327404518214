using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Facts.Sources;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class ChangingFileTests : IDisposable
{
    private const string File1 = "components/web/manifests/a.yaml";

    private readonly SourceBed _bed = new SourceBed().Component("web").Write(File1, "a: 1\n");

    public void Dispose() => _bed.Dispose();

    [Test]
    public void A_file_that_changes_while_it_is_read_is_read_again()
    {
        using var other = new SourceBed();
        var expected = other.Component("web").Write(File1, "a: 22\n").Read().Digest;
        var opened = 0;
        OnOpening(() =>
        {
            if (++opened == 1)
            {
                _bed.Write(File1, "a: 22\n");
            }
        });

        _bed.Read().Digest.ShouldBe(expected);
        opened.ShouldBe(2);
    }

    [Test]
    public void A_file_that_never_rests_is_told_and_nothing_is_remembered_of_it()
    {
        var text = "a";
        OnOpening(() => _bed.Write(File1, text += "a"));

        var failure = Should.Throw<PlatformException>(() => _bed.Read());

        failure.ExitCode.ShouldBe(ExitCode.Failed);
        failure.Message.ShouldBe(
            $"{File1} changed while it was read, 5 times in a row. Nothing was made of it. Try again when the file is at rest."
        );
    }

    [Test]
    public void A_file_that_is_gone_when_it_is_to_be_read_does_not_count()
    {
        OnOpening(() => File.Delete(_bed.At(File1)));

        _bed.Files().ShouldBe(["component.yaml"]);
    }

    private void OnOpening(Action act)
    {
        var real = _bed.Disk.Opening;
        _bed.Disk.Opening = path =>
        {
            if (path == _bed.At(File1))
            {
                act();
            }

            return real(path);
        };
    }
}
