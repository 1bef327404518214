namespace PathToProd.Tests.Decisions.Leases.Simulation;

/// <summary>A run as its machine executes it: what it does at the same time crashes and stands still together.</summary>
internal sealed class Program(World world, Network network, Machine machine, Faults faults)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    private readonly int _incarnation = machine.Incarnation;
    private bool _isOver;

    public required Action Crashed { get; init; }

    public required Action Ended { get; init; }

    public void Go(IEnumerator<Step> steps, bool isMain)
    {
        if (_isOver || machine.Incarnation != _incarnation)
        {
            return;
        }

        if (machine.PausedUntil > world.Now)
        {
            world.At(machine.PausedUntil, () => Go(steps, isMain));
            return;
        }

        if (world.Chance(faults.Pause))
        {
            world.Note($"{machine.Name} stands still");
            machine.PausedUntil = world.Now + world.Between(1, 90);
            world.At(machine.PausedUntil, () => Go(steps, isMain));
            return;
        }

        if (world.Chance(faults.Crash))
        {
            world.Note($"{machine.Name} crashes");
            machine.Incarnation++;
            Crashed();
            Ended();
            return;
        }

        if (steps.MoveNext())
        {
            Take(steps, isMain);
        }
        else if (isMain)
        {
            _isOver = true;
            Ended();
        }
    }

    private void Take(IEnumerator<Step> steps, bool isMain)
    {
        if (steps.Current is Step.Sleep sleep)
        {
            world.After(machine.Real(sleep.Time), () => Go(steps, isMain));
            return;
        }

        var call = (Step.Call)steps.Current;
        network.Send(machine, call, GoOn);
        world.After(machine.Real(Longest), GoOn);

        void GoOn()
        {
            if (!call.IsOver)
            {
                call.IsOver = true;
                Go(steps, isMain);
            }
        }
    }
}
