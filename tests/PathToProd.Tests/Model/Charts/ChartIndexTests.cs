using PathToProd.Model.Charts;
using PathToProd.Text;

namespace PathToProd.Tests.Model.Charts;

public sealed class ChartIndexTests
{
    private const string Hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private const string Index = $"""
        apiVersion: v1
        entries:
          other:
          - version: 9.0.0
            urls: [other-9.0.0.tgz]
          web:
          - annotations:
              text: |
                entries:
                  web:
            created: "2026-01-01T00:00:00Z"
            digest: {Hex}
            urls:
            - https://example.com/web-v1.1.0.tgz
            version: v1.1.0
          - version: 1.0.0
            urls: [web-1.0.0.tgz]
          - version: latest
            urls: [web-latest.tgz]
          - version: 0.9.0
        generated: "2026-01-01T00:00:00Z"
        """;

    [Test]
    public void The_versions_of_a_chart_are_listed_with_address_and_digest() =>
        Read(Index, "web")
            .ShouldBe([
                new IndexedChart("v1.1.0", "https://example.com/web-v1.1.0.tgz", new Digest($"sha256:{Hex}")),
                new IndexedChart("1.0.0", "web-1.0.0.tgz", null),
            ]);

    [Test]
    public void An_index_that_is_written_otherwise_is_read_as_well() =>
        Read("""{"entries":{"web":[{"version":"1.0.0","urls":["a.tgz"]}]}}""", "web")
            .ShouldBe([new IndexedChart("1.0.0", "a.tgz", null)]);

    [Test]
    public void A_chart_that_is_not_listed_is_not_there()
    {
        Read(Index, "wbe").ShouldBeNull();
        ChartIndex.Charts(Index).ShouldBe(["other", "web"]);
    }

    [Test]
    public void An_index_of_many_charts_is_read_as_fast_as_its_part()
    {
        var large = Index.Replace(
            "generated:",
            string.Concat(
                Enumerable
                    .Range(0, 60_000)
                    .Select(at =>
                        $"  chart-{at}:\n  - version: 1.0.0\n    urls: [a.tgz]\n    keywords: [a, b, c, d, e, f, g]\n"
                    )
            ) + "generated:",
            StringComparison.Ordinal
        );

        // All of it would be refused: it holds more than a document may.
        Read(large, "web")!.Value.Length.ShouldBe(2);
    }

    private static System.Collections.Immutable.ImmutableArray<IndexedChart>? Read(string text, string chart)
    {
        var problems = new List<Problem>();
        var versions = ChartIndex.Versions(text, chart, "index.yaml", problems);
        problems.ShouldBeEmpty();
        return versions;
    }
}
