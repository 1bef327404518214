namespace Repository.Tests.CommandLine;

/// <summary>Certify ends, whatever the components of a set do to one another.</summary>
[CancelAfter(120_000)]
public sealed class CertifyEndTests
{
    [Test]
    public void Two_that_undo_each_other_are_deployed_again_as_often_as_that_brings_something_new_and_no_more()
    {
        using var bed = new CertifiedPlatform();
        // Each look at ingress spoils base, so base is deployed again each time, and never for good.
        bed.Build("base", "1.0.0")
            .Build("ingress", "1.0.0", "echo 'spoilt: true' >> base/configmap-base.yaml; exit 1")
            .Pin("a", "base 1.0.0", "ingress 1.0.0");

        var result = bed.Certify("a").ShouldEnd(1);

        $"{result.Output}{result.Error}"
            .Split("Deploying again what failed, as everything else of a is there now")
            .Length.ShouldBe(2);
        bed.Recorded.ShouldHaveSingleItem().ShouldStartWith("state a failed: ingress/smoke failed: ");
    }
}
