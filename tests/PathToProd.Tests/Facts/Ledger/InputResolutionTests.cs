using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;

namespace PathToProd.Tests.Facts.Ledger;

public sealed class InputResolutionTests
{
    private static readonly ComponentManifest Ingress = ManifestBuilder.Component(
        "ingress",
        "1.4.0",
        "base-k8s >=1.0.0"
    ) with
    {
        Inputs = [new Input("cluster.name", "base-k8s", "cluster_name"), new Input("token", "base-k8s", "admin_Token")],
    };

    private readonly LedgerBuilder _ledger = new();

    [Test]
    public void Recorded_outputs_become_values_by_path()
    {
        _ledger.Deploy("base-k8s", "1.30.1").Succeeds(("admin_Token", "t"), ("cluster_name", "prod-1"));

        var resolution = InputResolution.Resolve(Ingress, _ledger.State);

        Values(resolution).ShouldBe(["cluster.name=prod-1", "token=t"]);
        resolution.HasPlaceholders.ShouldBeFalse();
        resolution.Problems.ShouldBeEmpty();
    }

    [Test]
    public void What_is_not_deployed_gives_placeholders_and_it_is_said_which()
    {
        var resolution = InputResolution.Resolve(Ingress, _ledger.State);

        Values(resolution)
            .ShouldBe(["cluster.name=placeholder--base-k8s--cluster-name", "token=placeholder--base-k8s--admin-token"]);
        resolution.HasPlaceholders.ShouldBeTrue();
        resolution.Placeholders.Select(input => input.Input.ValuePath).ShouldBe(["cluster.name", "token"]);
        resolution.Problems.ShouldBeEmpty();
    }

    [Test]
    public void After_a_failed_deployment_the_old_outputs_are_not_used()
    {
        _ledger.Deploy("base-k8s", "1.30.1").Succeeds(("admin_Token", "t"), ("cluster_name", "old"));
        _ledger.Deploy("base-k8s", "1.30.2").Fails();

        InputResolution.Resolve(Ingress, _ledger.State).HasPlaceholders.ShouldBeTrue();
    }

    [Test]
    public void A_value_is_the_one_of_the_moment_of_use()
    {
        _ledger.Deploy("base-k8s", "1.30.1").Succeeds(("admin_Token", "t"), ("cluster_name", "old"));
        var before = InputResolution.Resolve(Ingress, _ledger.State);
        _ledger.Deploy("base-k8s", "1.30.2").Succeeds(("admin_Token", "t"), ("cluster_name", "new"));

        var after = InputResolution.Resolve(Ingress, _ledger.State);

        Values(before)[0].ShouldBe("cluster.name=old");
        Values(after)[0].ShouldBe("cluster.name=new");
    }

    [Test]
    public void An_output_that_is_not_there_is_reported_with_those_that_are()
    {
        _ledger.Deploy("base-k8s", "1.30.1").Succeeds(("admin_Token", "t"), ("endpoint", "e"), ("region", "r"));

        var resolution = InputResolution.Resolve(Ingress, _ledger.State);

        resolution
            .Problems.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "components/ingress/component.yaml: base-k8s 1.30.1 in prod has no output cluster_name; "
                    + "use one of admin_Token, endpoint or region, or add the output to base-k8s and deploy it again"
            );
        Values(resolution).ShouldBe(["token=t"]);
    }

    [Test]
    public void An_output_of_a_component_that_has_none_is_reported()
    {
        _ledger.Deploy("base-k8s", "1.30.1").Succeeds();

        InputResolution
            .Resolve(Ingress, _ledger.State)
            .Problems.First()
            .Fix.ShouldBe("it has no outputs: add this one to base-k8s and deploy it again");
    }

    [Test]
    public void A_sensitive_output_is_refused_with_advice()
    {
        _ledger.Deploy("base-k8s", "1.30.1").SucceedsWithSecret("admin_Token", ("cluster_name", "prod-1"));

        InputResolution
            .Resolve(Ingress, _ledger.State)
            .Problems.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "components/ingress/component.yaml: the output admin_Token of base-k8s 1.30.1 in prod is sensitive "
                    + "or holds a secret, and such a value is never recorded; let base-k8s put it into a secret store, "
                    + "and name it under secrets in environments/prod/environment.yaml"
            );
    }

    [Test]
    public void An_output_that_is_null_is_said_to_be_null()
    {
        _ledger.Deploy("base-k8s", "1.30.1").SucceedsWithNull("cluster_name", ("admin_Token", "t"));

        InputResolution
            .Resolve(Ingress, _ledger.State)
            .Problems.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "components/ingress/component.yaml: the output cluster_name of base-k8s 1.30.1 in prod is null, "
                    + "so there is no value to take; deploy base-k8s with values that set it, or take another output"
            );
    }

    [Test]
    public void An_output_that_was_removed_is_said_to_have_been_there()
    {
        _ledger.Deploy("base-k8s", "1.29.0").Succeeds(("cluster_name", "prod-1"), ("admin_Token", "t"));
        _ledger.Deploy("base-k8s", "1.30.0").Succeeds(("name", "prod-1"), ("admin_Token", "t"));
        _ledger.Deploy("base-k8s", "1.30.1").Succeeds(("name", "prod-1"), ("admin_Token", "t"));

        InputResolution
            .Resolve(Ingress, _ledger.State)
            .Problems.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "components/ingress/component.yaml: base-k8s 1.30.1 in prod no longer has the output cluster_name: "
                    + "1.29.0 was the last version that had it; use one of admin_Token or name, or add the output to base-k8s and deploy it again"
            );
    }

    [Test]
    public void An_output_that_came_back_is_used()
    {
        _ledger.Deploy("base-k8s", "1.29.0").Succeeds(("cluster_name", "old"), ("admin_Token", "t"));
        _ledger.Deploy("base-k8s", "1.30.0").Succeeds(("admin_Token", "t"));
        _ledger.Deploy("base-k8s", "1.30.1").Succeeds(("cluster_name", "new"), ("admin_Token", "t"));

        Values(InputResolution.Resolve(Ingress, _ledger.State)).ShouldBe(["cluster.name=new", "token=t"]);
    }

    private static string[] Values(InputResolution resolution) =>
        [.. resolution.Inputs.Select(input => $"{input.Input.ValuePath}={input.Value}")];
}
