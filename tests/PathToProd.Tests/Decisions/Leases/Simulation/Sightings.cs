namespace PathToProd.Tests.Decisions.Leases.Simulation;

/// <summary>How often something happened.</summary>
internal sealed class Sightings
{
    public long Entries { get; set; }

    public long Touches { get; set; }

    public long TakeOvers { get; set; }

    public long Fenced { get; set; }

    public long Segments { get; set; }

    public long Crashes { get; set; }
}
