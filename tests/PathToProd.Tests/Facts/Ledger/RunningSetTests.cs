using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;
using PathToProd.Tests.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Tests.Facts.Ledger;

public sealed class RunningSetTests
{
    private readonly LedgerBuilder _ledger = new();

    [Test]
    public void What_is_deployed_is_a_set_of_the_environments_name()
    {
        _ledger
            .Deploy("ingress", "1.4.0", digest: SetBuilder.Digest("ingress").ToString())
            .Succeeds()
            .Deploy("dns", "0.3.0")
            .Succeeds()
            .Destroy("dns", "0.3.0")
            .Succeeds();

        var set = RunningSet.Of(_ledger.State);

        set.Name.ShouldBe("prod");
        set.Members.Values.ShouldBe([
            new SetMember("ingress", PathToProd.Versions.SemVersion.Parse("1.4.0"), SetBuilder.Digest("ingress")),
        ]);
    }

    [Test]
    public void Nothing_was_ever_deployed() =>
        Refusal()
            .ShouldBe(
                "Nothing runs in prod: nothing was ever deployed there. Deploy to it first, or name a version set."
            );

    [Test]
    public void Everything_was_destroyed()
    {
        _ledger.Deploy("dns", "0.3.0").Succeeds().Destroy("dns", "0.3.0").Succeeds();

        Refusal()
            .ShouldBe(
                "Nothing runs in prod: everything there was destroyed. Deploy to it first, or name a version set."
            );
    }

    [Test]
    public void Of_something_that_failed_nothing_is_known()
    {
        _ledger.Deploy("dns", "0.3.0").Succeeds().Deploy("ingress", "1.4.0").Fails("no room\nat all");

        Refusal()
            .ShouldBe(
                "What runs in prod is not known: the last deployment of ingress 1.4.0 to prod failed (run run-2: no room). "
                    + "Deploy that again, or destroy it, or name a version set."
            );
    }

    [Test]
    public void A_deployment_that_goes_on_is_waited_for()
    {
        _ledger.Deploy("ingress", "1.4.0");

        Should
            .Throw<PlatformException>(() => RunningSet.Of(_ledger.StateWith("run-1")))
            .Message.ShouldEndWith("to prod right now. Wait for that to end, or name a version set.");
    }

    private string Refusal()
    {
        var refusal = Should.Throw<PlatformException>(() => RunningSet.Of(_ledger.State));
        refusal.ExitCode.ShouldBe(ExitCode.Refused);
        return refusal.Message;
    }
}
