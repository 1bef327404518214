using PathToProd.Decisions.Certification;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Host.Targets.Pools;
using PathToProd.Tasks.Runs.Certification;

namespace PathToProd.Host.Targets;

/// <summary>Tests a version set in an environment, and records evidence.</summary>
internal static class CertifyTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Certify",
            "tests a version set in an environment, and records evidence",
            "It makes real deployments, starting from what runs there or from another set; see docs/certify.md.",
            [Option.Set, Option.From, Option.Environment, Option.AndBack, Option.WaitForEnvironment, Option.SignWith]
        )
        {
            Pools = PoolUse.BringsToSets,
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        var environment = invocation.Environment;
        WorkingCheck.Refuse(invocation, "Certify", environment.Name);
        Certifier.Refuse(environment, "Certify", invocation.Model);
        if (LeasedRun.RunNamed(invocation, Run) is { } ended)
        {
            return ended;
        }

        using var platform = new Platform(invocation);
        var certification = new CertificationOf(platform);
        var (set, from) = (
            certification.References.Need(Option.Set),
            certification.References.Find(Option.From, environments: true)
        );
        ChosenSet.RefuseUnsigned(invocation, environment, certification.References, from is null ? [set] : [from, set]);
        var prepared = certification.Prepare(from is null ? [set] : [from, set]);
        using var observer = certification.Observer(prepared);
        var result = new CertifyRun(certification.Services(observer), environment, certification.Inputs)
            .RunAsync(prepared[^1], from is null ? null : prepared[0], invocation.Arguments.Has(Option.AndBack))
            .GetAwaiter()
            .GetResult();
        observer.Dispose();
        return new Report
        {
            Text = style => $"\n{CertificationReport.Text(result, style)}",
            Json = () => CertificationReport.Json(result),
            Blames =
                from is not null && result.Steps[0].Outcome == EvidenceOutcome.Failed
                    ? $"it could not be brought to {from.Name}: {result.Steps[0].Error}"
                    : null,
            ExitCode = result.ExitCode,
        };
    }
}
