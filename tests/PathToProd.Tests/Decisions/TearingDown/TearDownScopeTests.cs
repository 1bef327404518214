using PathToProd.Decisions.TearingDown;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;
using PathToProd.Tests.Facts.Ledger;

namespace PathToProd.Tests.Decisions.TearingDown;

public sealed class TearDownScopeTests
{
    private readonly LedgerBuilder _ledger = new();

    [Test]
    public void What_is_there_goes_in_the_version_that_runs_and_so_does_what_may_be_there()
    {
        _ledger.Deploy("there", "1.0.0").Succeeds();
        _ledger.Deploy("half", "1.0.0").Succeeds();
        _ledger.Deploy("half", "1.1.0").Fails();
        _ledger.Deploy("killed", "2.0.0");
        _ledger.Destroy("half-gone", "3.0.0").Fails();
        _ledger.Deploy("gone", "1.0.0").Succeeds();
        _ledger.Destroy("gone", "1.0.0").Succeeds();

        TearDownScope
            .Members(_ledger.State)
            .Values.Select(member => $"{member.Component} {member.Version}")
            .ShouldBe(["half 1.1.0", "half-gone 3.0.0", "killed 2.0.0", "there 1.0.0"]);
        TearDownScope.Refusal(_ledger.State).ShouldBeNull();
    }

    [Test]
    public void What_another_run_is_at_is_not_removed_meanwhile()
    {
        _ledger.Run = "20261122-081530-3fa2";
        _ledger.Deploy("web", "1.0.0");
        var state = _ledger.StateWith("20261122-081530-3fa2");

        TearDownScope
            .Refusal(state)
            .ShouldBe(
                $"Because {PathToProd.Facts.Ledger.AttemptWriter.Write(state["web"].LastAttempt!)}, prod cannot be torn down now, "
                    + "and nothing was touched. Wait for that to end, or end it, then run this again."
            );
    }

    [Test]
    public void A_line_that_cannot_be_read_and_names_no_version_refuses_all_of_it()
    {
        _ledger.Deploy("web", "1.0.0");
        var torn = _ledger.TornAfter("\"component\":\"web\"");

        TearDownScope
            .Refusal(torn)
            .ShouldBe(
                $"Because {Why(torn)}, it is not known what to remove from prod, and nothing was touched. "
                    + "Restore those lines from the ledger's history, or deploy these components again and run this again."
            );
    }

    [Test]
    public void What_another_run_changed_until_the_environment_was_locked_refuses()
    {
        _ledger.Deploy("web", "1.0.0").Succeeds();
        _ledger.Deploy("dns", "1.0.0").Succeeds();
        SetMember[] before = [.. TearDownScope.Members(_ledger.State).Values];

        TearDownScope.Changed(before, _ledger.State).ShouldBeNull();
        _ledger.Deploy("web", "1.1.0").Succeeds();
        _ledger.Deploy("new", "1.0.0").Succeeds();

        TearDownScope
            .Changed(before, _ledger.State)
            .ShouldBe(
                "Because another run has changed new and web in prod meanwhile, nothing was touched. "
                    + "Look at what runs there now, and run this again if you still mean it."
            );
    }

    [TestCase(false, false, false)]
    [TestCase(false, true, false)]
    [TestCase(true, true, false, TestName = "Not_while_something_may_be_in_it")]
    [TestCase(true, false, true, TestName = "Only_what_is_known_to_have_been_emptied_may_be_gone")]
    public void A_cluster_that_does_not_answer_may_be_gone(bool isKnownToBeEmpty, bool hasChart, bool expected)
    {
        var cloud = ManifestBuilder.Component("net", "1.0.0") with { Type = ComponentType.Terraform };
        ComponentManifest[] components = hasChart ? [cloud, ManifestBuilder.Component("web", "1.0.0")] : [cloud];

        SilentCluster.MayBeGone(isKnownToBeEmpty, components).ShouldBe(expected);
    }

    private static string Why(PathToProd.Facts.Ledger.LedgerState ledger)
    {
        var state = ledger["web"];
        var doubt = ((PathToProd.Facts.Ledger.Presence.InDoubt)state.Presence).Because;
        return PathToProd.Facts.Ledger.DoubtWriter.Write("web", "prod", doubt);
    }
}
