using PathToProd.EndToEnd.Harness;
using PathToProd.TestTools;

namespace PathToProd.EndToEnd;

/// <summary>Hooks that are Jobs, as those of upstream charts are: of each kind and each delete policy, with each Helm.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
[TestFixtureSource(typeof(HelmVersions), nameof(HelmVersions.Majors))]
public sealed class HookJobsTests(string helm)
{
    private static readonly (string Name, string Policy)[] Policies =
    [
        ("plain", ""),
        ("before", "before-hook-creation"),
        ("succeeded", "hook-succeeded"),
        ("failed", "hook-failed"),
        ("both", "before-hook-creation,hook-succeeded"),
    ];

    private readonly Cluster _cluster = ControlPlane.Cluster;
    private readonly string _namespace = ControlPlane.Cluster.NewNamespace();
    private readonly Checkout _platform = SmallPlatform.New().WithCluster().WithHelm(helm);

    [TearDown]
    public void Remove() => _platform.Dispose();

    [Test]
    public void Each_runs_at_its_time_and_is_left_as_it_says_and_the_second_deployment_is_unchanged()
    {
        Chart(
            string.Concat(
                ChartShapes.HookEvents.SelectMany(name =>
                    Policies.Select(policy => Job($"{name}-{policy.Name}", name, policy.Policy))
                )
            ) + Job("migration", "pre-install,pre-upgrade", "before-hook-creation")
        );
        using var jobs = new JobController(_cluster, _namespace);
        _platform.Run("Lint", "jobs").ShouldExitWith(0);

        _platform.Deploy("jobs").OutcomeOf("jobs").ShouldBe("done");

        jobs.TakeEnded().ShouldBe(Sorted([.. Names("pre-install"), .. Names("post-install"), "migration"]));
        There().ShouldBe(Sorted([.. Left("pre-install"), .. Left("post-install"), "migration"]));
        ShouldBeUnchanged();
        jobs.TakeEnded().ShouldBeEmpty();

        _platform.Write("environments/e2e/values/jobs.yaml", "text: second\n");
        var plan = _platform.Run("Plan", "jobs").ShouldExitWith(0).Error;
        plan.ShouldContain("~ jobs/hooks/Job.batch pre-upgrade-plain");
        _platform.Deploy("jobs").OutcomeOf("jobs").ShouldBe("done");

        jobs.TakeEnded().ShouldBe(Sorted([.. Names("pre-upgrade"), .. Names("post-upgrade"), "migration"]));
        There().ShouldContain("pre-upgrade-plain");
        There().ShouldNotContain("pre-upgrade-succeeded");
        ShouldBeUnchanged();

        _platform.Run("Destroy", "jobs").ShouldExitWith(0);

        jobs.TakeEnded().ShouldBe(Sorted([.. Names("pre-delete"), .. Names("post-delete")]));
        _cluster.Get(_namespace, "configmap/jobs").ShouldBeNull();
    }

    [Test]
    public void One_that_fails_fails_the_deployment_and_the_next_one_goes_on_when_it_succeeds()
    {
        Chart(Job("setup", "pre-install,pre-upgrade", "before-hook-creation,hook-failed"));
        using var jobs = new JobController(_cluster, _namespace) { Fails = "setup" };

        var failed = _platform.Run("Deploy", "jobs").ShouldExitWith(1);

        ((string)failed.Of("jobs")["error"]!).ShouldContain("failed pre-install");
        There().ShouldBeEmpty();
        _platform.Attempts("jobs").ShouldBe(["deploy 1.0.0 failed"]);

        jobs.Fails = "";
        _platform.Deploy("jobs").OutcomeOf("jobs").ShouldBe("done");

        There().ShouldBe(["setup"]);
        ShouldBeUnchanged();
    }

    private void ShouldBeUnchanged()
    {
        var again = _platform.Deploy("jobs");
        again.OutcomeOf("jobs").ShouldBe("unchanged", again.Note("jobs", "Deploy"));
        _platform.Run("Plan", "jobs").ShouldExitWith(0).Error.ShouldContain("Nothing would change in jobs.");
        _platform.Run("Verify", "jobs").ShouldExitWith(0);
    }

    private string[] There() =>
        [
            .. _cluster
                .Ask("get", "jobs", "--namespace", _namespace, "--output=name")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(name => name.Split('/')[1])
                .Order(StringComparer.Ordinal),
        ];

    private static IEnumerable<string> Names(string name) => Policies.Select(policy => $"{name}-{policy.Name}");

    private static IEnumerable<string> Left(string name) =>
        Policies
            .Where(policy => !policy.Policy.Contains("hook-succeeded", StringComparison.Ordinal))
            .Select(policy => $"{name}-{policy.Name}");

    private static string[] Sorted(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal)];

    private void Chart(string hooks) =>
        _platform
            .WithChart(
                "jobs",
                _namespace,
                "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: jobs }\ndata: { text: {{ .Values.text }} }\n"
                    + hooks
            )
            .Write("components/jobs/chart/values.yaml", "text: first\n")
            .Replace("components/jobs/component.yaml", "timeout: 60s", "timeout: 240s");

    private static string Job(string name, string events, string policy) =>
        $$$"""
            ---
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: {{{name}}}
              annotations:
                helm.sh/hook: {{{events}}}
                {{{(policy.Length == 0 ? "" : $"helm.sh/hook-delete-policy: \"{policy}\"")}}}
            spec:
              template:
                spec:
                  restartPolicy: Never
                  terminationGracePeriodSeconds: 0
                  containers: [ { name: a, image: "a:1", args: [ "{{ .Values.text }}" ] } ]

            """;
}
