using PathToProd.Components;
using PathToProd.Runs;

namespace PathToProd.Tests.Manifests;

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
