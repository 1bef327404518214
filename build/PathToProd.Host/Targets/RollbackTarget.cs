using PathToProd.Decisions.Rollbacks;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Host.Targets.Pools;
using PathToProd.Host.Targets.Promotions;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Units;
using PathToProd.Tasks.Runs;
using PathToProd.Text;
using PathToProd.Text.Ci;
using PathToProd.Text.Tables;

namespace PathToProd.Host.Targets;

/// <summary>Brings a component, a group or an environment back to what was good there before.</summary>
internal static class RollbackTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Rollback",
            "goes back to what was good in an environment before",
            "A component, a group, or without --component the whole environment goes back to its last good deployment, by its artifacts; values stay "
                + "those of now. Asked again, it goes further back. Steps that no evidence shows to work need --force. See docs/rollback.md.",
            [
                Option.Component,
                Option.Environment,
                .. Option.Course,
                Option.Resume,
                Option.Anyway,
                Option.Reason,
                Option.DryRun,
            ]
        )
        {
            Pools = PoolUse.ChangesNamed,
            Run = Run,
            Formats = HostTarget.RunFormats,
        };

    private static Report Run(Invocation invocation)
    {
        if (invocation.Arguments.Has(Option.DryRun) && invocation.Format == "events")
        {
            throw PlatformException.Wrong(
                "--output=events means nothing with --dry-run, as nothing happens",
                "write text, json or markdown"
            );
        }

        if (!invocation.Arguments.Has(Option.DryRun))
        {
            WorkingCheck.Refuse(invocation, RunTarget.Rollback);
            if (LeasedRun.RunNamed(invocation, Run) is { } ended)
            {
                return ended;
            }
        }

        using var platform = new Platform(invocation);
        var reports = RunReportFiles.Of(invocation);
        var environment = invocation.Environment;
        var commit = Task.Run(() => platform.Provenance.Commit);
        var evidence = new EvidenceView(invocation);
        var plan = Decide(platform, environment, evidence);
        var (now, file) = (invocation.Clock.GetUtcNow(), evidence.Reading.File);
        var back = GoingBack.Of(invocation, environment, plan);
        environment = back?.Environment ?? environment;
        RollbackChecks.Refuse(invocation, environment, plan);
        var chosen = ChosenVersions.OfSet(invocation.Model, plan.Set, platform.Stores.Find) with
        {
            Set = plan.To.Set is null ? null : plan.Set,
        };
        if (invocation.Arguments.Has(Option.DryRun))
        {
            return new Report
            {
                Text = style => RollbackReport.Text(plan, style, now, file),
                Json = () => RollbackReport.Json(plan, result: null, now, file),
                Markdown = () => $"```text\n{RollbackReport.Text(plan, Style.Plain, now, file)}```\n",
            };
        }

        var plain = Style.Plain with { Width = invocation.Style.Width };
        invocation.Say(RollbackReport.Text(plan, plain, now, file).TrimEnd('\n'));
        back?.Record(plan.Because);
        var id = invocation.NewRun();
        var request = ComponentRuns.Request(
            platform,
            RunTarget.Rollback,
            environment,
            chosen.Set,
            [.. chosen.Model.Components.Values],
            commit,
            plan.Asked
        );
        request = request with { Options = request.Options with { Force = false } };
        var (result, trouble) = ComponentRuns.CarryOut(
            platform,
            request,
            chosen,
            id,
            reports,
            async observer =>
            {
                using var shown = observer(request.Target);
                return await new RollbackRun(platform.Of(id, shown, chosen), request, plan).RunAsync();
            }
        );
        var isKept = invocation.Terminal.Ci == CiHost.None;
        return ComponentRuns.Told(
            invocation,
            result,
            style => $"\n{RunSummary.Text(result, style, isKept)}",
            trouble
        ) with
        {
            Json = () => RollbackReport.Json(plan, result, now, file),
        };
    }

    private static RollbackPlan.Ready Decide(Platform platform, EnvironmentManifest environment, EvidenceView evidence)
    {
        var invocation = platform.Invocation;
        var history = Ledgers.Told(invocation, Ledgers.History(invocation, environment.Name));
        string[] known =
        [
            .. invocation
                .Model.Components.Keys.Union(history.Attempts.Select(attempt => attempt.Started.Component))
                .Order(StringComparer.Ordinal),
        ];
        var units = DeploymentUnits.Of(environment, invocation.Model.Platform, known);
        var resumed = invocation.Resumption?.Run.Asked?.Rollback;
        var references = new SetReferences(invocation);
        var plan = RollbackDecision.Of(
            new RollbackQuestion
            {
                Scope = resumed is null
                    ? RollbackSelection.Of(
                        Names(invocation, known),
                        environment,
                        units,
                        invocation.Model.Platform.Groups
                    )
                    : RollbackScope.Of(resumed, environment.Name),
                History = history,
                Units = units,
                RelationsOf = member => RelationsOf(platform, member),
                Pinned = [.. references.Files.Pinned.Sets.Reverse()],
                Verdicts = evidence.Verdicts,
                EvidenceFile = evidence.Reading.File,
                Now = invocation.Clock.GetUtcNow(),
                Force = invocation.Arguments.Has(Option.Anyway),
                Note = invocation.Arguments[Option.Reason],
                Resumed = resumed,
                ResumedComponents = resumed is null ? [] : invocation.Resumption!.Run.Asked!.Components,
            }
        );
        return plan is RollbackPlan.Refused refused ? throw refused.Why : (RollbackPlan.Ready)plan;
    }

    /// <summary>What was named: also what only the ledger knows. Null for all.</summary>
    private static string[]? Names(Invocation invocation, IReadOnlyCollection<string> known)
    {
        switch (invocation.Arguments[Option.Component])
        {
            case null or "all":
                return null;
            case Arguments.Affected:
                throw PlatformException.Wrong(
                    "--component=affected means nothing for Rollback",
                    "name a component or a group, or leave --component out to roll back all of the environment"
                );
            case var said:
                var names = Arguments.ListOf(said).Distinct(StringComparer.Ordinal).ToArray();
                var groups = invocation.Model.Platform.Groups.Keys.ToArray();
                UnknownComponents.Refuse(names.Except(groups, StringComparer.Ordinal), known, groups);
                return names;
        }
    }

    private static ComponentRelations? RelationsOf(Platform platform, SetMember member)
    {
        try
        {
            return platform.Stores.Members.RelationsOf(member);
        }
        catch (PlatformException)
        {
            // A registry that does not answer leaves it unknown, which is a cause of its own.
            return null;
        }
    }
}
