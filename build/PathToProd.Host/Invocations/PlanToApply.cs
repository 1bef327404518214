using PathToProd.Facts.Plans;
using PathToProd.Host.CommandLine;
using PathToProd.Tasks.Facts.Plans;
using PathToProd.Text;

namespace PathToProd.Host.Invocations;

/// <summary>A saved plan that a call applies: it says what is deployed, where, and in which versions; the call says only how.</summary>
internal sealed class PlanToApply
{
    private PlanToApply(EnvironmentPlan plan, string file, Invocation invocation) =>
        (Plan, File, Invocation) = (plan, file, invocation);

    public EnvironmentPlan Plan { get; }

    /// <summary>Its file, as messages name it.</summary>
    public string File { get; }

    /// <summary>The call, as if it said all that the plan says.</summary>
    public Invocation Invocation { get; }

    /// <summary>The plan of a call; null when it applies none.</summary>
    /// <exception cref="PlatformException">There is no such plan, it cannot be read, or something contradicts it (exit code 2).</exception>
    public static PlanToApply? Of(Invocation invocation)
    {
        var arguments = invocation.Arguments;
        if (arguments[Option.Plan] is not { } path)
        {
            return null;
        }

        var file = SavedPlanFile.ToRead(invocation.Workspace, path);
        var plan = file.Read();
        PlatformException.ThrowIfAny([.. Contradictions(invocation, plan, file.Shown)]);
        invocation.Resumption?.Check(plan, file.Shown);
        Option[] kept = [.. Option.OfCall, .. Option.MayDiffer, Option.Plan];
        return new PlanToApply(plan, file.Shown, invocation.With(arguments.Only(kept, Words(plan))));
    }

    private static IEnumerable<KeyValuePair<string, string>> Words(EnvironmentPlan plan) =>
        new (Option Option, string? Value)[]
        {
            (Option.Component, string.Join(',', plan.Components.Select(part => part.Component))),
            (Option.Environment, plan.Environment),
            (Option.Set, plan.Set),
            (Option.Version, plan.Version),
        }
            .Where(word => word.Value is not null)
            .Select(word => KeyValuePair.Create(word.Option.Word, word.Value!));

    private static IEnumerable<Problem> Contradictions(Invocation invocation, EnvironmentPlan plan, string file)
    {
        var arguments = invocation.Arguments;
        if (arguments[Option.Environment] is { } environment && environment != plan.Environment)
        {
            yield return Contradiction(
                arguments,
                Option.Environment,
                $"{file}, which was made for {plan.Environment}",
                $"leave it out, or plan for {environment}"
            );
        }

        if (arguments.Has(Option.Component) && !AreComponents(invocation, plan))
        {
            yield return Contradiction(
                arguments,
                Option.Component,
                $"{file}, which is for {Prose.List([.. plan.Components.Select(part => part.Component)])}",
                "leave it out, or plan for other components"
            );
        }

        foreach (var (option, value) in ((Option, string?)[])[(Option.Set, plan.Set), (Option.Version, plan.Version)])
        {
            if (arguments[option] is { } said && said != value)
            {
                yield return Contradiction(
                    arguments,
                    option,
                    $"{file}, which was made {(value is null ? $"without --{option.Word}" : $"with --{option.Word}={value}")}",
                    "leave it out, or make a new plan"
                );
            }
        }

        foreach (
            var option in ((Option[])[Option.Force, Option.WithDependencies, Option.Exclusive]).Where(arguments.Has)
        )
        {
            yield return Contradiction(arguments, option, $"{file}, which says what is deployed", "leave it out");
        }
    }

    private static bool AreComponents(Invocation invocation, EnvironmentPlan plan)
    {
        var planned = plan.Components.Select(part => part.Component).ToHashSet(StringComparer.Ordinal);
        return invocation.Arguments[Option.Component] != Arguments.Affected
            && planned.SetEquals(invocation.SelectedNames ?? [.. invocation.Model.Components.Keys]);
    }

    private static Problem Contradiction(Arguments arguments, Option option, string with, string fix) =>
        new(
            null,
            $"--{option.Word}{(option.Value is null ? "" : $"={Printable.Line(arguments[option]!)}")} contradicts {with}",
            fix
        );
}
