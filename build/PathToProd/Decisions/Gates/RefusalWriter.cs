using System.Collections.Immutable;
using PathToProd.Decisions.Ordering;
using PathToProd.Text;

namespace PathToProd.Decisions.Gates;

/// <summary>Writes a refusal of the requirement gate as prose: because, and because, so; and what would lift it.</summary>
public static class RefusalWriter
{
    /// <summary>One paragraph for one cause; a line for each of several.</summary>
    public static string Write(GateQuestion question, GateDecision.Refused refused)
    {
        var environment = question.Environment.Name;
        var lines = new List<string>();
        foreach (var cause in refused.Causes)
        {
            var because = lines.Count == 0 ? "Because" : "and because";
            lines.Add($"{because} {RequirementCauseWriter.Write(cause, environment)},");
        }

        var asked = Prose.List([.. question.Asked.Select(component => component.Name)]);
        lines.Add($"{asked} cannot be deployed to {environment}.");
        lines.AddRange(Remedies(question, refused));
        return string.Join(refused.Causes.Length == 1 ? ' ' : '\n', lines);
    }

    private static IEnumerable<string> Remedies(GateQuestion question, GateDecision.Refused refused)
    {
        var causes = refused.Causes;
        var blocked = causes
            .Where(cause => !cause.CanBeDeployed)
            .Select(cause => Change(cause, question.Environment.Name))
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        var runs = causes
            .Select(cause => cause.RunInProgress)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        var missing = question.Units.Selection(Missing(causes));

        foreach (var change in blocked)
        {
            yield return change;
        }

        if (runs.Length > 0)
        {
            yield return $"Wait for run {Prose.List(runs)} to end{(refused.EndsByWaiting ? ", or add --wait" : "")}.";
        }

        // With dependencies asked for, what can be deployed first will be, once the rest is fixed.
        if (missing.Length > 0 && !question.DeploysMissing)
        {
            var command = CommandLine.Of("Deploy", missing, question.Environment.Name);
            yield return $"{(blocked.Length + runs.Length > 0 ? "Then deploy" : "Deploy")} {Prose.List(missing)} first ({command}), "
                + "or add --with-dependencies.";
        }
    }

    private static ImmutableArray<string> Missing(ImmutableArray<RequirementCause> causes)
    {
        var missing = causes
            .Where(cause => cause.CanBeDeployed && cause.RunInProgress is null)
            .Select(cause => cause.Available!)
            .DistinctBy(component => component.Name);
        return DeploymentOrder.Of(RequirementGraph.OfRun(missing));
    }

    private static string Change(RequirementCause cause, string environment)
    {
        var name = cause.Requirement.Component;
        var range = Where(cause, name);
        return cause switch
        {
            RequirementCause.Held => $"Deploy a version of {name} in that range, or change the hold in {range}.",
            RequirementCause.WouldConflictWithDeployed =>
                $"Deploy {name} in a version that fits, or {cause.RequiredBy.Name} in one that takes it, or change the range in {range}.",
            RequirementCause.OptionalOutOfRange { Available: null } or RequirementCause.Conflict { Available: null } =>
                $"Deploy {name} in a version that fits, or destroy it, or change the range in {range}.",
            RequirementCause.OptionalWouldLeaveRange or RequirementCause.WouldConflict =>
                $"Deploy {name} in a version that fits, or change the range in {range}.",
            RequirementCause.MayBeThere =>
                $"Deploy {name} again in a version that fits, or destroy it ({CommandLine.Of("Destroy", [name], environment)}).",
            { Available: null } =>
                $"There is no component {name} here: add components/{name}, or drop the requirement in {range}.",
            RequirementCause.WouldLeaveRange { Because: { } other } =>
                $"No {name} that is here meets both: change the range in {range}, or the one in {other.Source[$"requires.{name}"]}.",
            RequirementCause.WouldLeaveRange =>
                $"Deploy {name} in a version that fits, or change the range in {range}.",
            _ => $"The {name} that is here, {cause.Available.Version}, does not fit either: "
                + $"take a version of it that fits, or change the range in {range}.",
        };
    }

    private static SourcePosition Where(RequirementCause cause, string requirement) =>
        cause is RequirementCause.Held held ? held.Where : cause.RequiredBy.Source[$"{cause.Key}.{requirement}"];
}
