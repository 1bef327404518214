using System.Text.RegularExpressions;
using PathToProd.Tasks.Tests.Runs;
using PathToProd.TestTools;

namespace PathToProd.Tasks.Tests.Stages;

/// <summary>Numbers in values that are likely to be identifiers, with every Helm: what a note says is what Helm does.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixtureSource(typeof(HelmVersions), nameof(HelmVersions.All))]
[CancelAfter(120_000)]
internal sealed partial class DoubtfulValuesTests(string helm) : IDisposable
{
    private readonly ComponentTestBed _bed = new ComponentTestBed()
        .RealTool(HelmVersions.File(helm))
        .File("components/web/component.yaml", "name: web\nversion: 1.0.0\ntype: helm\n")
        .File("components/web/chart/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");

    public void Dispose() => _bed.Dispose();

    [Test]
    public async Task Test_names_identifiers_that_Helm_reads_as_numbers_in_the_values_of_chart_and_environment_once()
    {
        _bed.File("components/web/chart/values.yaml", "image: { tag: 12e03 }\nmode: 0400\n")
            .File(
                "environments/sandbox/values/web.yaml",
                "account: 9007199254740993\nowner: 123456789012\nport: 8080\n"
            )
            .File("environments/second/environment.yaml", "extends: sandbox\ntarget: { directory: artifacts/second }\n")
            .File(
                "components/web/chart/templates/web.yaml",
                ComponentTestBed.ConfigMap(
                    "web",
                    "image: \"a:{{ .Values.image.tag }}\"\n  account: \"{{ .Values.account }}\"\n  owner: {{ .Values.owner | quote }}"
                )
            );

        var result = await _bed.RunAsync("Test", "web");

        result.Nodes[0].Error.ShouldBeNull();
        result
            .Nodes[0]
            .Stages[^1]
            .Note.ShouldBe(
                "environments/sandbox/values/web.yaml(1,10): account is 9007199254740993, which Helm reads as the number 9007199254740992 and prints as 9.007199254740992e+15; quote it if it is an identifier: \"9007199254740993\"; "
                    + "environments/sandbox/values/web.yaml(2,8): owner is 123456789012, which Helm reads as the number 123456789012 and prints as 1.23456789012e+11; quote it if it is an identifier: \"123456789012\"; "
                    + "components/web/chart/values.yaml(1,15): image.tag is 12e03, which Helm reads as the number 12000; quote it if it is an identifier: \"12e03\""
            );
    }

    [Test]
    public async Task What_is_said_that_Helm_prints_is_what_it_prints()
    {
        string[] numbers =
        [
            .. "12e03 1e6 9007199254740993 -9007199254740993 18446744073709551616 1e20 1e21 1e22 5e0 0e1 1234567e1 1e300".Split(
                ' '
            ),
            .. "36028797018963969 123456789012345678901234567890 0xFFFFFFFFFFFFFFFF 00e1 4503599627370497e4".Split(' '),
        ];
        var values = string.Concat(numbers.Select((number, index) => $"v{index:00}: {number}\n"));
        _bed.File("environments/sandbox/values/web.yaml", values)
            .File("components/web/chart/values.yaml", $"own:\n  {values.TrimEnd().ReplaceLineEndings("\n  ")}\n")
            .File(
                "components/web/chart/templates/web.yaml",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: { name: web }
                data:
                {{- range $key, $value := .Values }}{{ if ne (kindOf $value) "map" }}
                  {{ $key }}: {{ $value | quote }}
                {{- end }}{{ end }}
                {{- range $key, $value := .Values.own }}
                  own.{{ $key }}: {{ $value | quote }}
                {{- end }}

                """
            );

        var result = await _bed.RunAsync("Test", "web");

        result.Nodes[0].Error.ShouldBeNull();
        var note = result.Nodes[0].Stages[^1].Note!;

        var said = Said()
            .Matches(note)
            .Select(match =>
                $"{match.Groups["key"].Value}: \"{(match.Groups["printed"].Success ? match.Groups["printed"] : match.Groups["read"]).Value}\""
            )
            .ToArray();
        said.Length.ShouldBeGreaterThan(numbers.Length * 3 / 2);
        var rendered = Directory
            .EnumerateFiles(_bed.Root, "rendered.yaml", SearchOption.AllDirectories)
            .Select(File.ReadAllLines)
            .Single()
            .Select(line => line.Trim());
        said.ShouldBeSubsetOf(rendered);
    }

    [GeneratedRegex(
        @"(?<key>[a-z.]+[0-9]+) is \S+, which Helm reads as the number (?<read>[^\s;]+)( and prints as (?<printed>[^\s;]+))?;"
    )]
    private static partial Regex Said();
}
