using System.Text.Json.Nodes;
using PathToProd.Decisions.Drift;
using PathToProd.Facts.Drift;
using PathToProd.Tests.Facts.Ledger;

namespace PathToProd.Tests.Decisions.Drift;

/// <summary>What differs in a cluster: in one resource that was deployed with two fields, a label and two containers.</summary>
public sealed class ResourceDriftTests
{
    private const string Deployed = """
        {
          "apiVersion": "apps/v1", "kind": "Deployment",
          "metadata": { "name": "web", "labels": { "team": "edge" } },
          "spec": {
            "replicas": 2,
            "paused": false,
            "template": { "spec": { "containers": [
              { "name": "web", "image": "web:1", "args": ["--one"] },
              { "name": "side", "image": "side:1" }
            ] } }
          }
        }
        """;

    [Test]
    public void What_is_as_it_was_deployed_has_not_drifted()
    {
        var drift = Drift(_ => { });

        drift.Verdict.ShouldBe(DriftVerdict.None);
        drift.Findings.ShouldBeEmpty();
        drift.Owned.ShouldBeEmpty();
    }

    [Test]
    public void What_the_server_itself_keeps_is_no_drift() =>
        Lines(now =>
            {
                now["metadata"]!["generation"] = 7;
                now["metadata"]!["resourceVersion"] = "812";
                now["status"] = new JsonObject { ["replicas"] = 2 };
                Own(now, "kube-controller-manager", """{"f:status":{"f:replicas":{}}}""");
            })
            .ShouldBeEmpty();

    [Test]
    public void A_field_that_a_person_changed_is_named_with_how() =>
        Lines(now =>
            {
                now["spec"]!["replicas"] = 5;
                Own(now, "kubectl-edit", """{"f:spec":{"f:replicas":{}}}""");
            })
            .ShouldBe(["changed: Deployment ingress/web, spec.replicas (by kubectl-edit)"]);

    [Test]
    public void A_field_of_an_item_is_found_by_the_item_s_name() =>
        Lines(now =>
            {
                now["spec"]!["template"]!["spec"]!["containers"]![1]!["image"] = "side:2";
                Own(
                    now,
                    "kubectl-set",
                    """{"f:spec":{"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"side\"}":{"f:image":{}}}}}}}"""
                );
            })
            .ShouldBe([
                "changed: Deployment ingress/web, spec.template.spec.containers[name=side].image (by kubectl-set)",
            ]);

    [Test]
    public void A_field_that_was_removed_has_no_owner_and_is_drift() =>
        Lines(now => ((JsonObject)now["metadata"]!["labels"]!).Remove("team"))
            .ShouldBe(["changed: Deployment ingress/web, metadata.labels.team"]);

    [Test]
    public void A_field_that_a_person_added_is_drift_although_applying_again_would_leave_it() =>
        Lines(now =>
            {
                now["metadata"]!["labels"]!["tier"] = "gold";
                Own(now, "kubectl-label", """{"f:metadata":{"f:labels":{"f:tier":{}}}}""");
            })
            .ShouldBe(["no one deployed: Deployment ingress/web, metadata.labels.tier (by kubectl-label)"]);

    [Test]
    public void What_a_controller_changed_or_added_is_shown_apart_and_is_no_drift()
    {
        var drift = Drift(now =>
        {
            now["spec"]!["replicas"] = 5;
            now["metadata"]!["annotations"] = new JsonObject { ["example.com/checked"] = "yes" };
            Own(now, "autoscaler", """{"f:spec":{"f:replicas":{}}}""");
            Own(now, "checker", """{"f:metadata":{"f:annotations":{".":{},"f:example.com/checked":{}}}}""");
        });

        drift.Verdict.ShouldBe(DriftVerdict.None);
        drift
            .Owned.Select(DriftWriter.WriteOwned)
            .ShouldBe([
                "no drift, as checker owns it: Deployment ingress/web, metadata.annotations.example\\.com/checked",
                "no drift, as autoscaler owns it: Deployment ingress/web, spec.replicas",
            ]);
    }

    [Test]
    public void What_a_person_and_a_controller_both_set_was_changed_by_a_person() =>
        Lines(now =>
            {
                now["spec"]!["replicas"] = 5;
                Own(now, "autoscaler", """{"f:spec":{"f:replicas":{}}}""");
                Own(now, "kubectl-scale", """{"f:spec":{"f:replicas":{}}}""");
            })
            .ShouldBe(["changed: Deployment ingress/web, spec.replicas (by autoscaler and kubectl-scale)"]);

    [Test]
    public void A_field_that_another_owns_and_that_is_as_it_was_deployed_is_no_drift() =>
        Lines(now => Own(now, "kubectl-edit", """{"f:spec":{"f:replicas":{}}}""")).ShouldBeEmpty();

    [Test]
    public void What_is_owned_as_one_is_owned_with_all_that_is_in_it() =>
        Lines(now =>
            {
                now["spec"]!["template"]!["spec"]!["containers"]![0]!["args"] = new JsonArray("--two");
                Own(now, "kubectl-patch", """{"f:spec":{"f:template":{}}}""");
            })
            .ShouldBe([
                "changed: Deployment ingress/web, spec.template.spec.containers[name=web].args[0] (by kubectl-patch)",
            ]);

    [Test]
    public void Of_a_Secret_only_the_key_is_shown_whatever_spelling_it_was_deployed_in()
    {
        const string Secret = """{"kind":"Secret","metadata":{"name":"key"},"stringData":{"password":"hunter2"}}""";
        const string Kept = """{"kind":"Secret","metadata":{"name":"key"},"data":{"password":"aHVudGVyMg=="}}""";
        var now = JsonNode.Parse(Kept.Replace("aHVudGVyMg==", "b3RoZXI="))!.AsObject();
        Own(now, "kubectl-patch", """{"f:data":{"f:password":{}}}""");
        Own(now, "path-to-prod", """{"f:data":{"f:password":{}}}""");

        Lines(
                new TargetLook.Resources
                {
                    Gone = [],
                    There =
                    [
                        new LiveResource(
                            "Secret ingress/key",
                            JsonNode.Parse(Secret)!.AsObject(),
                            now,
                            JsonNode.Parse(Kept)!.AsObject()
                        ),
                    ],
                }
            )
            .ShouldBe(["changed: Secret ingress/key, data.password (by kubectl-patch)"]);
    }

    [Test]
    public void What_is_gone_and_what_no_one_deployed_are_named() =>
        Lines(
                new TargetLook.Resources
                {
                    Gone = ["ConfigMap ingress/settings"],
                    There = [],
                    NotDeployed = ["ConfigMap ingress/extra"],
                }
            )
            .ShouldBe(["gone: ConfigMap ingress/settings", "no one deployed: ConfigMap ingress/extra"]);

    [TestCase(3, "deployed", 3)]
    [TestCase(3, "pending-upgrade", 3, "changed: the Helm release web: its revision 3 is pending-upgrade")]
    [TestCase(3, "failed", 3, "changed: the Helm release web: its revision 3 is failed")]
    [TestCase(4, "deployed", 3, "changed: the Helm release web: it is at revision 4, and revision 3 was deployed")]
    [TestCase(
        4,
        "failed",
        3,
        "changed: the Helm release web: its revision 4 is failed",
        "changed: the Helm release web: it is at revision 4, and revision 3 was deployed"
    )]
    [TestCase(4, "deployed", null, "changed: the Helm release web: it is at revision 4, and no revision was recorded")]
    public void A_release_must_be_at_the_revision_that_was_deployed_and_run(
        int revision,
        string status,
        int? recorded,
        params string[] lines
    ) =>
        Lines(
                new TargetLook.Resources
                {
                    Gone = [],
                    There = [],
                    Release = new ReleaseLook("web", revision, status, recorded),
                }
            )
            .ShouldBe(lines);

    [Test]
    public void In_a_release_Helm_is_no_one_else_and_elsewhere_it_is()
    {
        var now = JsonNode.Parse(Deployed)!.AsObject();
        now["spec"]!["replicas"] = 5;
        Own(now, "helm", """{"f:spec":{"f:replicas":{}}}""");
        var look = new TargetLook.Resources { Gone = [], There = [Live(now)] };

        Lines(look).ShouldBe(["changed: Deployment ingress/web, spec.replicas (by helm)"]);
        Lines(look with { Release = new ReleaseLook("web", 1, "deployed", 1) })
            .ShouldBe(["changed: Deployment ingress/web, spec.replicas"]);
    }

    [TestCase("kubectl-edit", true)]
    [TestCase("kubectl", true)]
    [TestCase("helm", true)]
    [TestCase("Mozilla", true)]
    [TestCase("helm-controller", false)]
    [TestCase("kube-controller-manager", false)]
    [TestCase("argocd-controller", false)]
    public void People_are_distinguished_from_controllers_by_the_names_of_their_programs(
        string manager,
        bool isPerson
    ) =>
        Lines(now =>
        {
            now["spec"]!["replicas"] = 5;
            Own(now, manager, """{"f:spec":{"f:replicas":{}}}""");
        })
            .Length.ShouldBe(isPerson ? 1 : 0);

    [Test]
    public void A_release_that_is_gone_took_all_with_it() =>
        Decide(new TargetLook.NoRelease("web"))
            .Findings.Select(DriftWriter.Write)
            .ShouldBe(["gone: the Helm release web"]);

    private static string[] Lines(Action<JsonObject> change) => [.. Drift(change).Findings.Select(DriftWriter.Write)];

    private static string[] Lines(TargetLook look) => [.. Decide(look).Findings.Select(DriftWriter.Write)];

    private static ComponentDrift Drift(Action<JsonObject> change)
    {
        var now = JsonNode.Parse(Deployed)!.AsObject();
        Own(now, "path-to-prod", """{"f:spec":{"f:paused":{}},"f:metadata":{"f:labels":{"f:team":{}}}}""");
        change(now);
        return Decide(new TargetLook.Resources { Gone = [], There = [Live(now)] });
    }

    private static LiveResource Live(JsonObject now) =>
        new("Deployment ingress/web", JsonNode.Parse(Deployed)!.AsObject(), now, JsonNode.Parse(Deployed)!.AsObject());

    private static ComponentDrift Decide(TargetLook look) =>
        ComponentDrift.Of(new LedgerBuilder().Deploy("ingress", "1.4.0").Succeeds().State["ingress"], look);

    private static void Own(JsonObject resource, string manager, string fields)
    {
        resource["metadata"]!["managedFields"] ??= new JsonArray();
        resource["metadata"]!["managedFields"]!
            .AsArray()
            .Add((JsonNode)new JsonObject { ["manager"] = manager, ["fieldsV1"] = JsonNode.Parse(fields) });
    }
}
