using PathToProd.Decisions.Ordering;
using PathToProd.Decisions.TearingDown;
using PathToProd.Facts.Ledger;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Runs;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>
/// <c>--dry-run</c> of what changes an environment: for a deployment another word for Plan, for a removal what would go, in which order.
/// Other targets that take the option decide by themselves.
/// </summary>
internal static class DryRun
{
    /// <summary>What the call would do; null when it is meant to do it, or its target shows that itself.</summary>
    /// <exception cref="PlatformException">The real run would be refused too, or an option means nothing for one that is only shown.</exception>
    public static Report? Of(Invocation invocation, string name, HostTarget? target)
    {
        if (!invocation.Arguments.Has(Option.DryRun) || invocation.Arguments.Has(Option.Help))
        {
            return null;
        }

        if (target is null)
        {
            throw PlatformException.Wrong(
                $"--dry-run means nothing for {name}, which only components have",
                "leave it out, and the task runs"
            );
        }

        var run = RunTarget.Of(target.Name);
        return run == RunTarget.Rollback ? null
            : run.Stage == Stage.Deploy ? OfDeployment(invocation, run)
            : run.Stage == Stage.Destroy ? OfRemoval(invocation, run)
            : null;
    }

    private static Report OfDeployment(Invocation invocation, RunTarget target)
    {
        var plan = TargetCatalog.Find(nameof(Stage.Plan))!;
        var given = invocation.Arguments;
        Refuse(given.Given.Except(plan.Accepted).Where(option => option != Option.DryRun));
        if (
            target == RunTarget.StandUp
            && !given.Has(Option.Set)
            && invocation.Environment is not { Versions: VersionSource.Pinned, PinnedVersions.Count: > 0 }
        )
        {
            throw ChosenSet.Missing(invocation, invocation.Environment);
        }

        var words = given
            .Only([.. given.Given.Where(option => option != Option.DryRun)], [])
            .With(Option.Target, plan.Name);
        return ComponentTargets.Run(
            invocation.With(target.IsOfWhole ? words.With(Option.Component, "all") : words),
            plan.Name,
            plan
        );
    }

    private static Report OfRemoval(Invocation invocation, RunTarget target)
    {
        if (invocation.Format is "events" or "markdown")
        {
            throw PlatformException.Wrong(
                $"--output={invocation.Format} means nothing with --dry-run, as nothing happens",
                "write text or json"
            );
        }

        Refuse(
            invocation.Arguments.Given.Intersect([
                Option.Resume,
                Option.Confirm,
                Option.Parallel,
                Option.OnFailure,
                Option.Reports,
            ])
        );
        using var platform = new Platform(invocation);
        var environment = invocation.Environment;
        var chosen = ChosenVersion.Choose(platform, environment, target);
        var request = ComponentRuns.Request(
            platform,
            target,
            environment,
            chosen.Set,
            invocation.SelectedOf(chosen.Model),
            Task.FromResult<string?>(null)
        );
        var plan = new ComponentRun(platform.Of(invocation.NewRun(), new NoObserver(), chosen), request)
            .PlanAsync()
            .GetAwaiter()
            .GetResult();
        var names = plan.Nodes.Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
        var preview = new RemovalPreview(
            target,
            environment.Name,
            EnvironmentPart.Describe(environment.Target),
            [.. DeploymentOrder.Of(plan.Graph).Where(names.Contains)],
            LedgerState.From(Ledgers.History(invocation, environment.Name))
        )
        {
            IsCluster = environment.Target is Target.Cluster,
        };
        return new Report { Text = preview.Text, Json = preview.Json };
    }

    private static void Refuse(IEnumerable<Option> options) =>
        PlatformException.ThrowIfAny([
            .. options.Select(option => new Problem(
                null,
                $"--{option.Word} means nothing with --dry-run, which changes nothing",
                $"leave --{option.Word} out"
            )),
        ]);
}
