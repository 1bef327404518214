using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PathToProd.Facts.EvidenceRecords;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceSamples;

namespace PathToProd.Tests.Facts.EvidenceRecords;

/// <summary>The quick reader of what this program writes, against the one that reads whatever is right.</summary>
public sealed class UsualLineTests
{
    [Test]
    public void The_reader_of_usual_lines_gives_what_the_reader_of_any_line_gives() =>
        Prop.ForAll(
                Evidences().ToArbitrary(),
                Gen.Choose(0, 4000).Two().ToArbitrary(),
                (evidence, change) =>
                {
                    // As written, and with one character changed: whatever the first reader takes, the second takes too.
                    var line = EvidenceText.Write(evidence).Line;
                    var at = change.Item1 % line.Length;
                    var changed = line[..at] + "\",:{}[]\\0a .-e"[change.Item2 % 14] + line[(at + 1)..];
                    return Agree(
                            line,
                            mustBeUsual: !line.Contains('\\', StringComparison.Ordinal)
                                && evidence.Duration >= TimeSpan.Zero
                        ) && Agree(changed, mustBeUsual: false);
                }
            )
            .QuickCheckThrowOnFailure();

    [TestCase("0")]
    [TestCase("0.5")]
    [TestCase("00.5")]
    [TestCase("01")]
    [TestCase("10")]
    [TestCase("1.")]
    [TestCase(".5")]
    [TestCase("1.0000001")]
    [TestCase("1.00000001")]
    [TestCase("12345678901")]
    [TestCase("123456789012")]
    [TestCase("1e2")]
    [TestCase("-1")]
    [TestCase("1 ")]
    [TestCase("")]
    public void Every_way_to_write_a_number_is_read_or_refused_by_both(string number)
    {
        var line = EvidenceText.Write(State(A, tests: [Test("ingress/smoke"), Test("ingress/other")])).Line;

        Agree(line.Replace("1.25", number, StringComparison.Ordinal)).ShouldBeTrue();
        Agree(line.Replace("84.5", number, StringComparison.Ordinal)).ShouldBeTrue();
    }

    [TestCase("ci-1", "ci\t1")]
    [TestCase("ci-1", "\tci-1")]
    [TestCase("20261122-110000-abcdef", "\t")]
    [TestCase("20261122-110000-abcdef", "run\u0001")]
    [TestCase("\"who\":\"ann\"", "\"who\":\"\"")]
    [TestCase("2026-11-22T11:00:00+00:00", "noon")]
    [TestCase("\"2026-11-22T11:00:00+00:00\"", "12")]
    [TestCase("\"outcome\":\"passed\",\"digest", "\"outcome\":\"failed\",\"digest")]
    [TestCase("\"outcome\":\"passed\",\"digest", "\"outcome\":\"cancelled\",\"digest")]
    [TestCase("\"outcome\":\"passed\",\"digest", "\"outcome\":\"fine\",\"digest")]
    [TestCase(",\"seconds\":1.25}", "}")]
    [TestCase("\"}", "\",\"more\":1}")]
    public void Whatever_was_changed_both_read_the_same_or_neither_does(string text, string instead)
    {
        var line = EvidenceText.Write(State(A, tests: [Test("ingress/smoke"), Test("ingress/other")])).Line;
        line.ShouldContain(text);

        Agree(line.Replace(text, instead, StringComparison.Ordinal)).ShouldBeTrue();
        Agree(First(line, text, instead)).ShouldBeTrue();
    }

    private static string First(string line, string text, string instead)
    {
        var at = line.IndexOf(text, StringComparison.Ordinal);
        return line[..at] + instead + line[(at + text.Length)..];
    }

    private static bool Agree(string line, bool mustBeUsual = false)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        var any = Try(() => new AnyLine(new SeenBefore()).Read(bytes, "d"));
        var seen = new SeenBefore();
        var reader = new UsualLine(seen, new AnyLine(seen));
        var usual = reader.Read(bytes, "d");
        var again = reader.Read(bytes, "d");
        return usual is null
            ? !mustBeUsual && again is null
            : any is not null && Same(usual, any) && again is not null && Same(again, any);
    }

    private static Evidence? Try(Func<Evidence> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception)
            when (exception is FormatException or System.Text.Json.JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool Same(Evidence one, Evidence other) =>
        EvidenceText.Write(one).Line == EvidenceText.Write(other).Line;
}
