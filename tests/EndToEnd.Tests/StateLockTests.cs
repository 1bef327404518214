using System.Diagnostics;
using PathToProd.EndToEnd.Harness;
using PathToProd.Facts.Ledger;

namespace PathToProd.EndToEnd;

/// <summary>Locks that a real Terraform leaves on a state that is kept in a real cluster.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.Self)] // the Terraform of one would be in the way of the other
public sealed class StateLockTests
{
    private const string Run = "PATH_TO_PROD_RUN";

    private readonly Cluster _cluster = ControlPlane.Cluster;
    private readonly string _namespace = ControlPlane.Cluster.NewNamespace();
    private Process? _byHand;
    private readonly Checkout _platform = SmallPlatform.New().WithDirectory().WithNet();

    [SetUp]
    public void KeepStateInTheCluster()
    {
        _cluster.Ask("create", "namespace", _namespace);
        _platform
            .Write(
                "environments/e2e/environment.yaml",
                $$"""
                target: { directory: artifacts/target }
                terraform:
                  backend:
                    config_path: {{_cluster.Kubeconfig}}
                    config_context: {{_cluster.Context}}
                    namespace: {{_namespace}}
                    secret_suffix: "{component}"

                """
            )
            .Replace("components/net/terraform/sandbox/main.tf", "\"local\"", "\"kubernetes\"")
            .Replace("components/net/terraform/sandbox/main.tf", "input = var.name", Waits);
    }

    [TearDown]
    public void Remove()
    {
        Open();
        if (_byHand is { HasExited: false })
        {
            _byHand.Kill(entireProcessTree: true);
            _byHand.WaitForExit();
        }

        _byHand?.Dispose();
        _platform.Dispose();
    }

    /// <summary>The resource takes until a file is there.</summary>
    private string Waits =>
        $$"""
            input = var.name
              provisioner "local-exec" {
                command = "touch {{_platform.PathOf("begun")}}; until [ -e {{_platform.PathOf(
                "open"
            )}} ]; do sleep 0.05; done"
              }
            """;

    [Test]
    public void The_lock_of_a_run_that_was_killed_with_its_Terraform_is_removed_and_recorded()
    {
        Kill();
        Open();
        Holder().ShouldNotBeNull("Terraform left its lock");

        var outcome = Deploy();

        outcome.Error.ShouldMatch(
            "removed the lock [0-9a-f-]{36} on the state, as run .* of this checkout made it on .* and is dead"
        );
        Holder().ShouldBeNull();
        var ended = _platform.Ledger().OfType<LedgerEntry.Ended>().Last();
        ended.RemovedLock.ShouldNotBeNull().ShouldMatch("^[0-9a-f-]{36} of .*@.*, 20.* UTC$");
        _platform.Attempts("net")[0].ShouldBe("deploy 1.0.0 ?");
        _platform.Attempts("net")[^1].ShouldBe("deploy 1.0.0 succeeded");
        _platform
            .Call("--target=History", "--environment=e2e", "--output=json")
            .ShouldExitWith(0)
            .Output.ShouldContain($"\"removedLock\": \"{ended.RemovedLock}\"");
        _platform.Deploy("net").OutcomeOf("net").ShouldBe("unchanged");
    }

    [Test]
    public void The_lock_of_a_Terraform_that_no_run_started_stays_and_so_does_its_work()
    {
        _platform.Run("Build", "net").ShouldExitWith(0);
        StartByHand();

        var outcome = _platform.Run("Deploy", "net").ShouldExitWith(1);

        ErrorOf(outcome)
            .ShouldContain(
                "This run did not remove the lock, because no interrupted run of this component is known that could have left it, and because another "
                    + "Terraform is at work on this machine since then: "
            );
        Holder().ShouldNotBeNull();
        Open();
        _byHand!.WaitForExit();
        _byHand.ExitCode.ShouldBe(0, "it kept its lock to the end");
    }

    /// <summary>Kills the program and all that it started, once Terraform is at work.</summary>
    private void Kill()
    {
        var program = _platform.Start("--target=Deploy", "--component=net", "--environment=e2e");
        Eventually.Holds(() => File.Exists(_platform.PathOf("begun")), "Terraform is at work");
        program.Signal("KILL");
        var runs = Directory.EnumerateDirectories(_platform.PathOf("artifacts/runs")).Select(Path.GetFileName);
        Signals.Send("KILL", [.. runs.SelectMany(run => Signals.WithVariable(Run, run!))]);
        program.Wait(TimeSpan.FromSeconds(30)).ExitCode.ShouldNotBe(0);
    }

    /// <summary>Deploys. Terraforms of other tests on this machine may be in the way, and then it is right that the lock stays.</summary>
    private Harness.Outcome Deploy()
    {
        while (true)
        {
            var outcome = _platform.Run("Deploy", "net");
            if (outcome.ExitCode == 0)
            {
                return outcome;
            }

            ErrorOf(outcome)
                .ShouldContain(
                    "This run did not remove the lock, because another Terraform is at work on this machine since then: "
                );
        }
    }

    private static string ErrorOf(Harness.Outcome outcome) => (string?)outcome.Of("net")["error"] ?? "";

    private void StartByHand()
    {
        var folder = _platform.PathOf("by-hand");
        Directory.CreateDirectory(folder);
        File.Copy(_platform.PathOf("components/net/terraform/sandbox/main.tf"), Path.Combine(folder, "main.tf"));
        var tools = _platform.Call("--target=InstallTools", "--output=json").ShouldExitWith(0).Json["tools"]!.AsArray();
        var terraform = (string)tools.Single(tool => (string?)tool!["tool"] == "terraform")!["file"]!;
        ExternalProgram.Run(
            folder,
            terraform,
            "init",
            "-input=false",
            $"-backend-config=config_path={_cluster.Kubeconfig}",
            $"-backend-config=config_context={_cluster.Context}",
            $"-backend-config=namespace={_namespace}",
            "-backend-config=secret_suffix=net"
        );
        _byHand = Process.Start(
            new ProcessStartInfo(terraform, ["apply", "-input=false", "-auto-approve", "-var=name=other"])
            {
                WorkingDirectory = folder,
            }
        );
        Eventually.Holds(() => File.Exists(_platform.PathOf("begun")), "Terraform is at work");
    }

    private void Open() => File.WriteAllText(_platform.PathOf("open"), "");

    /// <summary>Who holds the lock; null when no one does.</summary>
    private string? Holder() =>
        (string?)_cluster.Get(_namespace, "lease/lock-tfstate-default-net")?["spec"]?["holderIdentity"]
            is { Length: > 0 } holder
            ? holder
            : null;
}
