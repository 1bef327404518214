using PathToProd.Decisions.Certification;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Plans;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs.Certification;

/// <summary>Certifies one version set: from another one when that is asked for, and back again when that is asked for.</summary>
public sealed class CertifyRun(RunServices services, EnvironmentManifest environment, CertificationInputs inputs)
{
    /// <summary>Does it.</summary>
    /// <param name="set">The set.</param>
    /// <param name="from">The set that the environment is brought to first; null takes it as it is.</param>
    /// <param name="andBack">Whether it goes back afterwards to what ran there before, and tests that.</param>
    /// <exception cref="PlatformException">It cannot start: wrong input, or refused. Nothing was touched.</exception>
    public async Task<CertificationResult> RunAsync(PreparedSet set, PreparedSet? from, bool andBack)
    {
        var begin = services.Clock.GetTimestamp();
        Certifier.Refuse(environment, "Certify", services.Model);
        var steps = new List<CertificationStep>();
        using var certifier = await Certifier.StartAsync(
            services,
            environment,
            inputs,
            from is null ? [set] : [from, set]
        );
        var back = from ?? (andBack ? Back(certifier) : null);
        if (from is not null)
        {
            steps.Add(await certifier.BringAsync(from));
        }

        EnvironmentPlan? plan = null;
        if (from is null || steps[0].Outcome == EvidenceOutcome.Passed)
        {
            plan = await certifier.PlanAsync(set);
            steps.Add(await certifier.TestAsync(set));
            if (andBack && steps[^1].Outcome != EvidenceOutcome.Cancelled)
            {
                steps.Add(await certifier.TestAsync(back!));
            }
        }

        return new CertificationResult
        {
            Run = services.Run,
            Set = set.Set,
            Environment = environment.Name,
            Kubernetes = certifier.Kubernetes,
            Steps = [.. steps],
            Plan = plan,
            Duration = services.Clock.GetElapsedTime(begin),
            Logs = services.Workspace.Show(services.Workspace.Run(services.Run)),
            EvidenceFile = services.Workspace.Show(services.Workspace.Evidence),
        };
    }

    private PreparedSet Back(Certifier certifier) =>
        certifier.Running() is { } running
            ? new PreparedSet(running, ChosenVersions.OfSet(services.Model, running, inputs.Find))
            : throw new PlatformException(
                ExitCode.Refused,
                $"What runs in {environment.Name} is not a whole version set, so there is nothing to go back to. "
                    + "Name one: --from=NAME, or leave --and-back out. Nothing was touched."
            );
}
