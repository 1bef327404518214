namespace PathToProd.Tests.Decisions.Leases.Simulation;

/// <summary>How likely it is at each step that a machine crashes, or stands still.</summary>
internal sealed record Faults(double Crash, double Pause)
{
    public static Faults Of(World world) => new(world.Pick(0, 0.003, 0.02), world.Pick(0, 0, 0.01));
}
