using PathToProd.Model.Charts;
using PathToProd.Model.Components;
using PathToProd.Tests.Model.Platform;

namespace PathToProd.Tests.Model.Components;

public sealed class LintVerdictTests
{
    private const string Helm3 = """
        ==> Linting components/web/chart
        [INFO] Chart.yaml: icon is recommended
        [WARNING] templates/web.yaml: object name does not conform to Kubernetes naming requirements: "A_b"
        [ERROR] templates/: template: web/templates/web.yaml:1:3: executing "web" at <fail>:
          error calling fail: set a password
        [INFO] values.yaml: file does not exist

        Error: 1 chart(s) linted, 1 chart(s) failed
        """;

    [Test]
    public void Each_finding_is_one_line_whatever_Helm_makes_of_it() =>
        LintFinding
            .Of(Helm3)
            .ShouldBe([
                new LintFinding(
                    IsError: false,
                    "templates/web.yaml: object name does not conform to Kubernetes naming requirements: \"A_b\""
                ),
                new LintFinding(
                    IsError: true,
                    "templates/: template: web/templates/web.yaml:1:3: executing \"web\" at <fail>: error calling fail: set a password"
                ),
            ]);

    [Test]
    public void A_finding_is_reported_once_with_all_environments()
    {
        var verdict = new LintVerdict(Component(""));
        verdict.Add("a", [new LintFinding(true, "values.yaml: wrong"), new LintFinding(false, "odd")]);
        verdict.Add("b", [new LintFinding(true, "values.yaml: wrong")]);

        Problems(verdict)
            .ShouldBe(
                """
                chart: helm lint fails with the values for a and b: [ERROR] values.yaml: wrong; fix the chart or the values; what is not yours to fix, lint-waivers in component.yaml waives with a reason
                chart: helm lint fails with the values for a: [WARNING] odd; fix the chart or the values; what is not yours to fix, lint-waivers in component.yaml waives with a reason
                """
            );
    }

    [Test]
    public void What_is_waived_passes_and_a_waiver_of_nothing_is_reported()
    {
        var verdict = new LintVerdict(
            Component(
                "lint-waivers:\n- { finding: does not conform, reason: upstream's name }\n- { finding: gone, reason: was there }\n"
            )
        );
        verdict.Add("a", LintFinding.Of(Helm3).Where(finding => !finding.IsError));
        verdict.Add("b", []);

        Problems(verdict)
            .ShouldBe(
                "components/web/component.yaml(6,3): helm lint finds nothing that contains \"gone\", so nothing is waived; remove it"
            );
    }

    [Test]
    public void A_version_that_Helm_takes_is_not_a_finding()
    {
        var verdict = new LintVerdict(Component(""));
        verdict.Add("a", LintFinding.Of("[WARNING] Chart.yaml: version 'v1.8.2' is not a valid SemVerV2\n"));

        Problems(verdict).ShouldBe("");
    }

    private static string Problems(LintVerdict verdict) => string.Join('\n', verdict.Problems("chart"));

    private static ComponentManifest Component(string more) =>
        PlatformBuilder.Platform().Component("web", more).Load().Components["web"];
}
