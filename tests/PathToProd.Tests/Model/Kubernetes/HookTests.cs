using PathToProd.Model.Kubernetes;

namespace PathToProd.Tests.Model.Kubernetes;

public sealed class HookTests
{
    [Test]
    public void A_resource_without_the_annotation_is_not_a_hook()
    {
        Of("other: x").ShouldBeNull();
        Of("helm.sh/hook-weight: '1'").ShouldBeNull();
        Of("helm.sh/hook: ''").ShouldBeNull();
        KubernetesDocuments.Read("kind: Job\nmetadata: x\n", "", [])[0].Hook.ShouldBeNull();
    }

    [Test]
    public void A_hook_says_when_it_is_made_and_deleted_as_Helm_reads_it()
    {
        Of("helm.sh/hook: pre-install").ShouldBe(new Hook(["pre-install"], 0, ["before-hook-creation"]));
        Of(
                "helm.sh/hook: ' Pre-Install ,POST-upgrade,', helm.sh/hook-weight: '-5', helm.sh/hook-delete-policy: 'hook-succeeded,hook-failed'"
            )
            .ShouldBe(new Hook(["pre-install", "post-upgrade"], -5, ["hook-succeeded", "hook-failed"]));
        Of("helm.sh/hook: test, helm.sh/hook-weight: much")!.Weight.ShouldBe(0);
    }

    [TestCase("pre-install", true, true)]
    [TestCase("post-install,post-delete", true, true)]
    [TestCase("pre-upgrade", true, true)]
    [TestCase("pre-delete", false, false)]
    [TestCase("post-rollback", false, false)]
    [TestCase("test", false, false)]
    [TestCase("pre-install, helm.sh/hook-delete-policy: hook-succeeded", true, false)]
    [TestCase("pre-install, helm.sh/hook-delete-policy: 'before-hook-creation,hook-succeeded'", true, false)]
    [TestCase("pre-install, helm.sh/hook-delete-policy: hook-failed", true, true)]
    public void A_hook_is_made_by_a_deployment_or_not_and_stays_or_not(string hook, bool isMade, bool stays)
    {
        var quoted = hook.Contains(',') && !hook.Contains(':') ? $"'{hook}'" : hook;
        var read = Of($"helm.sh/hook: {quoted}")!;

        read.IsMadeByDeployment.ShouldBe(isMade);
        read.StaysAfterSuccess.ShouldBe(stays);
    }

    [TestCase("test", true)]
    [TestCase("test-success", true)]
    [TestCase("'test,post-install'", false)]
    public void A_test_is_only_what_nothing_else_makes(string events, bool isTest) =>
        Of($"helm.sh/hook: {events}")!.IsTest.ShouldBe(isTest);

    private static Hook? Of(string annotations) =>
        KubernetesDocuments
            .Read(
                $"apiVersion: batch/v1\nkind: Job\nmetadata: {{ name: x, annotations: {{ {annotations} }} }}\n",
                "",
                []
            )[0]
            .Hook;
}
