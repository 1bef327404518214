using PathToProd.Decisions.Planning;
using PathToProd.Facts.Results;
using PathToProd.Facts.Sources;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.Planning;

public sealed class StageDecisionTests
{
    private static readonly InputDigests Inputs = new([new InputDigest("file chart/values.yaml", "sha256:2")]);

    private static readonly InputDigests Before = new([new InputDigest("file chart/values.yaml", "sha256:1")]);

    private static readonly PassedStage Passed = new(
        "ingress",
        "Test",
        Inputs.Key,
        new Digest("sha256:a"),
        "20261129-080000-abcd",
        DateTimeOffset.UnixEpoch
    );

    private static readonly StageFacts Build = new() { Stage = Stage.Build, Inputs = Inputs };

    private static readonly StageFacts Test = new() { Stage = Stage.Test, Inputs = Inputs };

    private static IEnumerable<TestCaseData> Cases() =>
        [
            Case(Build, "run: no earlier result of it is known here"),
            Case(
                Build with
                {
                    Same = Passed,
                    IsInStore = true,
                },
                "unchanged: nothing it is made of has changed since run 20261129-080000-abcd"
            ),
            Case(Build with { Same = Passed }, "run: the artifact that it made is no longer in the store"),
            Case(
                Build with
                {
                    SameContent = new BuiltArtifact(new Digest("sha256:b"), "20261101-080000-abcd"),
                },
                "unchanged: the same content was built in run 20261101-080000-abcd"
            ),
            Case(
                Build with
                {
                    Same = Passed,
                    SameContent = new BuiltArtifact(new Digest("sha256:b"), "20261101-080000-abcd"),
                },
                "unchanged: the same content was built in run 20261101-080000-abcd"
            ),
            Case(
                Build with
                {
                    Same = Passed,
                    IsInStore = true,
                },
                "run: it was asked for with --force",
                new RunOptions { Force = true }
            ),
            Case(
                Build with
                {
                    Same = Passed,
                    IsInStore = true,
                },
                "unchanged: nothing it is made of has changed since run 20261129-080000-abcd",
                new RunOptions { UpdateSnapshots = true }
            ),
            Case(Test, "run: no earlier result of it is known here"),
            Case(Test with { Same = Passed }, "unchanged: the same content passed in run 20261129-080000-abcd"),
            Case(Test with { Same = Passed }, "run: it was asked for with --force", new RunOptions { Force = true }),
            Case(Test with { Same = Passed }, "run: snapshots are written", new RunOptions { UpdateSnapshots = true }),
            Case(
                Test with
                {
                    Same = Passed,
                    MissingTools = ["helm"],
                },
                "run: helm is not installed yet, and the version counts"
            ),
            Case(
                Test with
                {
                    MissingTools = ["helm", "kubectl"],
                },
                "run: helm and kubectl are not installed yet, and the version counts"
            ),
            Case(
                Test with
                {
                    Last = Passed,
                    LastInputs = Before,
                },
                "run: 1 input changed since it passed 2 hours ago in run 20261129-080000-abcd: file chart/values.yaml"
            ),
            Case(
                Test with
                {
                    Last = Passed,
                },
                "run: what it depends on changed since it passed 2 hours ago in run 20261129-080000-abcd"
            ),
            Case(
                Test with
                {
                    HasUnaskedResults = true,
                },
                "run: no earlier result of it is known here; shared results of other pipelines were not asked"
            ),
            Case(
                Test with
                {
                    Last = Passed,
                    LastInputs = Before,
                    HasUnaskedResults = true,
                },
                "run: 1 input changed since it passed 2 hours ago in run 20261129-080000-abcd; "
                    + "shared results of other pipelines were not asked: file chart/values.yaml"
            ),
        ];

    [TestCaseSource(nameof(Cases))]
    public void A_stage_runs_unless_its_result_is_known(StageFacts facts, RunOptions options, string expected) =>
        Text(StageDecision.Of(facts, options, DateTimeOffset.UnixEpoch.AddHours(2))).ShouldBe(expected);

    private static TestCaseData Case(StageFacts facts, string expected, RunOptions? options = null) =>
        new TestCaseData(facts, options ?? new RunOptions(), expected).SetArgDisplayNames(
            $"{facts.Stage}, {(options is null ? "" : "asked, ")}{expected.Replace('.', ' ')}"
        );

    private static string Text(StageDecision decision) =>
        string.Join(
            ": ",
            (string[])
                [
                    decision is StageDecision.Run ? "run" : "unchanged",
                    decision.Reason,
                    .. decision.Changes.Select(change => change.Name),
                ]
        );
}
