using FsCheck;
using FsCheck.Fluent;
using PathToProd.Tasks.Facts.Sources;

namespace PathToProd.Tasks.Tests.Facts.Sources;

public sealed class SourceContentTests
{
    private const int Looked = 8000;

    /// <summary>Bytes in which what matters is frequent, and the sizes in which they are read.</summary>
    private static readonly Gen<(byte[] Content, int[] Chunks)> Readings = Gen.Elements<byte>(
            (byte)'\r',
            (byte)'\r',
            (byte)'\n',
            (byte)'a',
            0xE9
        )
        .ArrayOf()
        .SelectMany(content => Gen.Choose(1, 7).ArrayOf().Select(chunks => (content, chunks)));

    [TestCase("a\r\nb\r\n", "a\nb\n")]
    [TestCase("a\nb", "a\nb")]
    [TestCase("a\rb\r", "a\rb\r")]
    [TestCase("\r\r\n", "\r\n")]
    [TestCase("\r\n\r\n", "\n\n")]
    [TestCase("\r", "\r")]
    [TestCase("\r\n", "\n")]
    [TestCase("", "")]
    [TestCase("a\0\r\n", "a\0\r\n")]
    public void A_text_reads_with_LF_and_everything_else_as_it_is(string content, string read) =>
        Read(Bytes(content)).ShouldBe(Bytes(read));

    [TestCase(0, false)]
    [TestCase(Looked - 1, false)]
    [TestCase(Looked, true)]
    public void A_text_has_no_NUL_in_the_first_8000_bytes(int nul, bool isText)
    {
        var content = Bytes(new string('a', Looked) + "aa\r\n");
        content[nul] = 0;

        Read(content).Length.ShouldBe(isText ? content.Length - 1 : content.Length);
    }

    [Test]
    public void Whatever_the_buffers_the_content_is_what_replacing_all_at_once_gives() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(
                Readings.ToArbitrary(),
                reading => Read(reading.Content, reading.Chunks).SequenceEqual(Naive(reading.Content))
            )
        );

    [TestCase(64 * 1024 - 1)]
    [TestCase(64 * 1024)]
    [TestCase(64 * 1024 + 1)]
    [TestCase(Looked - 1)]
    [TestCase(Looked)]
    public void A_line_end_at_the_end_of_a_buffer_is_one(int at)
    {
        var content = Bytes(new string('a', at - 1) + "\r\n" + new string('b', 100_000) + "\r");

        Read(content).ShouldBe(Naive(content));
    }

    [Test]
    public void A_large_text_streams_through_constant_memory()
    {
        const long Size = 300L << 20;
        using var content = SourceContent.Of(new GeneratedStream(Size, "line\r\n"u8.ToArray()));
        SourceFileReader.DigestOf(new MemoryStream());
        var before = GC.GetAllocatedBytesForCurrentThread();

        var digest = SourceFileReader.DigestOf(content);

        digest.Length.ShouldBe(Size / 6 * 5);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    private static byte[] Read(byte[] content, params int[] chunks)
    {
        using var stream = SourceContent.Of(new ChoppedStream(content, chunks));
        var read = new List<byte>();
        var buffer = new byte[5];
        for (var turn = 0; ; turn++)
        {
            var size = chunks.Length == 0 ? buffer.Length : Math.Min(buffer.Length, chunks[turn % chunks.Length]);
            var count = stream.Read(buffer, 0, size);
            if (count == 0)
            {
                return [.. read];
            }

            read.AddRange(buffer[..count]);
        }
    }

    private static byte[] Naive(byte[] content) => Bytes(Text(content).Replace("\r\n", "\n"));

    private static byte[] Bytes(string text) => System.Text.Encoding.Latin1.GetBytes(text);

    private static string Text(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes);
}
