using PathToProd.Decisions.Compatibility.Bisection;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Runs.Certification;

namespace PathToProd.Host.Targets;

/// <summary>Finds the smallest change of components that turns a set that works into one that does not.</summary>
internal static class Bisect
{
    public static void Run(Invocation invocation)
    {
        var environment = invocation.Environment;
        Certifier.Refuse(environment, nameof(Bisect), invocation.Model);
        ChosenSet.RefuseMixes(environment);
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
        invocation.ExitCode = result.ExitCode;
        invocation.Output.Write(
            invocation.IsJson ? BisectionReport.Json(result) : $"\n{BisectionReport.Text(result, invocation.Style)}"
        );
    }
}
