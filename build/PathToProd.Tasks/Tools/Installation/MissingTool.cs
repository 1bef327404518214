using System.Text;
using PathToProd.Model.ToolPins;

namespace PathToProd.Tasks.Tools.Installation;

/// <summary>Explains a tool that was neither found nor installed: each place with what came back, and how to fix it.</summary>
internal static class MissingTool
{
    public static string Explain(ToolMachine machine, ToolPin pin, ToolSearch search, IEnumerable<string> failures)
    {
        var text = new StringBuilder($"{pin.Name} {pin.Accept} is needed for {pin.NeededFor} and was not found:");
        foreach (var line in Places(machine, pin, search).Concat(failures))
        {
            text.Append("\n  ").Append(line);
        }

        text.Append($"\nFix it: {pin.Fix}, so that it is on the PATH");
        if (pin.Version is { } version)
        {
            text.Append($", or put the program at {machine.Show(machine.InstalledFile(pin.Name, version))}");
        }

        return text.Append("; then run again. `./build.sh --target=Doctor` shows what is needed and found.").ToString();
    }

    private static IEnumerable<string> Places(ToolMachine machine, ToolPin pin, ToolSearch search)
    {
        foreach (var rejected in search.Rejected)
        {
            yield return rejected.Reason;
        }

        if (search.Rejected.IsEmpty)
        {
            yield return $"PATH: none of its folders holds {pin.Name}";
            if (pin.Sources.Any(source => source is FolderSource))
            {
                yield return $"{machine.Show(Path.Combine(machine.ToolFolder, pin.Name))}: nothing installed";
            }
        }

        if (pin.Version is not null && (machine.Runtime is null || !pin.InstallableOn(machine.Runtime).Any()))
        {
            yield return $"no digest is pinned for {machine.RuntimeName}, so nothing can be installed";
        }
    }
}
