using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>
/// The format of evidence: JSON Lines. The last properties of a line are <c>digest</c>, which names it, and <c>signature</c>
/// when somebody signed. The digest is the SHA-256 of the object without these two, so a line that a crash tore or a hand
/// changed is reported and ignored, and a signature of the digest is one of all the line says. Properties that are not known
/// are ignored: a later version may add some.
/// </summary>
public static class EvidenceText
{
    /// <summary>The usual name of the file.</summary>
    public const string FileName = "environments/version-sets/compatibility.jsonl";

    internal const string DigestStart = ",\"digest\":\"";
    internal const string SignatureStart = "\",\"signature\":\"";
    internal const string End = "\"}";

    // In the order of their enumerations.
    internal static readonly string[] Kinds = ["state", "transition"];
    internal static readonly string[] Outcomes = ["passed", "failed", "cancelled"];
    internal static readonly string[] TestOutcomes = ["passed", "failed", "not-run"];

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        // The lines are read by people too; they never stand inside HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One line, without the line break, and its digest: <c>sha256:...</c>.</summary>
    /// <param name="evidence">
    /// The evidence; its own <see cref="Evidence.Digest"/> and <see cref="Evidence.Line"/> are ignored. To sign it, sign the
    /// digest that this returns, and write it again with <see cref="Evidence.Signature"/>: the digest stays the same.
    /// </param>
    public static (string Line, Digest Digest) Write(Evidence evidence)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            WriteProperties(writer, evidence);
            writer.WriteEndObject();
        }

        var body = buffer.WrittenSpan;
        var digest = Digest.Of(body);
        var signature = evidence.Signature is null ? "" : SignatureStart + evidence.Signature;
        return (Encoding.UTF8.GetString(body[..^1]) + DigestStart + digest + signature + End, digest);
    }

    /// <summary>Reads a whole file.</summary>
    /// <param name="text">The file's text; empty for one that does not exist yet.</param>
    /// <param name="file">The file's name in problems.</param>
    public static EvidenceReading Read(string text, string file = FileName) => Read(Encoding.UTF8.GetBytes(text), file);

    /// <summary>Reads a whole file.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="file">The file's name in problems.</param>
    public static EvidenceReading Read(ReadOnlySpan<byte> bytes, string file = FileName)
    {
        var reader = new EvidenceReader();
        reader.ReadRest(bytes[reader.ReadLines(bytes)..]);
        return reader.SoFar.Reading(file);
    }

    internal static string Name(EvidenceKind kind) => Kinds[(int)kind];

    internal static string Name(EvidenceOutcome outcome) => Outcomes[(int)outcome];

    internal static string Name(TestOutcome outcome) => TestOutcomes[(int)outcome];

    private static void WriteProperties(Utf8JsonWriter writer, Evidence evidence)
    {
        writer.WriteString("kind", Name(evidence.Kind));
        writer.WriteString("set", evidence.Set.ToString());
        writer.WriteText("from", evidence.From?.ToString());
        writer.WriteText("change", evidence.Change?.ToString());
        writer.WriteStartObject("components");
        foreach (var member in evidence.Members.Values)
        {
            writer.WriteString(member.Component, $"{member.Version}@{member.Digest}");
        }

        writer.WriteEndObject();
        writer.WriteString("environment", evidence.Environment);
        writer.WriteString("kubernetes", evidence.Kubernetes.ToString());
        writer.WriteString("provider", evidence.Provider);
        writer.WriteStartObject("tools");
        foreach (var (tool, version) in evidence.Tools)
        {
            writer.WriteString(tool, version);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("tests");
        foreach (var test in evidence.Tests)
        {
            WriteTest(writer, test);
        }

        writer.WriteEndArray();
        writer.WriteTime("start", evidence.Start);
        writer.WriteSeconds("seconds", evidence.Duration);
        writer.WriteText("commit", evidence.Commit);
        writer.WriteString("run", evidence.Run);
        writer.WriteString("who", evidence.Who);
        writer.WriteString("outcome", Name(evidence.Outcome));
        writer.WriteText("error", evidence.Error);
        writer.WriteText(KeptFormat.Product, evidence.Product);
    }

    private static void WriteTest(Utf8JsonWriter writer, TestResult test)
    {
        writer.WriteStartObject();
        writer.WriteString("name", test.Name);
        writer.WriteString("digest", test.Digest.ToString());
        writer.WriteTexts("covers", test.Covers);
        if (!test.IsBlocking)
        {
            writer.WriteBoolean("blocking", value: false);
        }

        writer.WriteString("outcome", Name(test.Outcome));
        writer.WriteSeconds("seconds", test.Duration);
        writer.WriteText("message", test.Message);
        writer.WriteEndObject();
    }
}
