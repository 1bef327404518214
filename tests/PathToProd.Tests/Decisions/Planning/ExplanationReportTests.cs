using PathToProd.Decisions.Planning;
using PathToProd.Facts.Sources;
using PathToProd.Model.Components;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Planning;

public sealed class ExplanationReportTests
{
    [Test]
    public void Programs_get_it_as_JSON() =>
        Snapshot.MatchReport(
            "explain",
            ExplanationReport.Json([
                new ComponentExplanation
                {
                    Component = "web",
                    Version = SemVersion.Parse("1.0.0"),
                    Inputs = new InputDigests([new InputDigest("tool helm", "3.6.2"), new InputDigest("file a", "b")]),
                    Stages =
                    [
                        new PlannedStage(
                            Stage.Build,
                            new StageDecision.Run("it changed", [new InputChange("file a", InputChangeKind.Changed)])
                        ),
                    ],
                    Deployments =
                    [
                        new DeploymentExplanation(
                            "sandbox",
                            new PlannedStage(Stage.Deploy, new StageDecision.Unchanged("it is there", [])),
                            [new ExplainedValue("a.b", """{"c":[1,true,"é>"]}""", "values.yaml(1,1)", ["chart"])]
                        )
                        {
                            Capabilities = [new ExplainedValue("api-versions", "[\"v1\"]", "the default", [])],
                        },
                    ],
                },
            ])
        );
}
