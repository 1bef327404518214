using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Decisions.Gates;

/// <summary>Writes a cause as prose: <c>ingress 1.4.0 requires base-k8s >=1.30.0 &lt;2.0.0 and prod has base-k8s 1.29.3</c>.</summary>
internal static class RequirementCauseWriter
{
    public static string Write(RequirementCause cause, string environment) =>
        cause is RequirementCause.Held { Hold: var hold }
            ? SetFaults.Held(hold, cause.RequiredBy.Version, environment)
            : $"{cause.RequiredBy.Name} {cause.RequiredBy.Version}{Asks(cause, environment)} "
                + $"and {What(cause, cause.Requirement.Component, environment)}";

    private static string Asks(RequirementCause cause, string environment)
    {
        var other = $"{cause.Requirement.Component} {cause.Requirement.Range}";
        return cause switch
        {
            RequirementCause.OptionalOutOfRange
            or RequirementCause.OptionalWouldLeaveRange
            or RequirementCause.MayBeThere { IsConflict: false } => $" works only with {other}, where that is there,",
            RequirementCause.Conflict or RequirementCause.WouldConflict or RequirementCause.MayBeThere =>
                $" conflicts with {other}",
            RequirementCause.WouldConflictWithDeployed => $", which {environment} has, conflicts with {other}",
            _ => $" requires {other}",
        };
    }

    private static string What(RequirementCause cause, string component, string environment) =>
        cause switch
        {
            RequirementCause.OutOfRange { Deployed: var version } => $"{environment} has {component} {version}",
            RequirementCause.OptionalOutOfRange { Deployed: var version } => $"{environment} has {component} {version}",
            RequirementCause.Conflict { Deployed: var version } => $"{environment} has {component} {version}",
            RequirementCause.OptionalWouldLeaveRange
            or RequirementCause.WouldConflict
            or RequirementCause.WouldConflictWithDeployed =>
                $"{component} {cause.Available?.Version} is to be deployed",
            RequirementCause.Destroyed { By: var attempt } =>
                $"{component} {attempt.Started.Version} was destroyed in {environment} on {Moment.Text(attempt.At)} "
                    + $"by {attempt.Started.Who} (run {attempt.Started.Run})",
            RequirementCause.Gone { Deployment: var deployment } =>
                $"{component} {deployment.Version}, deployed to {environment} on {Moment.Text(deployment.At)} "
                    + $"by {deployment.Who} (run {deployment.Run}), is no longer there",
            RequirementCause.UnitNotSucceeded { Last: var attempt } =>
                $"{component} belongs to {UnitAttemptWriter.Name(attempt.Started)}, and {UnitAttemptWriter.Write(attempt)}",
            RequirementCause.NotSucceeded { Last: var attempt } => AttemptWriter.Write(attempt),
            RequirementCause.InDoubt { Doubt: var doubt } => DoubtWriter.Write(component, environment, doubt),
            RequirementCause.MayBeThere { Doubt: var doubt } => DoubtWriter.Write(component, environment, doubt),
            RequirementCause.WouldLeaveRange { Because: null } =>
                $"{component} {cause.Available?.Version} was asked for with it",
            RequirementCause.WouldLeaveRange { Because: { } other } =>
                $"{other.Name} {other.Version} needs {component} {cause.Available?.Version} deployed first",
            _ => $"{environment} has no {component}",
        };
}
