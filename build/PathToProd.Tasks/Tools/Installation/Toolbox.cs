using System.Collections.Concurrent;
using PathToProd.Model.ToolPins;
using PathToProd.Text;
using PathToProd.Tools.Calls;

namespace PathToProd.Tasks.Tools.Installation;

/// <summary>
/// Hands out the tools of a run: found, else installed, else explained. A tool is looked for when it is first asked
/// for, and once for the whole run, whichever stage asks.
/// </summary>
public sealed class Toolbox(
    Lazy<PinnedTools> pins,
    ToolMachine machine,
    ToolFinder finder,
    ToolInstaller installer,
    IInstallationLog log
)
{
    private readonly ConcurrentDictionary<string, Lazy<FoundTool>> _tools = new(StringComparer.Ordinal);

    /// <summary>A tool with an accepted version.</summary>
    /// <param name="name">A name of <c>build/tools.yaml</c>.</param>
    /// <exception cref="PlatformException">The tool was neither found nor installed: exit code 2.</exception>
    public FoundTool Get(string name) =>
        _tools.GetOrAdd(name, _ => new Lazy<FoundTool>(() => FindOrInstall(name))).Value;

    /// <summary>What <c>build/tools.yaml</c> says of a tool, and the program that is used; null when it has no such tool.</summary>
    internal (ToolPin Pin, FoundTool Found)? Origin(string name) =>
        pins.Value[name] is { } pin ? (pin, Get(name)) : null;

    /// <summary>A tool with an accepted version that is here already; null when there is none. Installs nothing.</summary>
    public FoundTool? Find(string name) => pins.Value[name] is { } pin ? finder.Search(pin).Found : null;

    private FoundTool FindOrInstall(string name)
    {
        var pin =
            pins.Value[name]
            ?? throw new PlatformException(
                ExitCode.WrongInput,
                $"No tool {name} is pinned. Pin it in tools.yaml, beside platform.yaml; see docs/tools.md."
            );
        var search = finder.Search(pin);
        if (search.Found is { } found)
        {
            SayWhyOthersAreNotUsed(search, found);
            return found;
        }

        var installation = installer.Install(pin);
        if (installation.Tool is { } installed)
        {
            SayWhyOthersAreNotUsed(search, installed);
            return installed;
        }

        throw new PlatformException(
            ExitCode.WrongInput,
            MissingTool.Explain(machine, pin, search, installation.Failures)
        );
    }

    private void SayWhyOthersAreNotUsed(ToolSearch search, FoundTool used)
    {
        foreach (var rejected in search.Rejected)
        {
            log.Say($"{rejected.Reason}; using {machine.Show(used.File)} ({used.Version})");
        }
    }
}
