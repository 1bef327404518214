using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PathToProd.EndToEnd.Harness;
using PathToProd.Model.Kubernetes;
using PathToProd.Tasks.Tests.Tools.Helm;
using PathToProd.Tests.Model.Kubernetes;
using PathToProd.Text;

namespace PathToProd.EndToEnd;

/// <summary>The reader of Kubernetes' documents against what kubectl makes of the same files to create what they say.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed partial class KubernetesYamlTests
{
    private const int Count = 1_500;

    private static readonly ulong[] Seeds = [11, 12, 13];

    private readonly Cluster _cluster = ControlPlane.Cluster;

    [Test]
    public void Kubectl_creates_what_is_read_and_refuses_what_is_refused([ValueSource(nameof(Seeds))] ulong seed)
    {
        var folder = Directory.CreateTempSubdirectory("path-to-prod-yaml-");
        try
        {
            Compare(folder.FullName, [.. YamlSamples.All, .. GeneratedYaml.Documents(Count, seed)]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Compare(string folder, IReadOnlyList<string> documents)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var document in documents.Where(text => !text.Contains("items", StringComparison.Ordinal)))
        {
            var name = $"probe-{texts.Count:0000}";
            texts[name] = $"{document}\nkind: ConfigMap\napiVersion: v1\nmetadata: {{ name: {name} }}\n";
            File.WriteAllText(Path.Combine(folder, $"{name}.yaml"), texts[name], new UTF8Encoding(false));
        }

        // It goes on with the next file after one that it refuses.
        var outcome = _cluster.Try(
            "create",
            "--dry-run=client",
            "--validate=false",
            "--namespace=default",
            "--output=json",
            $"--filename={folder}"
        );
        var created = Created(outcome.Output);
        var refused = RefusedFile().Matches(outcome.Error).Select(match => match.Groups["name"].Value).ToHashSet();

        refused.ShouldBeSubsetOf(texts.Keys, outcome.Error);
        var differences = texts
            .Select(text => Difference(text.Value, created[text.Key].ToArray(), refused.Contains(text.Key)))
            .OfType<string>();
        string.Join('\n', differences).ShouldBe("");
        created.Count.ShouldBeGreaterThan(Count / 4);
        refused.Count.ShouldBeGreaterThan(Count / 4);
    }

    /// <summary>How the reader and kubectl differ on one file; null when they agree.</summary>
    private static string? Difference(string text, JsonObject[] created, bool isRefused)
    {
        var problems = new List<Problem>();
        var read = KubernetesDocuments.Read(text, "f", problems);
        var isRefusedHere =
            problems.Count > 0 || read.Any(document => document is not { Kind: "ConfigMap", ApiVersion: "v1" });
        var agree = (isRefusedHere, isRefused) switch
        {
            (true, true) => true,
            (true, false) => problems.Count > 0 && problems.TrueForAll(YamlAgreement.IsStricter),
            (false, true) => false,
            (false, false) => read.Length == created.Length
                && read.Zip(created).All(pair => YamlAgreement.AreSame(pair.First.Json, pair.Second)),
        };
        return agree
            ? null
            : $"{JsonValue.Create(text).ToJsonString()}\n  {string.Join("\n  ", read.Select(one => one.Json.ToJsonString()))}"
                + $"{string.Join("\n  ", problems)}\n  kubectl: {(isRefused ? "refused " : "")}{string.Join("\n  ", created.Select(one => one.ToJsonString()))}";
    }

    /// <summary>What kubectl prints, by name. It adds the namespace.</summary>
    private static ILookup<string, JsonObject> Created(string output)
    {
        var created = new List<JsonObject>();
        var reader = new Utf8JsonReader(
            Encoding.UTF8.GetBytes(output),
            new JsonReaderOptions { AllowMultipleValues = true }
        );
        while (reader.Read())
        {
            var json = JsonNode.Parse(ref reader)!.AsObject();
            json["metadata"]!.AsObject().Remove("namespace");
            created.Add(json);
        }

        return created.ToLookup(json => json["metadata"]!["name"]!.ToString());
    }

    [GeneratedRegex(@"/(?<name>probe-[0-9]+)\.yaml")]
    private static partial Regex RefusedFile();
}
