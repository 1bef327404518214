using System.Text.Json.Nodes;
using PathToProd.Facts.Clusters;
using PathToProd.Facts.Leases;

namespace PathToProd.Tests.Facts.Clusters;

public sealed class LeaseObjectTests
{
    private static readonly DateTimeOffset Since = new(2026, 11, 22, 8, 15, 30, TimeSpan.Zero);

    private static readonly LeaseRecord Held = new()
    {
        Key = "prod/ingress",
        Token = 7,
        Holder = new LeaseHolder("20261122-081530-3fa2", "ann@laptop", Since, "https://ci.example.com/7"),
        Duration = TimeSpan.FromMinutes(1),
        Renewals = 3,
    };

    [Test]
    public void A_held_lock_is_a_lease_as_kubernetes_has_it_with_six_digits_in_its_times() =>
        LeaseObject
            .Write(Held, "41", Since.AddTicks(1_234_567))
            .ToJsonString()
            .ShouldBe(
                """
                {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"lock.prod.ingress","labels":{"app.kubernetes.io/managed-by":"path-to-prod","path-to-prod/environment":"prod","path-to-prod/component":"ingress","path-to-prod/kind":"lock"},"resourceVersion":"41","annotations":{"path-to-prod/renewals":"3","path-to-prod/who":"ann@laptop","path-to-prod/job":"https://ci.example.com/7"}},"spec":{"leaseDurationSeconds":60,"leaseTransitions":7,"renewTime":"2026-11-22T08:15:30.123456Z","holderIdentity":"20261122-081530-3fa2","acquireTime":"2026-11-22T08:15:30.000000Z"}}
                """
            );

    [Test]
    public void What_is_written_is_read()
    {
        LeaseObject.Read(Held.Key, LeaseObject.Write(Held, null, Since)).ShouldBe(Held);
        LeaseObject
            .Read(Held.Key, LeaseObject.Write(Held with { Holder = null }, null, Since))
            .ShouldBe(Held with { Holder = null, Duration = TimeSpan.Zero });
    }

    [Test]
    public void Others_wait_for_whole_seconds_that_are_never_fewer() =>
        LeaseObject
            .Read(Held.Key, LeaseObject.Write(Held with { Duration = TimeSpan.FromMilliseconds(300) }, null, Since))
            .Duration.ShouldBe(TimeSpan.FromSeconds(1));

    [Test]
    public void What_stands_for_several_components_has_a_name_that_no_component_can_have() =>
        ClusterObject.Name("lock", "prod", "all components").ShouldBe("lock.prod.all.components");

    [Test]
    public void A_lease_that_another_program_wrote_says_who_as_far_as_it_can()
    {
        var found = LeaseObject.Write(Held, "41", Since);
        found["metadata"]!.AsObject().Remove("annotations");

        var record = LeaseObject.Read(Held.Key, found);

        record.Holder.ShouldBe(Held.Holder! with { Who = "unknown", Job = null });
        record.Renewals.ShouldBe(0);
    }

    [TestCase("leaseTransitions", "has no spec.leaseTransitions that is a whole number")]
    [TestCase("leaseDurationSeconds", "has no spec.leaseDurationSeconds that is a whole number")]
    [TestCase("acquireTime", "has no spec.acquireTime that is a time")]
    public void A_field_that_decides_and_is_not_there_is_no_free_lock(string field, string message)
    {
        var found = LeaseObject.Write(Held, "41", Since);
        ((JsonObject)found["spec"]!).Remove(field);

        Should.Throw<FormatException>(() => LeaseObject.Read(Held.Key, found)).Message.ShouldBe(message);
    }
}
