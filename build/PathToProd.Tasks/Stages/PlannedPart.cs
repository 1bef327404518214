using System.Collections.Immutable;
using PathToProd.Decisions.Plans;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Plans;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>What becomes of one component: planned, and when its turn comes to be deployed compared with the plan that is applied.</summary>
internal static class PlannedPart
{
    /// <summary>Plans it.</summary>
    /// <returns>What was found, and the same for people.</returns>
    public static (ComponentPlan Part, string Text) Of(ComponentContext context, IDeployment deployment)
    {
        var ledger = context.Work.LedgerNow();
        var component = context.Component;
        var inputs = PlannedInputs.Of(component, ledger, context.Work.Services.Plans);
        var part = new ComponentPlan
        {
            Component = component.Name,
            Version = context.Artifact.Version,
            Artifact = context.Artifact.Digest,
            Over = LedgerBase.Of(ledger[component.Name]),
        };
        if (Behind(context, ledger) is { } behind)
        {
            return (part with { Unknown = [behind] }, "");
        }

        if (!inputs.Unknown.IsEmpty)
        {
            var known = ValueResolution.WithoutSecrets(context.Work.Session, inputs.Ledger);
            var taken = component.Inputs.Select(input => input.ValuePath).ToHashSet(StringComparer.Ordinal);
            part = part with
            {
                Unknown = inputs.Unknown,
                Over = part.Over with { State = deployment.PlanState() },
                Values = Values(context, known, path => !taken.Any(input => IsIn(path, input))),
            };
            return (part, "");
        }

        if (!ReferenceEquals(inputs.Ledger, ledger))
        {
            context.Work.FixedLedger = inputs.Ledger;
        }

        var preview = deployment.Plan();
        return (With(context, part, preview), preview.Text.TrimEnd('\n'));
    }

    /// <summary>Refuses to deploy the component otherwise than the plan says that is applied.</summary>
    /// <exception cref="PlatformException">It would become something else (exit code 3).</exception>
    public static void RefuseOther(ComponentContext context, IDeployment deployment)
    {
        if (context.Options.Plan is { } plan)
        {
            Refuse(context, plan, Of(context, deployment).Part);
        }
    }

    /// <summary>The same with what is about to be applied, and not only planned: its state is not compared again.</summary>
    /// <exception cref="PlatformException">It would become something else (exit code 3).</exception>
    public static void RefuseOther(ComponentContext context, DeploymentPreview preview)
    {
        var plan = context.Options.Plan!;
        var saved = plan.Of(context.Component.Name)!;
        var part = With(context, saved with { Artifact = context.Artifact.Digest }, preview);
        Refuse(context, plan, part with { Over = saved.Over });
    }

    private static void Refuse(ComponentContext context, EnvironmentPlan plan, ComponentPlan fresh)
    {
        var name = context.Component.Name;
        var moment = context.Work.BeganByPlan ? PlanMoment.Begun : PlanMoment.UnderWay;
        var differences = plan.Of(name) is { } saved
            ? PlanComparison.Of(saved, fresh, moment)
            : [new PlanDifference(name, "the component", null, $"{fresh.Version}")];
        if (!differences.IsEmpty)
        {
            throw PlatformException.Refused(PlanRefusalWriter.AtTurn(plan, name, differences));
        }
    }

    private static ComponentPlan With(ComponentContext context, ComponentPlan part, DeploymentPreview preview) =>
        part with
        {
            Over = part.Over with { State = preview.State },
            Values = Values(context, context.Values(), _ => true),
            Changes =
            [
                .. preview.Changes.Select(change =>
                    change with
                    {
                        What = context.Work.Services.Redactor.Hide(change.What),
                    }
                ),
            ],
            Outputs = preview.Outputs,
            Unknown = preview.Unknown,
        };

    private static ImmutableSortedDictionary<string, string> Values(
        ComponentContext context,
        ResolvedValues values,
        Func<string, bool> isKnown
    ) =>
        ValueInputs
            .Leaves(values)
            .Where(leaf => isKnown(leaf.Path))
            .Concat(values.RenderedFor.Select(one => (Path: $"({one.Name})", Json: one.Digest)))
            .DistinctBy(leaf => leaf.Path)
            .ToImmutableSortedDictionary(
                leaf => leaf.Path,
                leaf => context.Work.Services.Redactor.Hide(leaf.Json),
                StringComparer.Ordinal
            );

    /// <summary>
    /// A checkout that lacks what was deployed would plan to undo what was merged since. Versions that were chosen from the store are meant as they are.
    /// </summary>
    private static PlanUnknown? Behind(ComponentContext context, LedgerState ledger) =>
        !context.IsFromStore
        && ledger[context.Component.Name].Presence is Presence.Deployed { Deployment: { Commit: { } commit } there }
        && context.Work.Services.Provenance.IsBehind(commit)
            ? new PlanUnknown(
                "",
                UnknownCause.Failure,
                "",
                $"this checkout is behind the commit {ShortCommit.Text(commit)} that {there.Version} was deployed from, and would undo what came since; "
                    + "bring it up to date"
            )
            : null;

    private static bool IsIn(string path, string input) =>
        path == input || path.StartsWith(input + ".", StringComparison.Ordinal);
}
