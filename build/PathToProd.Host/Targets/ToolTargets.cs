using PathToProd.Formats.Json;
using PathToProd.Host.Invocations;
using PathToProd.Model.ToolPins;
using PathToProd.Tasks.Tools.Installation;
using PathToProd.Text;
using PathToProd.Tools.Calls;

namespace PathToProd.Host.Targets;

/// <summary>Reports on tools, and installs them.</summary>
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
        var found = new List<FoundTool>();
        var failures = new List<string>();
        foreach (var pin in tools.Pins.Tools.Where(pin => pin.Version is not null))
        {
            try
            {
                var tool = tools.Toolbox.Get(pin.Name);
                found.Add(tool);
                if (!invocation.IsJson)
                {
                    invocation.Print($"{tool.Name} {tool.Version}  {tools.Machine.Show(tool.File)}");
                }
            }
            catch (PlatformException exception)
            {
                failures.Add(exception.Message);
            }
        }

        if (invocation.IsJson)
        {
            invocation.Output.Write(Json(found, failures));
        }

        if (failures.Count > 0)
        {
            throw new PlatformException(ExitCode.WrongInput, string.Join('\n', failures));
        }
    }

    private static string Json(List<FoundTool> found, List<string> failures) =>
        JsonReport.Write(
            new InstallToolsDocument(
                [.. found.Select(tool => new InstalledToolPart(tool.Name, tool.Version, tool.File))],
                [.. failures]
            ),
            HostReports.Default.InstallToolsDocument
        );

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
