using System.Collections.Immutable;
using PathToProd.Model.ToolPins;
using PathToProd.Tools.Calls;

namespace PathToProd.Tasks.Tools.Installation;

/// <summary>Looks for a tool on the PATH and in the tool folder, in the order that its sources say.</summary>
public sealed class ToolFinder(ToolMachine machine, VersionProbe probe)
{
    /// <summary>The first program whose version is accepted, and why those before it are not.</summary>
    public ToolSearch Search(ToolPin pin)
    {
        var rejected = ImmutableArray.CreateBuilder<RejectedTool>();
        foreach (var file in pin.Sources.SelectMany(source => Candidates(pin, source)))
        {
            var (found, refusal) = Judge(pin, file);
            if (found is not null)
            {
                return new ToolSearch(found, rejected.ToImmutable());
            }

            rejected.Add(refusal!);
        }

        return new ToolSearch(Found: null, rejected.ToImmutable());
    }

    /// <summary>Whether one program will do.</summary>
    internal (FoundTool? Found, RejectedTool? Refusal) Judge(ToolPin pin, string file)
    {
        if (!pin.PrintsVersion)
        {
            return (new FoundTool(pin.Name, file, Version: ""), null);
        }

        var answer = probe.Ask(pin, file);
        if (answer.Version is null)
        {
            return (null, new RejectedTool(file, Version: null, $"{machine.Show(file)} {answer.Trouble}"));
        }

        if (pin.Accepts(answer.Version))
        {
            return (new FoundTool(pin.Name, file, answer.Version), null);
        }

        var verdict = pin.Verdict(answer.Version);
        var reason = $"{machine.Show(file)} is {pin.Name} {answer.Version}, {verdict}: {pin.Accept} is accepted";
        return (null, new RejectedTool(file, answer.Version, reason));
    }

    private IEnumerable<string> Candidates(ToolPin pin, ToolSource source) =>
        source switch
        {
            PathSource => ProgramSearch.Find(machine.SearchPath, pin.Name),
            FolderSource => pin
                .InstallableVersions.Select(version => machine.InstalledFile(pin.Name, version))
                .Where(File.Exists),
            _ => [],
        };
}
