using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cake.Core;
using Cake.Core.IO;
using Cake.Helm;
using PathToProd.Formats.Yaml;
using PathToProd.Model.Kubernetes;
using PathToProd.Tests.Model.Kubernetes;
using PathToProd.TestTools;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Tools.Helm;

/// <summary>The reader of Kubernetes' documents against the programs that it must agree with.</summary>
[Category("Integration")]
[CancelAfter(240_000)]
internal sealed class KubernetesYamlTests
{
    private const int Count = 1_500;

    private static readonly ulong[] Seeds = [1, 2, 3];

    [Test]
    public void Helm_reads_what_is_read_and_refuses_what_is_refused(
        [ValueSource(typeof(HelmVersions), nameof(HelmVersions.All))] string version
    )
    {
        string[] documents = [.. YamlSamples.All, .. Seeds.SelectMany(seed => GeneratedYaml.Documents(Count, seed))];
        using var cake = TestCake.Real(HelmVersions.File(version));

        // Helm reads what it rendered as YAML: an answer is hidden from it, whatever characters are in it.
        cake.Write("chart/Chart.yaml", "apiVersion: v2\nname: probe\nversion: 0.1.0\n");
        cake.Write(
            "chart/templates/all.yaml",
            """
            {{- range $path, $_ := .Files.Glob "documents/*" }}
            {{ $path | base | quote }}: {{ $.Files.Get $path | fromYaml | toJson | b64enc | quote }}
            {{- end }}
            """
        );
        for (var at = 0; at < documents.Length; at++)
        {
            cake.Write($"chart/documents/{at:00000}", documents[at]);
        }

        var answers = Answers(cake.HelmTemplate("probe", System.IO.Path.Combine(cake.Folder, "chart"), new()));

        var read = 0;
        var refused = 0;
        var differences = new StringBuilder();
        for (var at = 0; at < documents.Length; at++)
        {
            var problems = new List<Problem>();
            var json = YamlJson.Read(documents[at], "f", problems);
            var theirs = answers[$"{at:00000}"];
            var isRefused = theirs["Error"]?.ToString().Contains("error ", StringComparison.Ordinal) == true;
            read += json is null ? 0 : 1;
            refused += isRefused ? 1 : 0;
            if (
                problems.Count > 0
                    ? !isRefused && !YamlAgreement.IsStricter(problems[0])
                    : !YamlAgreement.AreSame(json ?? new JsonObject(), theirs)
            )
            {
                differences.Append(
                    $"\n{JsonValue.Create(documents[at]).ToJsonString()}\n  {json?.ToJsonString() ?? problems.FirstOrDefault()?.ToString()}\n  Helm: {theirs.ToJsonString()}"
                );
            }
        }

        differences.ToString().ShouldBe("");
        read.ShouldBeGreaterThan(1_000);
        refused.ShouldBeGreaterThan(1_000);
    }

    [Test]
    public void Kubectl_sends_to_the_API_server_what_is_read([ValueSource(nameof(Seeds))] ulong seed)
    {
        var expected = new List<JsonObject>();
        var stream = new StringBuilder();
        foreach (var document in YamlSamples.All.Concat(GeneratedYaml.Documents(Count, seed)))
        {
            var text = $"{document}\nkind: Probe\napiVersion: v1\nmetadata: {{ name: probe-{expected.Count} }}\n";
            var problems = new List<Problem>();
            if (
                KubernetesDocuments.Read(text, "f", problems) is [{ Kind: "Probe" } read]
                && read.Name == $"probe-{expected.Count}"
                && problems.Count == 0
                && !text.Contains("items", StringComparison.Ordinal)
            )
            {
                expected.Add(read.Json);
                stream.Append("---\n").Append(read.Text).Append('\n');
            }
        }

        using var cake = TestCake.Real(RealTools.Kubectl);
        var file = cake.Write("all.yaml", stream.ToString());
        var sent = Sent(cake, file);

        expected.Count.ShouldBeGreaterThan(Count / 4);
        sent.Select(NameOf).ShouldBe(expected.Select(NameOf));
        var differences = expected
            .Zip(sent)
            .Where(pair => !YamlAgreement.AreSame(pair.First, pair.Second))
            .Select(pair => $"{pair.First.ToJsonString()}\n  kubectl: {pair.Second.ToJsonString()}");
        string.Join('\n', differences).ShouldBe("");
    }

    private static string NameOf(JsonObject json) => json["metadata"]!["name"]!.ToString();

    /// <summary>What kubectl makes of a file, without a cluster. It adds an annotation, and no other.</summary>
    private static List<JsonObject> Sent(TestCake cake, string file)
    {
        var arguments = new ProcessArgumentBuilder();
        foreach (var argument in (string[])["annotate", "--local", "--output=json", "--filename", file, "sent=yes"])
        {
            arguments.Append(argument);
        }

        var settings = new ProcessSettings { Arguments = arguments, RedirectStandardOutput = true };
        using var process = cake.ProcessRunner.Start(RealTools.Kubectl, settings);

        // Before the output is read: Cake's own process gives what has arrived when the program has ended, and no more.
        process.WaitForExit();
        var output = Encoding.UTF8.GetBytes(string.Join('\n', process.GetStandardOutput()));
        process.GetExitCode().ShouldBe(0);

        var sent = new List<JsonObject>();
        var reader = new Utf8JsonReader(output, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            var json = JsonNode.Parse(ref reader)!.AsObject();
            json["metadata"]!.AsObject().Remove("annotations");
            sent.Add(json);
        }

        return sent;
    }

    private static Dictionary<string, JsonObject> Answers(string rendered) =>
        rendered
            .Split('\n')
            .Where(line => line.StartsWith('"'))
            .Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0].Trim('"'), pair => JsonNode.Parse(FromBase64(pair[1]))!.AsObject());

    private static byte[] FromBase64(string quoted) => Convert.FromBase64String(quoted.Trim('"'));
}
