using PathToProd.Model.Environments;
using PathToProd.Tests.Model.Platform;
using PathToProd.Text.Tables;
using PathToProd.Versions;

namespace PathToProd.Tests.Model.Environments;

public sealed class CapabilitiesReportTests
{
    private static readonly Capabilities Now = Capabilities.Of(SemVersion.Parse("1.31.2"), ["v1", "apps/v1", "new/v1"]);

    [Test]
    public void The_first_record_says_how_much_it_holds() =>
        Report("kubernetes-version: 1.31.2\n")
            .Text(Style.Plain)
            .ShouldBe(
                """
                Kubernetes 1.31.2, 3 API versions: environments/sandbox/capabilities.yaml
                environments/sandbox/environment.yaml(2,1): kubernetes-version is set here too, and overrides what was recorded; remove it

                """
            );

    [Test]
    public void A_later_record_says_what_came_and_what_went()
    {
        var report = Report("", "kubernetes-version: 1.30.0\napi-versions: [v1, apps/v1, old/v1]\n");

        report
            .Text(Style.Plain)
            .ShouldBe(
                """
                Kubernetes 1.31.2, 3 API versions: environments/sandbox/capabilities.yaml
                  kubernetes-version was 1.30.0
                  + new/v1
                  - old/v1

                """
            );
        ReportSchema.ShouldFit(report.Json(), "capabilities");
        report
            .Json()
            .ShouldBe(
                """
                {
                  "environment": "sandbox",
                  "file": "environments/sandbox/capabilities.yaml",
                  "kubernetesVersion": "1.31.2",
                  "apiVersions": [
                    "apps/v1",
                    "new/v1",
                    "v1"
                  ],
                  "added": [
                    "new/v1"
                  ],
                  "removed": [
                    "old/v1"
                  ],
                  "overridden": []
                }

                """
            );
    }

    private static CapabilitiesReport Report(string said, string recorded = "{}\n") =>
        new(
            PlatformBuilder
                .Platform()
                .Environment("sandbox", $"target: {{ directory: artifacts/sandbox }}\n{said}")
                .With("environments/sandbox/capabilities.yaml", recorded)
                .Load()
                .Environments["sandbox"],
            "environments/sandbox/capabilities.yaml",
            Now
        );
}
