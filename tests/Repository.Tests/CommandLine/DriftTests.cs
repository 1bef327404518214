using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>The targets Drift and History as a user calls them, on an environment that is a folder.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class DriftTests : IDisposable
{
    private readonly ScratchPlatform _platform = new ScratchPlatform().Component("base").Component("web");

    public void Dispose() => _platform.Dispose();

    [Test]
    public void Drift_is_shown_and_fails_only_when_that_is_asked_for()
    {
        Deploy();
        _platform.File(
            "artifacts/sandbox/web/configmap-web.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web, namespace: web }\ndata: { version: 9.9.9 }\n"
        );

        var drift = _platform.Run("--target=Drift", "--verbosity=quiet").ShouldSucceed();

        Column
            .Time()
            .Replace(drift.Tables, "<age>")
            .ShouldBe(
                """

                sandbox: 1 component drifted; 1 component is as deployed.

                COMPONENT  VERSION  DEPLOYED  DRIFT
                base  1.0.0  <age>  none
                web  1.0.0  <age>  drifted

                web 1.0.0:
                  changed: artifacts/sandbox/web/configmap-web.yaml, data.version
                  to restore it: ./build.sh --target=Deploy --component=web --environment=sandbox --version=1.0.0 --force

                """
            );
        _platform.Run("--target=Drift", "--fail-on-drift").ExitCode.ShouldBe(1);
        _platform.Run("--target=Drift", "--fail-on-drift", "--component=base").ShouldSucceed();
        _platform
            .Run("--target=Status")
            .ShouldSucceed()
            .Output.ShouldMatch("web .* drifted (just now|.* ago) +deployed");

        // The command that it names restores it.
        _platform
            .Run("--target=Deploy", "--component=web", "--environment=sandbox", "--version=1.0.0", "--force")
            .ShouldSucceed();
        _platform.Run("--target=Drift", "--fail-on-drift").ShouldSucceed();
    }

    [Test]
    public void A_page_has_nothing_else_on_standard_output()
    {
        Deploy();

        _platform
            .Run("--target=Drift", "--output=markdown")
            .ShouldSucceed()
            .Output.ShouldBe(
                """
                ## Drift of sandbox

                sandbox: 2 components are as deployed.

                | Component | Version | Drift |
                | --- | --- | --- |
                | base | 1.0.0 | none |
                | web | 1.0.0 | none |

                """
            );
    }

    [Test]
    public void Programs_get_JSON_and_what_was_not_there_is_said()
    {
        var drift = _platform.Run("--target=Drift", "--component=web", "--output=json").ShouldSucceed();

        JsonNode.Parse(drift.RawOutput)!["components"]![0]!["drift"]!.ToString().ShouldBe("nothing-there");
        _platform.Run("--target=Drift").ShouldSucceed().Output.ShouldBe("\nsandbox: nothing is deployed there.\n");
    }

    [Test]
    public void A_component_that_only_the_ledger_knows_is_looked_at_and_one_that_no_one_knows_is_refused()
    {
        Deploy();
        Directory.Delete(Path.Combine(_platform.Root, "components/web"), recursive: true);

        _platform
            .Run("--target=Drift", "--component=web", "--verbosity=quiet")
            .ShouldSucceed()
            .Output.ShouldContain("sandbox: 1 component is as deployed.");
        _platform
            .Run("--target=Drift", "--component=wbe,web")
            .ShouldOnlySay(2, "there is no component wbe; did you mean web?");
    }

    [Test]
    public void A_history_since_a_moment_has_only_what_ended_since()
    {
        Deploy();

        _platform.Run("--target=History", "--since=1d").ShouldSucceed().Output.ShouldContain("web");
        var history = _platform.Run("--target=History", "--since=2020-01-01", "--component=base", "--output=json");
        JsonNode.Parse(history.ShouldSucceed().RawOutput)!["environments"]![0]!["since"]!
            .ToString()
            .ShouldBe("2020-01-01T00:00:00+00:00");
        _platform
            .Run("--target=History", "--since=0s")
            .ShouldSucceed()
            .Output.ShouldMatch("^Nothing was deployed to sandbox since [0-9: -]+ UTC\\.\n$");
    }

    [TestCase(
        "yesterday",
        "--since cannot be yesterday: it is neither a date (2026-11-01), nor a time (2026-11-01T08:00Z), nor a duration (7d, 12h); write one of these"
    )]
    [TestCase("7dd", "--since cannot be 7dd: 'd' is not a number; write a number and d, h, m or s, such as 5m")]
    [TestCase(
        "origin/main",
        "--since cannot be origin/main: it is neither a date (2026-11-01), nor a time (2026-11-01T08:00Z), nor a duration (7d, 12h); write one of these"
    )]
    public void A_moment_that_is_none_is_refused(string since, string message) =>
        _platform.Run("--target=History", $"--since={since}").ShouldOnlySay(2, message);

    [Test]
    public void A_moment_in_the_future_is_refused() =>
        _platform
            .Run("--target=History", "--since=2999-01-01")
            .Error.ShouldMatch(
                "^--since cannot be 2999-01-01: it is in the future: it is [0-9: -]+ UTC now; write a moment that has passed, or how long ago it is, such as 7d\n$"
            );

    [Test]
    public void Elsewhere_a_moment_means_nothing() =>
        _platform
            .Run("--target=Status", "--since=7d")
            .ShouldOnlySay(2, "--since means nothing without --component=affected; add that, or leave --since out");

    [Test]
    public void Two_environments_are_compared_by_their_values_and_secrets_are_only_named()
    {
        _platform
            .RealTool("helm")
            .Chart("web")
            .Environment("other", "target: { directory: artifacts/other }\nmissing-dependencies: deploy\n")
            .File("environments/sandbox/values/web.yaml", "greeting: one\nsame: 1\n")
            .File("environments/other/values/web.yaml", "greeting: two\nsame: 1\n");
        _platform.Run("--target=Deploy", "--component=web").ShouldSucceed();
        _platform.Run("--target=Deploy", "--component=web", "--environment=other").ShouldSucceed();

        _platform
            .Run("--target=Diff", "--set=sandbox", "--with=other")
            .ShouldSucceed()
            .Output.ShouldBe(
                """
                sandbox and other run the same: 1 component.

                Values that differ, as they are written now and with inputs as the ledgers have them:
                COMPONENT  VALUE     sandbox  other
                web        greeting  "one"    "two"

                """
            );
    }

    private void Deploy() => _platform.Run("--target=Deploy", "--component=all").ShouldSucceed();
}
