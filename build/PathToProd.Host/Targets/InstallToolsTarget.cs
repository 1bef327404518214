using PathToProd.Formats.Json;
using PathToProd.Host.Invocations;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Installs the tools that are missing.</summary>
internal static class InstallToolsTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "InstallTools",
            "installs the tools that are missing",
            "Each is checked against its digest in build/tools.yaml."
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        using var tools = new MachineTools(invocation);
        var found = new List<InstalledToolPart>();
        var lines = new List<string>();
        var failures = new List<string>();
        foreach (var pin in tools.Pins.Tools.Where(pin => pin.Version is not null))
        {
            try
            {
                var tool = tools.Toolbox.Get(pin.Name);
                found.Add(new InstalledToolPart(tool.Name, tool.Version, tool.File));
                lines.Add($"{tool.Name} {tool.Version}  {tools.Machine.Show(tool.File)}\n");
            }
            catch (PlatformException exception)
            {
                failures.Add(exception.Message);
            }
        }

        return new Report
        {
            Text = _ => string.Concat(lines),
            Json = () =>
                JsonReport.Write(
                    new InstallToolsDocument([.. found], [.. failures]),
                    HostJson.Default.InstallToolsDocument
                ),
            Trouble = failures.Count == 0 ? null : string.Join('\n', failures),
            ExitCode = failures.Count == 0 ? ExitCode.Done : ExitCode.WrongInput,
        };
    }
}
