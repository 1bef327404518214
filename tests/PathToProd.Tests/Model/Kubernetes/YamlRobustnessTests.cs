using System.Diagnostics;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using PathToProd.Facts.Artifacts;
using PathToProd.Formats.Json;
using PathToProd.Formats.Values;
using PathToProd.Formats.Yaml;
using PathToProd.Model.Kubernetes;
using PathToProd.Model.ToolPins;
using PathToProd.Text;

namespace PathToProd.Tests.Model.Kubernetes;

/// <summary>Whatever a file holds, every reader of YAML answers: with what it says, or with problems that have a place.</summary>
public sealed class YamlRobustnessTests
{
    private static readonly string[] Parts =
    [
        .. "\n|\n  |\n    |  |\t|: |- |? |, |, |[|]|{|}|#| #c|&a |*a|!|!!str |!!int |!<x> |% |@|`|'|\"|'x'|\"x\"|\\|\"\\u12\"".Split(
            '|'
        ),
        .. "|~>~|-~>+~|2~---~\n---\n~...~\n...\n~%YAML 1.1\n---\n~<<: ~<<: *a~\r~\r\n~\uFEFF~\u0085~\u2028~\U0001F680~\uD83D~\0~\u0007".Split(
            '~'
        ),
        .. "a b a: b: yes 0400 0x1F 12e03 .inf null 1_0 items: kind: [a, {a: b}".Split(' '),
    ];

    [TestCaseSource(typeof(YamlSamples), nameof(YamlSamples.All))]
    public void Every_beginning_of_a_document_is_answered(string document)
    {
        for (var length = 0; length <= document.Length; length++)
        {
            Answer(document[..length]);
        }
    }

    [TestCaseSource(typeof(YamlSamples), nameof(YamlSamples.All))]
    public void Every_small_change_of_a_document_is_answered(string document)
    {
        for (var at = 0; at < document.Length; at++)
        {
            Answer(document.Remove(at, 1));
            Answer(document.Insert(at, Parts[at % Parts.Length]));
            Answer(document.Remove(at, 1).Insert(at, Parts[(at * 7) % Parts.Length]));
        }
    }

    [Test]
    public void Whatever_is_put_together_is_answered() =>
        Prop.ForAll(
                Gen.Elements(Parts).ListOf().Resize(20).Select(parts => string.Concat(parts)).ToArbitrary(),
                (Action<string>)Answer
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases.Of(20_000)).WithQuietOnSuccess(true));

    [Test]
    public void What_is_written_out_for_Kubernetes_is_read_as_the_same()
    {
        var texts = Gen.Elements(Parts.Where(part => part != "\uD83D"))
            .ListOf()
            .Resize(6)
            .Select(parts => string.Concat(parts));
        Prop.ForAll(
                Gen.Zip(texts, texts).ToArbitrary(),
                pair =>
                {
                    var json = new JsonObject
                    {
                        [pair.Item1] = new JsonArray(pair.Item2, pair.Item2.Length, 0.5, true, null),
                    };
                    JsonNode.DeepEquals(Read(JsonText.Of(json)), json).ShouldBeTrue(JsonText.Of(json));
                    JsonNode.DeepEquals(Read(JsonText.Line(json)), json).ShouldBeTrue(JsonText.Line(json));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases.Of(2_000)).WithQuietOnSuccess(true));
    }

    [Test]
    public void A_key_longer_than_YAML_looks_ahead_is_written_so_that_it_is_read()
    {
        var json = new JsonObject { [new string('k', 5000)] = new JsonObject { ["a"] = 1 } };

        JsonNode.DeepEquals(Read(JsonText.Of(json)), json).ShouldBeTrue();
        JsonNode.DeepEquals(Read(JsonText.Line(json)), json).ShouldBeTrue();
    }

    [Test]
    [NonParallelizable]
    public void A_chart_of_thirty_thousand_lines_is_read_at_once()
    {
        var document = string.Concat(
            Enumerable
                .Range(0, 100)
                .Select(n => $"  key{n}: \"value {n}\"\n  other{n}:\n    - name: a{n}\n      value: 0x{n:X}\n")
        );
        var chart = string.Concat(
            Enumerable
                .Range(0, 75)
                .Select(n => $"---\napiVersion: v1\nkind: A\nmetadata:\n  name: a{n}\nspec:\n{document}")
        );

        var clock = Stopwatch.StartNew();
        Rendered.Read(chart).Documents.Length.ShouldBe(75);

        // A third of a second on an idle machine; a reader that is not linear takes minutes.
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    private static JsonNode? Read(string text)
    {
        var problems = new List<Problem>();
        var json = YamlJson.Read(text, "f", problems);
        problems.ShouldBeEmpty(text);
        return json;
    }

    private static void Answer(string text)
    {
        var problems = new List<Problem>();
        foreach (var document in KubernetesDocuments.Read(text, "f", problems))
        {
            ScalarChecks.Refused(document, "f").Concat(ScalarChecks.Doubtful(document, "f")).ToArray();
        }

        YamlReader.Read("f", text, problems);
        ToolPinsReader.Read("f", text, problems);
        ChartConfig.TryRead(text, out _, out _);
        problems.ShouldAllBe(problem => problem.What.Length > 0 && problem.Fix.Length > 0);
        problems
            .Where(problem => problem.Where is not { Line: > 0, Column: > 0 } && problem.Fix != "check the syntax")
            .ShouldBeEmpty(text);
    }
}
