using System.Text.Json;
using static PathToProd.Facts.EvidenceRecords.JsonFieldReader;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>Reads the tests of a line of evidence.</summary>
internal sealed class TestFields(SharedValues shared)
{
    private readonly List<TestResult> _tests = [];

    /// <summary>A list of tests, at whose start the reader stands.</summary>
    public TestResult[] All(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        Expect(ref reader, JsonTokenType.StartArray, "has \"tests\" that are not a list");
        _tests.Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            _tests.Add(One(ref reader, line));
        }

        Expect(ref reader, JsonTokenType.EndArray, "has a test that is not an object");
        return [.. _tests];
    }

    /// <summary>A test, at whose start the reader stands.</summary>
    private TestResult One(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        string? test = null;
        string? digest = null;
        string? message = null;
        string[] covered = [];
        var isBlocking = true;
        TestOutcome? outcome = null;
        var duration = TimeSpan.Zero;
        Span<char> buffer = stackalloc char[LongestName];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = buffer[..Name(ref reader, buffer)];
            reader.Read();
            switch (name)
            {
                case "name":
                    test = TextOf(ref reader, shared, name);
                    break;
                case "digest":
                    digest = TextOf(ref reader, shared, name);
                    break;
                case "covers":
                    covered = Covers(ref reader, line);
                    break;
                case "blocking":
                    isBlocking = reader.GetBoolean();
                    break;
                case "outcome":
                    outcome = (TestOutcome)Place(
                        EvidenceText.TestOutcomes,
                        TextOf(ref reader, shared, name),
                        "a test with an outcome"
                    );
                    break;
                case "seconds":
                    duration = Seconds(ref reader);
                    break;
                case "message":
                    message = TextOf(ref reader, shared, name);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new TestResult(
            shared.Test(
                test ?? throw new FormatException("has a test without a \"name\""),
                digest ?? throw new FormatException($"has a test {test} without a \"digest\""),
                isBlocking,
                covered
            ),
            outcome ?? throw new FormatException($"has a test {test} without an \"outcome\""),
            duration,
            message
        );
    }

    private string[] Covers(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        Expect(ref reader, JsonTokenType.StartArray, "has \"covers\" that are not a list");
        var whole = reader;
        var raw = Raw(ref reader, line);
        if (shared.Covers.Find(raw) is { } known)
        {
            return known;
        }

        var names = new List<string>();
        while (whole.Read() && whole.TokenType != JsonTokenType.EndArray)
        {
            names.Add(TextOf(ref whole, shared, "covers"));
        }

        return shared.Covers.Add(raw, [.. names]);
    }
}
