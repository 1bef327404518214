using System.Collections.Immutable;
using PathToProd.Host.Invocations;

namespace PathToProd.Host.Targets;

/// <summary>What tests get of the tools below <c>artifacts/tools/</c>: their folders, in front of the PATH. Each is there as no accepted one is on it.</summary>
internal sealed class TestTools(Invocation invocation)
{
    public ImmutableDictionary<string, string?> Environment
    {
        get
        {
            using var tools = new MachineTools(invocation);
            var folders = tools
                .Pins.Tools.Where(pin => pin.Version is not null)
                .Select(pin => tools.Toolbox.Find(pin.Name)?.File)
                .Where(file => file?.StartsWith(invocation.Workspace.Artifacts, StringComparison.Ordinal) == true)
                .Select(file => Path.GetDirectoryName(file)!);
            var path = System.Environment.GetEnvironmentVariable("PATH");
            return ImmutableDictionary<string, string?>.Empty.Add(
                "PATH",
                string.Join(Path.PathSeparator, [.. folders, path])
            );
        }
    }
}
