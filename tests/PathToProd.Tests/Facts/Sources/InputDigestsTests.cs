using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using PathToProd.Facts.Sources;

namespace PathToProd.Tests.Facts.Sources;

public sealed class InputDigestsTests
{
    private const string Key = "sha256:0a7db57415573eaa09cac21db2adc58c62e4bf72c515a7d1d4e076a952d90291";

    /// <summary>Names and digests of few letters, so that they are often alike, among them those that could be taken for an end.</summary>
    private static readonly Gen<string> Text = Gen.Elements("a", "b", " ", "\n", "\"", "#", "1", "é", "🙂", "\\", ":")
        .ListOf()
        .Select(parts => string.Concat(parts.Take(4)));

    private static readonly Gen<InputDigest[]> Inputs = Text.SelectMany(name =>
            Text.Select(digest => new InputDigest(name, digest))
        )
        .ListOf()
        .Select(all => all.DistinctBy(input => input.Name).Take(6).ToArray());

    [Test]
    public void The_key_is_a_digest_of_length_prefixed_lines_and_stays_as_it_is()
    {
        var inputs = new InputDigests([new("tool helm", "3.6.2"), new("file chart/Chart.yaml", "sha256:ab")]);

        // printf '21 file chart/Chart.yaml 9 sha256:ab\n9 tool helm 5 3.6.2\n' | sha256sum
        inputs.Key.ToString().ShouldBe(Key);
        inputs.All.Select(input => input.Name).ShouldBe(["file chart/Chart.yaml", "tool helm"]);
    }

    [Test]
    public void The_order_of_insertion_does_not_matter() =>
        Holds(
            Inputs.SelectMany(all => Gen.Shuffle(all).Select(shuffled => (All: all, Shuffled: shuffled))),
            pair => new InputDigests(pair.All).Key == new InputDigests(pair.Shuffled).Key
        );

    [Test]
    public void Two_keys_are_equal_exactly_when_the_names_and_digests_are() =>
        Holds(
            Inputs.SelectMany(left => Inputs.Select(right => (Left: left, Right: right))),
            pair =>
                (new InputDigests(pair.Left).Key == new InputDigests(pair.Right).Key)
                == pair.Left.ToHashSet().SetEquals(pair.Right)
        );

    [Test]
    public void Any_single_change_changes_the_key() =>
        Holds(
            Inputs.Where(all => all.Length > 0).SelectMany(all => Text.Select(text => (All: all, Text: text))),
            pair =>
            {
                var (first, rest) = (pair.All[0], pair.All[1..]);
                var key = new InputDigests(pair.All).Key;
                return new InputDigests(rest).Key != key
                    && new InputDigests(rest.Append(first with { Digest = first.Digest + "x" })).Key != key
                    && new InputDigests(rest.Append(first with { Name = first.Name + "x" })).Key != key
                    && new InputDigests(pair.All.Append(new InputDigest("new " + pair.Text, ""))).Key != key;
            }
        );

    [Test]
    public void A_text_cannot_pass_for_the_end_of_another()
    {
        var one = new InputDigests([new("a", "b\n1 c 1 d")]);
        var two = new InputDigests([new("a", "b"), new("c", "d")]);

        one.Key.ShouldNotBe(two.Key);
    }

    [Test]
    public void Json_says_the_same_again() =>
        Holds(
            Inputs,
            all =>
            {
                var inputs = new InputDigests(all);
                var read = InputDigests.FromJson(inputs.ToJson());
                return read.Equals(inputs) && read.Key == inputs.Key && read.ToJson() == inputs.ToJson();
            }
        );

    [Test]
    public void Json_is_compact_and_in_order()
    {
        var inputs = new InputDigests([new("tool helm", "3.6.2"), new("file a", "sha256:ab")]);

        inputs.ToJson().ShouldBe("""{"file a":"sha256:ab","tool helm":"3.6.2"}""");
        InputDigests.None.ToJson().ShouldBe("{}");
    }

    [TestCase("{", "is not JSON")]
    [TestCase("[]", "is not a map of digests")]
    [TestCase("""{"a":1}""", "is not a map of digests")]
    [TestCase("""{"a":null}""", "is not a map of digests")]
    [TestCase("""{"a":"1","a":"2"}""", "is not a map of digests")]
    [TestCase("""{"a":"\ud800"}""", "is not a map of digests")]
    public void What_is_not_such_json_is_refused(string json, string message) =>
        Should.Throw<FormatException>(() => InputDigests.FromJson(json)).Message.ShouldBe(message);

    [Test]
    public void A_name_that_is_there_twice_is_refused() =>
        Should
            .Throw<ArgumentException>(() => new InputDigests([new("a", "1"), new("a", "1")]))
            .Message.ShouldStartWith("\"a\" is there twice");

    [TestCase(0xD800)]
    [TestCase(0xDC00)]
    public void Half_of_a_surrogate_pair_is_refused_as_it_could_pass_for_another(int half) =>
        Should.Throw<ArgumentException>(() => new InputDigests([new($"{(char)half}", "1")]));

    [Test]
    public void Changes_are_named_and_sorted()
    {
        var older = new InputDigests([new("a", "1"), new("b", "1"), new("c", "1"), new("e", "1")]);
        var newer = new InputDigests([new("b", "2"), new("c", "1"), new("d", "1"), new("f", "1")]);

        newer
            .ChangesSince(older)
            .ShouldBe([
                new InputChange("a", InputChangeKind.Removed),
                new InputChange("b", InputChangeKind.Changed),
                new InputChange("d", InputChangeKind.Added),
                new InputChange("e", InputChangeKind.Removed),
                new InputChange("f", InputChangeKind.Added),
            ]);
        newer.ChangesSince(newer).ShouldBeEmpty();
    }

    [Test]
    public void Changes_are_what_looking_at_each_name_finds() =>
        Holds(
            Inputs.SelectMany(left => Inputs.Select(right => (Left: left, Right: right))),
            pair =>
            {
                var (older, newer) = (
                    pair.Left.ToDictionary(one => one.Name, one => one.Digest),
                    pair.Right.ToDictionary(one => one.Name, one => one.Digest)
                );
                var expected = older
                    .Keys.Union(newer.Keys)
                    .Order(StringComparer.Ordinal)
                    .Where(name => older.GetValueOrDefault(name) != newer.GetValueOrDefault(name))
                    .Select(name => new InputChange(
                        name,
                        !older.ContainsKey(name) ? InputChangeKind.Added
                            : newer.ContainsKey(name) ? InputChangeKind.Changed
                            : InputChangeKind.Removed
                    ));
                return new InputDigests(pair.Right).ChangesSince(new InputDigests(pair.Left)).SequenceEqual(expected);
            }
        );

    [Test]
    public void More_can_be_added()
    {
        var inputs = new InputDigests([new("b", "1")]).With([new("a", "1")]);

        inputs.ShouldBe(new InputDigests([new("a", "1"), new("b", "1")]));
        inputs.GetHashCode().ShouldBe(new InputDigests([new("b", "1"), new("a", "1")]).GetHashCode());
        inputs.Equals((object)InputDigests.None).ShouldBeFalse();
    }

    [Test]
    public void What_a_writer_writes_can_be_a_part_of_something_larger()
    {
        var inputs = new InputDigests([new("a", "1")]);
        using var document = JsonDocument.Parse($$"""{ "inputs": {{inputs.ToJson()}} }""");

        InputDigests.Read(document.RootElement.GetProperty("inputs")).ShouldBe(inputs);
    }

    private static void Holds<T>(Gen<T> gen, Func<T, bool> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(gen.ToArbitrary(), property));
}
