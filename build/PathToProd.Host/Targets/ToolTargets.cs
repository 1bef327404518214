using PathToProd.Reporting;
using PathToProd.Runs;
using PathToProd.Tasks.Tools.Installation;
using PathToProd.ToolPins;

namespace PathToProd.Host.Targets;

/// <summary>Tells about tools, and installs them.</summary>
internal static class ToolTargets
{
    public static void Doctor(Invocation invocation)
    {
        using var tools = new MachineTools(invocation);
        var report = new DoctorInspection(tools.Machine, tools.Finder).Inspect(
            tools.Pins.WithSignaturesFor(Demanding(invocation))
        );
        invocation.Output.Write(
            invocation.IsJson ? DoctorWriter.ToJson(report) : DoctorWriter.ToText(report, invocation.Style)
        );
        invocation.ExitCode = report.IsHealthy ? ExitCode.Done : ExitCode.WrongInput;
    }

    public static void Install(Invocation invocation)
    {
        using var tools = new MachineTools(invocation);
        var failures = new List<string>();
        foreach (var pin in tools.Pins.Tools.Where(pin => pin.Version is not null))
        {
            try
            {
                var found = tools.Toolbox.Get(pin.Name);
                invocation.Print($"{found.Name} {found.Version}  {tools.Machine.Show(found.File)}");
            }
            catch (PlatformException failure)
            {
                failures.Add(failure.Message);
            }
        }

        if (failures.Count > 0)
        {
            throw new PlatformException(ExitCode.WrongInput, string.Join('\n', failures));
        }
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
            // Tools are looked at all the same; Check tells what is wrong with the manifests.
            return [];
        }
    }
}
