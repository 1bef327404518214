using System.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Processes;

public class CapturedOutputTests
{
    [TestCase(10)]
    [TestCase(9_000_000)]
    public void What_goes_in_comes_out_from_memory_or_from_a_file(int size)
    {
        var bytes = new byte[size];
        new Random(1).NextBytes(bytes);
        using var output = new CapturedOutput();
        foreach (var part in bytes.Chunk(65_536))
        {
            output.Append(part);
        }

        output.Complete();
        using var copy = new MemoryStream();
        output.Open().CopyTo(copy);
        copy.ToArray().AsSpan().SequenceEqual(bytes).ShouldBeTrue();
        output.Length.ShouldBe(size);
    }

    [Test]
    public void It_can_be_read_twice()
    {
        using var output = Of("a\nb");
        output.Complete();
        output.Lines().ShouldBe(["a", "b"]);
        output.Lines().ShouldBe(["a", "b"]);
        output.Text().ShouldBe("a\nb");
    }

    [Test]
    public void A_reader_waits_for_what_is_still_to_come()
    {
        using var output = Of("first\n");
        using var lines = output.Lines().GetEnumerator();
        lines.MoveNext().ShouldBeTrue();
        lines.Current.ShouldBe("first");
        var next = Task.Run(lines.MoveNext);
        next.IsCompleted.ShouldBeFalse();
        output.Append("second"u8);
        output.Complete();
        next.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        lines.Current.ShouldBe("second");
    }

    [Test]
    public void The_temporary_file_has_no_name_that_could_stay_behind()
    {
        var before = Spools();
        using var output = new CapturedOutput();
        output.Append(new byte[5_000_000]);
        Spools().ShouldBe(before);
    }

    [Test]
    public void After_it_was_disposed_reading_fails()
    {
        var output = Of("x");
        output.Dispose();
        Should.Throw<ObjectDisposedException>(output.Text);
    }

    private static int Spools() => Directory.GetFiles(Path.GetTempPath(), "path-to-prod-*.output").Length;

    private static CapturedOutput Of(string text)
    {
        var output = new CapturedOutput();
        output.Append(Encoding.UTF8.GetBytes(text));
        return output;
    }
}
