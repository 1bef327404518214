using System.Collections.Immutable;
using PathToProd.Decisions.Planning;
using PathToProd.Decisions.Validation;
using PathToProd.Facts.Plans;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs.Validation;

/// <summary>
/// Plans a change in an environment in which it is not tested. What cannot be planned there, such as where a job has no credentials, is not verified, and fails
/// nothing: the tests are what the change has to pass.
/// </summary>
internal static class PlanElsewhere
{
    public static async Task<ValidationResult> AddAsync(
        RunServices services,
        EnvironmentManifest environment,
        ValidateInputs inputs,
        ValidationResult validation
    )
    {
        var affected = inputs
            .Affected.Components.Where(component => component.Environments.Contains(environment.Name))
            .Select(component => services.Model.Components[component.Name])
            .ToImmutableArray();
        if (affected.IsEmpty || validation.Broken.Any())
        {
            return validation;
        }

        services.Observer.Say($"Planning what the change would change in {environment.Name}");
        try
        {
            var request = new RunRequest
            {
                Target = RunTarget.Of(Stage.Plan),
                Components = affected,
                Environment = environment,
                Options = inputs.Certification.Options with { Force = false },
            };
            var plan = (await new ComponentRun(services, request).RunAsync()).Plan!;
            services.Cancellation.ThrowIfCancellationRequested();
            return validation with
            {
                Elsewhere = [.. validation.Elsewhere, plan],
                NotVerified = [.. validation.NotVerified, .. Failures(plan)],
            };
        }
        catch (PlatformException exception)
        {
            return validation with
            {
                NotVerified =
                [
                    .. validation.NotVerified,
                    new Unverified(
                        $"what it would change in {environment.Name}",
                        Prose.FirstLine(exception.Message).TrimEnd('.')
                    ),
                ],
            };
        }
    }

    private static IEnumerable<Unverified> Failures(EnvironmentPlan plan) =>
        from part in plan.Components
        from unknown in part.Unknown
        where unknown.Cause == UnknownCause.Failure
        select new Unverified($"what it would change of {part.Component} in {plan.Environment}", unknown.Because);
}
