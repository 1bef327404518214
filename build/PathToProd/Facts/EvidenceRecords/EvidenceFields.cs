using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using PathToProd.Facts.VersionSets;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Versions;
using static PathToProd.Facts.EvidenceRecords.JsonFieldReader;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>Reads what a line of evidence says: properties in any order, with white space and escapes. Not for several threads.</summary>
internal sealed class EvidenceFields
{
    private readonly SharedValues _shared = new();
    private readonly TestFields _tests;

    public EvidenceFields() => _tests = new TestFields(_shared);

    /// <exception cref="FormatException">It does not say what evidence says.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public Evidence Read(ReadOnlySpan<byte> line, Digest digest, int number)
    {
        var reader = new Utf8JsonReader(line);
        var read = new Fields();
        Span<char> buffer = stackalloc char[LongestName];
        reader.Read();
        Expect(ref reader, JsonTokenType.StartObject, "is not an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = buffer[..Name(ref reader, buffer)];
            reader.Read();
            ReadField(ref reader, line, name, ref read);
        }

        var set = read.Set ?? throw Missing("set");
        var content = read.Content ?? throw Missing("components");
        if (content.Digest.ToString() != set)
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
            Line = number,
            Kind = kind,
            Set = content.Digest,
            Members = content.Members,
            From = read.From is { } from ? new Digest(from) : null,
            Change = read.Change is { } change ? new Digest(change) : null,
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
            Product = read.Product,
            Signature = read.Signature,
        };
    }

    private void ReadField(
        ref Utf8JsonReader reader,
        ReadOnlySpan<byte> line,
        scoped ReadOnlySpan<char> name,
        ref Fields read
    )
    {
        switch (name)
        {
            case "kind":
                read.Kind = (EvidenceKind)Place(EvidenceText.Kinds, TextOf(ref reader, _shared, name), "a kind");
                break;
            case "set":
                read.Set = TextOf(ref reader, _shared, name);
                break;
            case "from":
                read.From = TextOf(ref reader, _shared, name);
                break;
            case "change":
                read.Change = TextOf(ref reader, _shared, name);
                break;
            case "components":
                read.Content = Content(ref reader, line);
                break;
            case "environment":
                read.Environment = TextOf(ref reader, _shared, name);
                break;
            case "kubernetes":
                Expect(ref reader, JsonTokenType.String, "has a \"kubernetes\" that is not a text");
                read.Kubernetes = _shared.Version(reader.ValueSpan);
                break;
            case "provider":
                read.Provider = TextOf(ref reader, _shared, name);
                break;
            case "tools":
                read.Tools = Tools(ref reader, line);
                break;
            case "tests":
                read.Tests = _tests.All(ref reader, line);
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
                read.Commit = TextOf(ref reader, _shared, name);
                break;
            case "run":
                read.Run = TextOf(ref reader, shared: null, name);
                break;
            case "who":
                read.Who = TextOf(ref reader, _shared, name);
                break;
            case "outcome":
                read.Outcome = (EvidenceOutcome)Place(
                    EvidenceText.Outcomes,
                    TextOf(ref reader, _shared, name),
                    "an outcome"
                );
                break;
            case "error":
                read.Error = TextOf(ref reader, _shared, name);
                break;
            case KeptFormat.Product:
                read.Product = TextOf(ref reader, _shared, name);
                break;
            case KeptFormat.Field:
                CheckFormat(line);
                break;
            case "signature":
                read.Signature = TextOf(ref reader, shared: null, name);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    /// <summary>At once, and so first in a line of a newer format: what follows may mean something else there.</summary>
    private static void CheckFormat(ReadOnlySpan<byte> line)
    {
        var whole = new Utf8JsonReader(line);
        using var document = JsonDocument.ParseValue(ref whole);
        KeptFormat.Check(document.RootElement);
    }

    private SetContent Content(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        Expect(ref reader, JsonTokenType.StartObject, "has \"components\" that are not an object");
        var whole = reader;
        var raw = Raw(ref reader, line);
        return _shared.Sets.Find(raw) ?? _shared.Sets.Add(raw, Content(ref whole));
    }

    private SetContent Content(ref Utf8JsonReader reader)
    {
        var members = ImmutableSortedDictionary.CreateBuilder<string, SetMember>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var component = _shared.Text(ref reader);
            reader.Read();
            var member = TextOf(ref reader, _shared, component);
            var at = member.IndexOf('@', StringComparison.Ordinal);
            if (at < 0)
            {
                throw new FormatException($"has no digest of {component} behind its version and an @");
            }

            members[component] = new SetMember(
                component,
                _shared.Version(Encoding.UTF8.GetBytes(member[..at])),
                new Digest(member[(at + 1)..])
            );
        }

        return new SetContent(members.ToImmutable(), SetDigest.Of(members.Values));
    }

    private ImmutableSortedDictionary<string, string> Tools(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        Expect(ref reader, JsonTokenType.StartObject, "has \"tools\" that are not an object");
        var whole = reader;
        var raw = Raw(ref reader, line);
        if (_shared.Tools.Find(raw) is { } known)
        {
            return known;
        }

        var found = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (whole.Read() && whole.TokenType == JsonTokenType.PropertyName)
        {
            var tool = _shared.Text(ref whole);
            whole.Read();
            found[tool] = TextOf(ref whole, _shared, tool);
        }

        return _shared.Tools.Add(raw, found.ToImmutable());
    }

    private static FormatException Missing(string name) => new($"has no \"{name}\"");

    private struct Fields
    {
        public EvidenceKind? Kind;
        public string? Set;
        public string? From;
        public string? Change;
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
        public string? Product;
        public string? Signature;
    }
}
