using System.Text.Json.Nodes;
using PathToProd.Decisions.Plans;
using PathToProd.Facts.Plans;
using PathToProd.Model.Kubernetes;

namespace PathToProd.Tests.Decisions.Plans;

public sealed class ResourceChangesTests
{
    private static readonly ResourceChanges Plain = new([], _ => false);

    [Test]
    public void What_is_new_has_all_of_its_fields()
    {
        var change = Plain.Of("x", null, Json("""{ "kind": "ConfigMap", "data": { "a": "1", "b": [] } }"""))!;

        change.Action.ShouldBe(PlannedAction.Create);
        change
            .Fields.Select(field => $"{field.Key}={field.Value}")
            .ShouldBe(["data.a=\"1\"", "data.b=[]", "kind=\"ConfigMap\""]);
    }

    [Test]
    public void What_changes_has_only_what_differs_with_items_by_their_names()
    {
        var change = Plain.Of(
            "x",
            Json(
                """{ "spec": { "containers": [{ "name": "app", "image": "a:1" }, { "name": "log", "image": "b:1" }], "old": 1 } }"""
            ),
            Json(
                """{ "spec": { "containers": [{ "name": "app", "image": "a:2" }, { "name": "log", "image": "b:1" }] } }"""
            )
        )!;

        change.Action.ShouldBe(PlannedAction.Update);
        change
            .Fields.Select(field => $"{field.Key}={field.Value}")
            .ShouldBe(["spec.containers[name=app].image=\"a:2\"", "spec.old=null"]);
    }

    [Test]
    public void What_goes_is_removed_and_what_stays_is_no_change()
    {
        Plain.Of("x", Json("{}"), null)!.Action.ShouldBe(PlannedAction.Delete);
        Plain.Of("x", Json("""{ "a": 1 }"""), Json("""{ "a": 1 }""")).ShouldBeNull();
        Plain.Of("x", null, null).ShouldBeNull();
    }

    [Test]
    public void What_the_server_adds_and_what_changes_by_itself_does_not_count() =>
        Plain
            .Of(
                "x",
                Json(
                    """{ "metadata": { "uid": "1", "resourceVersion": "4", "generation": 1 }, "status": { "ready": 1 } }"""
                ),
                Json("""{ "metadata": { "managedFields": [], "resourceVersion": "5", "generation": 2 } }""")
            )
            .ShouldBeNull();

    [Test]
    public void Of_a_Secret_only_the_names_of_its_values_are_there()
    {
        var change = Plain.Of(
            "x",
            Json("""{ "kind": "Secret", "type": "Opaque", "data": { "word": "b2xk", "same": "c2FtZQ==" } }"""),
            Json(
                """
                {
                  "kind": "Secret",
                  "type": "Other",
                  "metadata": { "annotations": { "kubectl.kubernetes.io/last-applied-configuration": "{\"data\":\"bmV3\"}" } },
                  "data": { "word": "bmV3", "same": "c2FtZQ==" },
                  "stringdata": "misspelt"
                }
                """
            )
        )!;

        change.Fields.Keys.ShouldBe(["type"]);
        change.Secret.ShouldBe([
            "data.word",
            "metadata.annotations.kubectl\\.kubernetes\\.io/last-applied-configuration",
            "stringdata",
        ]);
    }

    [Test]
    public void A_value_that_holds_a_secret_of_the_run_is_hidden_anywhere() =>
        new ResourceChanges([], value => value?.ToJsonString().Contains("s3cr", StringComparison.Ordinal) == true)
            .Of("x", null, Json("""{ "data": { "url": "http://u:s3cr@h", "a": "1" } }"""))!
            .Secret.ShouldBe(["data.url"]);

    [Test]
    public void A_key_that_is_a_secret_of_the_run_is_hidden_too() =>
        new ResourceChanges([], value => value?.ToJsonString().Contains("s3cr", StringComparison.Ordinal) == true)
            .Of("x", null, Json("""{ "data": { "s3cr-1": "1", "s3cr-2": "2" } }"""))!
            .Secret.ShouldBe(["***"]);

    [Test]
    public void What_is_generated_each_time_is_not_known_and_by_itself_no_change()
    {
        var changes = new ResourceChanges([GeneratedValue.Parse("ConfigMap/web/data.*")!], _ => false);
        var before = Json("""{ "kind": "ConfigMap", "metadata": { "name": "web" }, "data": { "id": "1" } }""");
        var after = Json("""{ "kind": "ConfigMap", "metadata": { "name": "web" }, "data": { "id": "2" } }""");

        changes.Of("x", before, after).ShouldBeNull();
        var created = changes.Of("x", null, after)!;
        created.Unknown.ShouldBe(["data.id"]);
        created.Fields.Keys.ShouldBe(["kind", "metadata.name"]);
    }

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
