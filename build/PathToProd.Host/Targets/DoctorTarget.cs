using PathToProd.Host.Invocations;
using PathToProd.Model.ToolPins;
using PathToProd.Tasks.Tools.Installation;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Lists the tools that are needed, found and missing.</summary>
internal static class DoctorTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new("Doctor", "lists the tools that are needed, found and missing", "It installs nothing.") { Run = Run };

    private static Report Run(Invocation invocation)
    {
        using var tools = new MachineTools(invocation);
        var report = new DoctorInspection(tools.Machine, tools.Finder).Inspect(
            tools.Pins.WithSignaturesFor(Demanding(invocation))
        );
        return new Report
        {
            Text = style => DoctorWriter.ToText(report, style),
            Json = () => DoctorWriter.ToJson(report),
            ExitCode = report.IsHealthy ? ExitCode.Done : ExitCode.WrongInput,
        };
    }

    /// <summary>The environments that take only what is signed.</summary>
    private static string[] Demanding(Invocation invocation)
    {
        try
        {
            return
            [
                .. invocation
                    .Model.DeployableEnvironments.Where(environment => environment.DemandsSignatures)
                    .Select(environment => environment.Name),
            ];
        }
        catch (PlatformException)
        {
            // Tools are looked at anyway; Check reports what is wrong with the manifests.
            return [];
        }
    }
}
