using PathToProd.Model.Components;
using PathToProd.Model.Platform;
using PathToProd.Text;

namespace PathToProd.Tests.Model.Platform;

public sealed class PlatformModelTests
{
    [Test]
    public void Every_key_of_a_platform_is_read()
    {
        var platform = PlatformBuilder
            .Platform()
            .Environment("local", "target: { cluster: { context: kind } }\n")
            .With(
                "platform.yaml",
                "name: core\ndefault-environment: local\nstages: { deploy: { timeout: 2d, retries: 3 } }\nconcurrency: 4\nlock-timeout: 0s\n"
            )
            .Load()
            .Platform;
        platform.Name.ShouldBe("core");
        platform.DefaultEnvironment.ShouldBe("local");
        platform.Stages.GetValueOrDefault(Stage.Deploy).ShouldBe(new StageOptions(TimeSpan.FromDays(2), 3));
        platform.Concurrency.ShouldBe(4);
        platform.LockTimeout.ShouldBe(TimeSpan.Zero);
    }

    [Test]
    public void A_key_that_is_left_out_has_its_default()
    {
        var platform = PlatformBuilder.Platform().Load().Platform;
        platform.DefaultEnvironment.ShouldBe("sandbox");
        platform.Stages.IsEmpty.ShouldBeTrue();
        platform.Concurrency.ShouldBeNull();
        platform.LockTimeout.ShouldBe(TimeSpan.FromMinutes(5));
    }

    [Test]
    public void A_component_that_an_environment_pins_need_not_be_here_and_may_have_values()
    {
        var model = PlatformBuilder
            .Platform()
            .Environment("sandbox", "target: { directory: out }\nversions: pinned\n")
            .With("environments/sandbox/versions.yaml", "ingress: 1.3.2\n")
            .With("environments/sandbox/values/ingress.yaml", "replicas: 3\n")
            .Load();

        model.Components.ShouldBeEmpty();
        model.Environments["sandbox"].PinnedVersions["ingress"].ToString().ShouldBe("1.3.2");
        model.Values("sandbox", "ingress").Find("replicas").ShouldNotBeNull();
    }

    [Test]
    public void Components_as_their_artifacts_describe_them_take_the_place_of_those_here()
    {
        var model = PlatformBuilder.Platform().Component("a").Component("b").Load();
        var stored = PlatformModel.ReadComponent("a 0.9.0", "name: a\nversion: 0.9.0\ntype: helm\n");

        model.With([stored], areAll: false).Components.Keys.ShouldBe(["a", "b"]);
        model.With([stored], areAll: false).Components["a"].Version.ToString().ShouldBe("0.9.0");
        model.With([stored], areAll: true).Components.Keys.ShouldBe(["a"]);
    }

    [Test]
    public void A_manifest_in_an_artifact_that_cannot_be_read_is_refused_with_every_problem() =>
        Should
            .Throw<PlatformException>(() => PlatformModel.ReadComponent("a 0.9.0", "name: a\nversion: 1\nfuture: x\n"))
            .Message.ShouldBe(
                "a 0.9.0(1,1): the component is missing the key type; add \"type: helm\"\n"
                    + "a 0.9.0(2,10): version must be a version such as 1.4.0, and this is the number 1; write 1.0.0\n"
                    + "a 0.9.0(3,1): the component has the unknown key future; the first of 26 keys are name, version, type, "
                    + "layer, owner, description, namespace, also-in, requires, optional"
            );

    [Test]
    public void Each_file_is_read_once()
    {
        var files = PlatformBuilder
            .Platform()
            .Component("a")
            .Component("b", "requires: { a: \"*\" }\n")
            .Environment("base", "{}\n")
            .With("environments/base/values/a.yaml", "x: 1\n")
            .Environment("sandbox", "extends: base\ntarget: { directory: out }\nversions: pinned\n")
            .With("environments/sandbox/versions.yaml", "a: 1.0.0\n");
        files.Load();
        files.Reads.ShouldBeUnique();
        files.Reads.Count.ShouldBe(7);
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_chain_of_a_thousand_components_is_read_and_a_circle_of_them_is_found()
    {
        var files = PlatformBuilder.Platform();
        for (var index = 0; index < 1000; index++)
        {
            files.Component($"c{index:0000}", index == 0 ? "" : $"requires: {{ c{index - 1:0000}: ^1 }}\n");
        }

        files.Load().Components.Count.ShouldBe(1000);
        files.Component("c0000", "requires: { c0999: ^1 }\n");
        files.Problems().ShouldContain("c0000 -> c0999 -> c0998 -> ");
    }
}
