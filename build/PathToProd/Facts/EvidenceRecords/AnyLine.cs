using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using PathToProd.Facts.VersionSets;
using PathToProd.Versions;
using static PathToProd.Facts.EvidenceRecords.LineJson;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>Reads what a line of evidence says, whoever wrote it: properties in any order, white space, escapes.</summary>
internal sealed class AnyLine(SeenBefore seen)
{
    private readonly AnyTest tests = new(seen);

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
            var name = seen.Text(ref reader);
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
                read.Kind = Kind(seen.TextOf(ref reader, name));
                break;
            case "set":
                read.Set = seen.TextOf(ref reader, name);
                break;
            case "from":
                read.From = seen.TextOf(ref reader, name);
                break;
            case "components":
                read.Content = Content(ref reader, line);
                break;
            case "environment":
                read.Environment = seen.TextOf(ref reader, name);
                break;
            case "kubernetes":
                Expect(ref reader, JsonTokenType.String, "has a \"kubernetes\" that is not a text");
                read.Kubernetes = Version(reader.ValueSpan);
                break;
            case "provider":
                read.Provider = seen.TextOf(ref reader, name);
                break;
            case "tools":
                read.Tools = Tools(ref reader, line);
                break;
            case "tests":
                read.Tests = tests.All(ref reader, line);
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
                read.Commit = seen.TextOf(ref reader, name);
                break;
            case "run":
                read.Run = seen.TextOf(ref reader, name);
                break;
            case "who":
                read.Who = seen.TextOf(ref reader, name);
                break;
            case "outcome":
                read.Outcome = Outcome(seen.TextOf(ref reader, name));
                break;
            case "error":
                read.Error = seen.TextOf(ref reader, name);
                break;
            case "signature":
                read.Signature = seen.TextOf(ref reader, name);
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
            var component = seen.Text(ref reader);
            reader.Read();
            var member = seen.TextOf(ref reader, component);
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
            var tool = seen.Text(ref whole);
            whole.Read();
            found[tool] = seen.TextOf(ref whole, tool);
        }

        return seen.Tools.Add(raw, hash, found.ToImmutable());
    }

    /// <summary>A version.</summary>
    public SemVersion Version(ReadOnlySpan<byte> text) =>
        seen.Versions.Find(text, out var hash)
        ?? (
            SemVersion.TryParse(Encoding.UTF8.GetString(text), out var version)
                ? seen.Versions.Add(text, hash, version)
                : throw new FormatException($"has a version \"{Encoding.UTF8.GetString(text)}\", which is not SemVer")
        );

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
