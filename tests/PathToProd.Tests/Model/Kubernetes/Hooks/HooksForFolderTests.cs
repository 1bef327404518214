using System.Text.Json.Nodes;
using PathToProd.Model.Kubernetes;
using PathToProd.Model.Kubernetes.Hooks;

namespace PathToProd.Tests.Model.Kubernetes.Hooks;

public sealed class HooksForFolderTests
{
    private const string Settings = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n";

    [Test]
    public void Hooks_are_left_out_and_reported()
    {
        var folder = Of(
            HookHandling.LeaveOut,
            Settings,
            Job("wipe", "pre-delete"),
            Job("make", "pre-install,pre-upgrade")
        );

        folder.Documents.Select(document => document.Name).ShouldBe(["settings"]);
        folder
            .Notes(HookHandling.LeaveOut)
            .ShouldBe([
                "left out 2 hooks, as only Helm runs them at their time; for Argo CD write hooks: argocd beside directory in "
                    + "environment.yaml: Job wipe (pre-delete), Job make (pre-install, pre-upgrade)",
            ]);
    }

    [Test]
    public void Without_hooks_nothing_is_reported() =>
        Of(HookHandling.LeaveOut, Settings).Notes(HookHandling.LeaveOut).ShouldBeEmpty();

    [TestCase("pre-install", "PreSync")]
    [TestCase("pre-upgrade", "PreSync")]
    [TestCase("pre-install,pre-upgrade", "PreSync")]
    [TestCase("post-install", "PostSync")]
    [TestCase("post-upgrade,pre-install", "PostSync,PreSync")]
    [TestCase("pre-delete", "PreDelete")]
    [TestCase("post-delete", "PostDelete")]
    [TestCase("post-install,post-rollback,test", "PostSync")]
    public void A_hook_becomes_one_of_Argo_CD(string helm, string argo)
    {
        var folder = Of(HookHandling.ArgoCd, Job("it", helm));

        Annotation(folder.Documents[0], "argocd.argoproj.io/hook").ShouldBe(argo);
        Annotation(folder.Documents[0], "argocd.argoproj.io/hook-delete-policy").ShouldBe("BeforeHookCreation");
        folder.Notes(HookHandling.ArgoCd).ShouldBe(["1 hook of Helm became Argo CD's"]);
    }

    [Test]
    public void What_Argo_CD_has_nothing_like_is_left_out_and_reported()
    {
        var folder = Of(HookHandling.ArgoCd, Job("tests", "test"), Job("back", "pre-rollback,post-rollback"));

        folder.Documents.ShouldBeEmpty();
        folder
            .Notes(HookHandling.ArgoCd)
            .ShouldBe([
                "left out 2 hooks, as Argo CD has nothing like them: Job tests (test), Job back (pre-rollback, post-rollback)",
            ]);
    }

    [Test]
    public void The_text_of_a_hook_stays_as_it_was_written()
    {
        const string Text = """
            # Made before anything else.
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: make
              annotations:
                # "helm.sh/hook" is Helm's
                "helm.sh/hook": pre-install
                "helm.sh/hook-weight": "-5"
                "helm.sh/hook-delete-policy": before-hook-creation,hook-succeeded,hook-failed
            spec:
              template:
                metadata:
                  annotations:
                    helm.sh/hook: not this one
            data:
              script: |
                helm.sh/hook: nor this one
            """;

        var folder = Of(HookHandling.ArgoCd, Text);

        folder
            .Documents[0]
            .Text.ShouldBe(
                """
                # Made before anything else.
                apiVersion: batch/v1
                kind: Job
                metadata:
                  name: make
                  annotations:
                    # "helm.sh/hook" is Helm's
                    argocd.argoproj.io/hook: "PreSync"
                    argocd.argoproj.io/hook-delete-policy: "BeforeHookCreation,HookSucceeded,HookFailed"
                    argocd.argoproj.io/sync-wave: "-5"
                    "helm.sh/hook": pre-install
                    "helm.sh/hook-weight": "-5"
                    "helm.sh/hook-delete-policy": before-hook-creation,hook-succeeded,hook-failed
                spec:
                  template:
                    metadata:
                      annotations:
                        helm.sh/hook: not this one
                data:
                  script: |
                    helm.sh/hook: nor this one
                """
            );
    }

    [TestCase(
        "{ apiVersion: v1, kind: Pod, metadata: { name: it, annotations: { helm.sh/hook: pre-install, a: b } } }"
    )]
    [TestCase(
        "kind: Pod\ndata:\n  helm.sh/hook: x\nmetadata: { name: it, annotations: { \"helm.sh/hook\": pre-install } }\n"
    )]
    [TestCase(
        "kind: Pod\nspec:\n  annotations:\n    helm.sh/hook: x\nmetadata:\n  name: it\n  annotations:\n    helm.sh/hook: pre-install\n"
    )]
    [TestCase("kind: Pod\nmetadata:\n  name: it\n  annotations:\n    ? helm.sh/hook\n    : pre-install\n")]
    public void However_a_hook_is_written_it_says_the_same_and_its_annotations_besides(string text)
    {
        var document = KubernetesDocuments.Read(text, "", [])[0];
        var wanted = (JsonObject)document.Json.DeepClone();
        var annotations = (JsonObject)wanted["metadata"]!["annotations"]!;
        annotations["argocd.argoproj.io/hook"] = "PreSync";
        annotations["argocd.argoproj.io/hook-delete-policy"] = "BeforeHookCreation";

        var translated = HooksForFolder.Of([document], HookHandling.ArgoCd).Documents[0];

        var read = KubernetesDocuments.Read(translated.Text, "", [])[0].Json;
        JsonNode.DeepEquals(read, wanted).ShouldBeTrue(translated.Text);
        JsonNode.DeepEquals(translated.Json, wanted).ShouldBeTrue();
    }

    [Test]
    public void What_the_chart_says_to_Argo_CD_itself_counts()
    {
        const string Text =
            "kind: Job\nmetadata:\n  name: it\n  annotations:\n    helm.sh/hook: test\n    argocd.argoproj.io/hook: Skip";

        Of(HookHandling.ArgoCd, Text).Documents[0].Text.ShouldBe(Text);
        Of(HookHandling.LeaveOut, Text).Documents.ShouldBeEmpty();
    }

    private static HooksForFolder Of(HookHandling handling, params string[] texts) =>
        HooksForFolder.Of(KubernetesDocuments.Read(string.Join("\n---\n", texts), "", []), handling);

    private static string Job(string name, string events) =>
        $"apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: {name}\n  annotations:\n    helm.sh/hook: {events}\n";

    private static string? Annotation(KubernetesDocument document, string key) =>
        (string?)KubernetesDocuments.Read(document.Text, "", [])[0].Json["metadata"]!["annotations"]![key];
}
