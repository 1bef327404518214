using PathToProd.Model.ToolPins;
using PathToProd.Tasks.Tools.Installation;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Invocations;

/// <summary>The tools of this machine and checkout.</summary>
internal sealed class MachineTools : IDisposable, IInstallationLog
{
    private readonly Invocation _invocation;
    private readonly Lazy<PinnedTools> _pins;
    private int _quarter;
    private readonly ToolInstaller _installer;

    public MachineTools(Invocation invocation)
    {
        _invocation = invocation;
        var run = new ToolRun(
            new ProcessScope
            {
                Cancellation = invocation.RunInterruption.Politely,
                CancellationAtOnce = invocation.RunInterruption.AtOnce,
            }
        );
        Machine = ToolMachine.Current(invocation.Workspace.Root);
        Finder = new ToolFinder(Machine, new VersionProbe(run, Machine));
        _pins = new Lazy<PinnedTools>(() => PlatformPins.Read(invocation.Workspace));
        _installer = new ToolInstaller(Machine, Finder, run, this);
        Toolbox = new Toolbox(_pins, Machine, Finder, _installer, this);
    }

    public ToolMachine Machine { get; }

    public ToolFinder Finder { get; }

    public Toolbox Toolbox { get; }

    public PinnedTools Pins => _pins.Value;

    public void Say(string line) => _invocation.Say(line);

    public void Progress(string tool, long bytes, long? total)
    {
        // A line for each quarter is enough to see that it goes on, on a terminal and in a CI log alike.
        var quarter = total is > 0 ? (int)(bytes * 4 / total.Value) : 0;
        if (quarter > _quarter)
        {
            Say($"{tool}: {quarter * 25}% of {total / 1_000_000} MB");
        }

        _quarter = quarter;
    }

    public void Dispose() => _installer.Dispose();
}
