using PathToProd.Model.Charts;
using PathToProd.Tests.Model.Kubernetes;

namespace PathToProd.Tests.Model.Charts;

public sealed class RenderedChartTests
{
    private const string Chart =
        "apiVersion: v1\nname: web\nversion: v1.2.0\nappVersion: 1.10\nkubeVersion: '>=1.30'\ndependencies: [{ name: part, version: 1.0.0 }]\n";

    [Test]
    public void What_was_rendered_comes_from_templates_of_the_same_path_and_no_brace_of_it_is_a_template()
    {
        var rendered = Rendered.Read(
            """
            ---
            # Source: web/templates/deep/map.yaml
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: one }
            data: { text: "{{ .Values.text }}" }
            ---
            # Source: web/templates/deep/map.yaml
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: two }
            ---
            # Source: web/charts/part/templates/map.yaml
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: three }
            """
        );

        var files = RenderedChart.Files(Chart, rendered.Documents);

        files.Keys.ShouldBe([
            "Chart.yaml",
            "charts/part/Chart.yaml",
            "charts/part/rendered/map.yaml",
            "charts/part/templates/map.yaml",
            "rendered/deep/map.yaml",
            "templates/deep/map.yaml",
        ]);
        files["templates/deep/map.yaml"].ShouldBe("{{ .Files.Get \"rendered/deep/map.yaml\" }}\n");
        files["rendered/deep/map.yaml"]
            .ShouldBe(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: { name: one }
                data: { text: "{{ .Values.text }}" }
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: { name: two }

                """
            );
    }

    [Test]
    public void It_keeps_name_and_version_and_asks_for_nothing_that_was_asked_before() =>
        RenderedChart
            .Files(Chart, [])["Chart.yaml"]
            .ShouldBe(
                """
                {
                  "apiVersion": "v2",
                  "name": "web",
                  "version": "v1.2.0",
                  "appVersion": "1.1"
                }

                """
            );
}
