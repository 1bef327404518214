using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using PathToProd.Versions;
using PathToProd.VersionSets;

namespace PathToProd.Compatibility;

/// <summary>Reads what a line of evidence says, whoever wrote it: properties in any order, white space, escapes.</summary>
internal sealed class AnyLine(SeenBefore seen)
{
    private readonly List<TestResult> tests = [];

    /// <exception cref="FormatException">It does not say what evidence says.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public Evidence Read(ReadOnlySpan<byte> line, string digest)
    {
        var reader = new Utf8JsonReader(line);
        var read = new Fields();
        reader.Read();
        Expect(ref reader, JsonTokenType.StartObject, "is not an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref reader);
            reader.Read();
            ReadField(ref reader, line, name, ref read);
        }

        var set = read.Set ?? throw Missing("set");
        var content = read.Content ?? throw Missing("components");
        if (content.Digest != set)
        {
            throw new FormatException("names a set that is not the digest of its components");
        }

        var kind = read.Kind ?? throw Missing("kind");
        if (kind == EvidenceKind.Transition && read.From is null)
        {
            throw new FormatException("is about a step, and does not say from where");
        }

        return new Evidence
        {
            Digest = digest,
            Kind = kind,
            Set = content.Digest,
            Members = content.Members,
            From = read.From,
            Environment = read.Environment ?? throw Missing("environment"),
            Kubernetes = read.Kubernetes ?? throw Missing("kubernetes"),
            Provider = read.Provider ?? throw Missing("provider"),
            Tools = read.Tools ?? ImmutableSortedDictionary<string, string>.Empty,
            Tests = ImmutableCollectionsMarshal.AsImmutableArray(read.Tests ?? []),
            Start = read.Start ?? throw Missing("start"),
            Duration = read.Duration ?? throw Missing("seconds"),
            Commit = read.Commit,
            Run = read.Run ?? throw Missing("run"),
            Who = read.Who ?? throw Missing("who"),
            Outcome = read.Outcome ?? throw Missing("outcome"),
            Error = read.Error,
            Signature = read.Signature,
        };
    }

    private void ReadField(ref Utf8JsonReader reader, ReadOnlySpan<byte> line, string name, ref Fields read)
    {
        switch (name)
        {
            case "kind":
                read.Kind = Kind(TextOf(ref reader, name));
                break;
            case "set":
                read.Set = TextOf(ref reader, name);
                break;
            case "from":
                read.From = TextOf(ref reader, name);
                break;
            case "components":
                read.Content = Content(ref reader, line);
                break;
            case "environment":
                read.Environment = TextOf(ref reader, name);
                break;
            case "kubernetes":
                Expect(ref reader, JsonTokenType.String, "has a \"kubernetes\" that is not a text");
                read.Kubernetes = Version(reader.ValueSpan);
                break;
            case "provider":
                read.Provider = TextOf(ref reader, name);
                break;
            case "tools":
                read.Tools = Tools(ref reader, line);
                break;
            case "tests":
                read.Tests = Tests(ref reader, line);
                break;
            case "start":
                read.Start =
                    reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var start)
                        ? start
                        : throw new FormatException("has no \"start\" that is a time");
                break;
            case "seconds":
                read.Duration = Seconds(ref reader);
                break;
            case "commit":
                read.Commit = TextOf(ref reader, name);
                break;
            case "run":
                read.Run = TextOf(ref reader, name);
                break;
            case "who":
                read.Who = TextOf(ref reader, name);
                break;
            case "outcome":
                read.Outcome = Outcome(TextOf(ref reader, name));
                break;
            case "error":
                read.Error = TextOf(ref reader, name);
                break;
            case "signature":
                read.Signature = TextOf(ref reader, name);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    /// <summary>The components of an object, which is all that the bytes are.</summary>
    public SetContent Content(ReadOnlySpan<byte> whole)
    {
        var reader = At(whole);
        return Content(ref reader, whole);
    }

    /// <summary>The tools of an object, which is all that the bytes are.</summary>
    public ImmutableSortedDictionary<string, string> Tools(ReadOnlySpan<byte> whole)
    {
        if (seen.Tools.Find(whole, out _) is { } known)
        {
            return known;
        }

        var reader = At(whole);
        return Tools(ref reader, whole);
    }

    private static Utf8JsonReader At(ReadOnlySpan<byte> whole)
    {
        var reader = new Utf8JsonReader(whole);
        reader.Read();
        return reader;
    }

    private SetContent Content(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        Expect(ref reader, JsonTokenType.StartObject, "has \"components\" that are not an object");
        var whole = reader;
        var raw = Raw(ref reader, line);
        return seen.Sets.Find(raw, out var hash) ?? seen.Sets.Add(raw, hash, Content(ref whole));
    }

    private SetContent Content(ref Utf8JsonReader reader)
    {
        var members = ImmutableSortedDictionary.CreateBuilder<string, SetMember>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var component = Text(ref reader);
            reader.Read();
            var member = TextOf(ref reader, component);
            var at = member.IndexOf('@', StringComparison.Ordinal);
            if (at < 0)
            {
                throw new FormatException($"has no digest of {component} behind its version and an @");
            }

            members[component] = new SetMember(
                component,
                Version(Encoding.UTF8.GetBytes(member[..at])),
                member[(at + 1)..]
            );
        }

        return new SetContent(members.ToImmutable(), SetDigest.Of(members.Values));
    }

    private ImmutableSortedDictionary<string, string> Tools(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        Expect(ref reader, JsonTokenType.StartObject, "has \"tools\" that are not an object");
        var whole = reader;
        var raw = Raw(ref reader, line);
        if (seen.Tools.Find(raw, out var hash) is { } known)
        {
            return known;
        }

        var found = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (whole.Read() && whole.TokenType == JsonTokenType.PropertyName)
        {
            var tool = Text(ref whole);
            whole.Read();
            found[tool] = TextOf(ref whole, tool);
        }

        return seen.Tools.Add(raw, hash, found.ToImmutable());
    }

    private TestResult[] Tests(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        Expect(ref reader, JsonTokenType.StartArray, "has \"tests\" that are not a list");
        tests.Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            tests.Add(Test(ref reader, line));
        }

        Expect(ref reader, JsonTokenType.EndArray, "has a test that is not an object");
        return [.. tests];
    }

    /// <summary>A test, at whose start the reader stands.</summary>
    public TestResult Test(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        string? test = null;
        string? digest = null;
        string? message = null;
        string[] covered = [];
        var isBlocking = true;
        TestOutcome? outcome = null;
        var duration = TimeSpan.Zero;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref reader);
            reader.Read();
            switch (name)
            {
                case "name":
                    test = TextOf(ref reader, name);
                    break;
                case "digest":
                    digest = TextOf(ref reader, name);
                    break;
                case "covers":
                    covered = Covers(ref reader, line);
                    break;
                case "blocking":
                    isBlocking = reader.GetBoolean();
                    break;
                case "outcome":
                    outcome = Result(TextOf(ref reader, name));
                    break;
                case "seconds":
                    duration = Seconds(ref reader);
                    break;
                case "message":
                    message = TextOf(ref reader, name);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new TestResult(
            test ?? throw new FormatException("has a test without a \"name\""),
            digest ?? throw new FormatException($"has a test {test} without a \"digest\""),
            isBlocking,
            outcome ?? throw new FormatException($"has a test {test} without an \"outcome\""),
            duration,
            ImmutableCollectionsMarshal.AsImmutableArray(covered),
            message
        );
    }

    private string[] Covers(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        Expect(ref reader, JsonTokenType.StartArray, "has \"covers\" that are not a list");
        var whole = reader;
        var raw = Raw(ref reader, line);
        if (seen.Covers.Find(raw, out var hash) is { } known)
        {
            return known;
        }

        var names = new List<string>();
        while (whole.Read() && whole.TokenType != JsonTokenType.EndArray)
        {
            names.Add(TextOf(ref whole, "covers"));
        }

        return seen.Covers.Add(raw, hash, [.. names]);
    }

    /// <summary>The bytes of the object or list that begins here; the reader then stands at its end.</summary>
    private static ReadOnlySpan<byte> Raw(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return line[start..(int)reader.BytesConsumed];
    }

    private string TextOf(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new FormatException($"has a \"{name}\" that is not a text");
        }

        return Text(ref reader);
    }

    private string Text(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
        {
            return reader.GetString()!;
        }

        return seen.Texts.Find(reader.ValueSpan, out var hash)
            ?? seen.Texts.Add(reader.ValueSpan, hash, reader.GetString()!);
    }

    /// <summary>A version.</summary>
    public SemVersion Version(ReadOnlySpan<byte> text) =>
        seen.Versions.Find(text, out var hash)
        ?? (
            SemVersion.TryParse(Encoding.UTF8.GetString(text), out var version)
                ? seen.Versions.Add(text, hash, version)
                : throw new FormatException($"has a version \"{Encoding.UTF8.GetString(text)}\", which is not SemVer")
        );

    private static TimeSpan Seconds(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number
        && reader.TryGetDecimal(out var seconds)
        && Math.Abs(seconds) < TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerSecond
            ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : throw new FormatException("has no \"seconds\" that is a number");

    private static EvidenceKind Kind(string text) =>
        text switch
        {
            "state" => EvidenceKind.State,
            "transition" => EvidenceKind.Transition,
            _ => throw new FormatException($"has a kind \"{text}\", which is not known"),
        };

    private static EvidenceOutcome Outcome(string text) =>
        text switch
        {
            "passed" => EvidenceOutcome.Passed,
            "failed" => EvidenceOutcome.Failed,
            "cancelled" => EvidenceOutcome.Cancelled,
            _ => throw new FormatException($"has an outcome \"{text}\", which is not known"),
        };

    private static TestOutcome Result(string text) =>
        text switch
        {
            "passed" => TestOutcome.Passed,
            "failed" => TestOutcome.Failed,
            "not-run" => TestOutcome.NotRun,
            _ => throw new FormatException($"has a test with an outcome \"{text}\", which is not known"),
        };

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string wrong)
    {
        if (reader.TokenType != type)
        {
            throw new FormatException(wrong);
        }
    }

    private static FormatException Missing(string name) => new($"has no \"{name}\"");

    private struct Fields
    {
        public EvidenceKind? Kind;
        public string? Set;
        public string? From;
        public SetContent? Content;
        public string? Environment;
        public SemVersion? Kubernetes;
        public string? Provider;
        public ImmutableSortedDictionary<string, string>? Tools;
        public TestResult[]? Tests;
        public DateTimeOffset? Start;
        public TimeSpan? Duration;
        public string? Commit;
        public string? Run;
        public string? Who;
        public EvidenceOutcome? Outcome;
        public string? Error;
        public string? Signature;
    }
}
