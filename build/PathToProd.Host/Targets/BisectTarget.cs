using PathToProd.Decisions.Compatibility.Bisection;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Host.Targets.Pools;
using PathToProd.Tasks.Runs.Certification;

namespace PathToProd.Host.Targets;

/// <summary>Finds the smallest change of components that turns a set that works into one that does not.</summary>
internal static class BisectTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Bisect",
            "finds which change of components makes a version set fail",
            "It makes real deployments; what evidence already shows is not run again. See docs/certify.md.",
            [Option.Good, Option.Bad, Option.Environment, Option.WaitForEnvironment, Option.SignWith]
        )
        {
            Pools = PoolUse.BringsToSets,
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        var environment = invocation.Environment;
        WorkingCheck.Refuse(invocation, "Bisect", environment.Name);
        Certifier.Refuse(environment, "Bisect", invocation.Model);
        ChosenSet.RefuseMixes(environment);
        if (LeasedRun.RunNamed(invocation, Run) is { } ended)
        {
            return ended;
        }

        using var platform = new Platform(invocation);
        var certification = new CertificationOf(platform);
        var good = certification.References.Need(Option.Good, environments: true);
        var bad = certification.References.Need(Option.Bad, environments: true);
        BisectRun.Refuse(good, bad);
        var prepared = certification.Prepare(good, bad);
        using var observer = certification.Observer(prepared);
        var result = new BisectRun(certification.Services(observer), environment, certification.Inputs)
            .RunAsync(prepared[0], prepared[1])
            .GetAwaiter()
            .GetResult();
        observer.Dispose();
        return new Report
        {
            Text = style => $"\n{BisectionReport.Text(result, style)}",
            Json = () => BisectionReport.Json(result),
            ExitCode = result.ExitCode,
        };
    }
}
