using PathToProd.Decisions.Certification;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Runs.Certification;

namespace PathToProd.Host.Targets;

/// <summary>Tests a version set in an environment, and records evidence.</summary>
internal static class Certify
{
    public static void Run(Invocation invocation)
    {
        var environment = invocation.Environment;
        Certifier.Refuse(environment, nameof(Certify), invocation.Model);
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
        invocation.ExitCode = result.ExitCode;
        invocation.Output.Write(
            invocation.IsJson
                ? CertificationReport.Json(result)
                : $"\n{CertificationReport.Text(result, invocation.Style)}"
        );
    }
}
