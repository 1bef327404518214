using PathToProd.Model.ToolPins;

namespace PathToProd.Tasks.Tools.Installation;

/// <summary>Looks at all tools of <c>build/tools.yaml</c>. Installs nothing, and asks no network.</summary>
public sealed class DoctorInspection(ToolMachine machine, ToolFinder finder)
{
    /// <summary>The command that installs what can be installed.</summary>
    public const string InstallCommand = "./build.sh --target=InstallTools";

    /// <summary>What is needed, what is here, and how to fix the rest.</summary>
    public DoctorReport Inspect(PinnedTools pins) =>
        new(machine.RuntimeName, [.. pins.Tools.AsParallel().AsOrdered().Select(Check)]);

    private DoctorCheck Check(ToolPin pin)
    {
        var search = finder.Search(pin);
        var check = new DoctorCheck
        {
            Tool = pin.Name,
            NeededFor = pin.NeededFor,
            Optional = pin.Optional,
            Accept = pin.Accept,
            State = DoctorState.Missing,
            Overrides = [.. pin.OwnKeys.Select(own => $"{own.Where}: {own.Key}")],
            Rejected = [.. search.Rejected.Select(rejected => rejected.Reason)],
        };
        if (search.Found is { } found)
        {
            return check with
            {
                State = DoctorState.Found,
                File = machine.Show(found.File),
                Version = pin.PrintsVersion ? found.Version : null,
            };
        }

        check = check with { Fix = FixOf(pin) };
        return search.Rejected is [var first, ..]
            ? check with
            {
                State = first.Version is null ? DoctorState.Unreadable : DoctorState.NotAccepted,
                File = machine.Show(first.File),
                Version = first.Version,
            }
            : check;
    }

    private string FixOf(ToolPin pin) =>
        machine.Runtime is { } runtime && pin.InstallableOn(runtime).Any()
            ? $"{InstallCommand}, or {pin.Fix}"
            : pin.Fix;
}
