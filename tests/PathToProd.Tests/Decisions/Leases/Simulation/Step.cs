using PathToProd.Facts.Clusters;
using PathToProd.Facts.Leases;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Pools;

namespace PathToProd.Tests.Decisions.Leases.Simulation;

/// <summary>What a simulated program does next, and waits for.</summary>
internal abstract class Step
{
    /// <summary>Waits, on the machine's own clock.</summary>
    public sealed class Sleep(TimeSpan time) : Step
    {
        public TimeSpan Time { get; } = time;
    }

    /// <summary>Asks the backend, and waits for an answer or for its patience to end.</summary>
    public abstract class Call(string key) : Step
    {
        public string Key { get; } = key;

        /// <summary>Whether the answer, or the end of the patience, was already taken: what comes later is ignored.</summary>
        public bool IsOver { get; set; }

        public bool IsAnswered { get; set; }
    }

    /// <summary>Reads a lease.</summary>
    public sealed class ReadLease(string key) : Call(key)
    {
        public LeaseRecord? Record { get; set; }

        public string? Position { get; set; }
    }

    /// <summary>Reads the entries of a component.</summary>
    public sealed class ReadLedger(string key) : Call(key)
    {
        public LedgerEntry[] Entries { get; set; } = [];

        /// <summary>The object, in a cluster.</summary>
        public LedgerObject? Ledger { get; set; }

        public string? Position { get; set; }
    }

    /// <summary>Reads all entries of a component in a cluster, with those in segments.</summary>
    public sealed class ReadAll(string key) : Call(key)
    {
        public LedgerEntry[] Entries { get; set; } = [];
    }

    /// <summary>Reads the record of a pool.</summary>
    public sealed class ReadPool() : Call("pool")
    {
        public PoolRecord? Record { get; set; }

        public string? Position { get; set; }
    }

    /// <summary>Writes the record of a pool by compare and swap.</summary>
    public sealed class WritePool(string? position, Pools.PoolRun sender, PoolRecord record) : Change("pool", position)
    {
        public Pools.PoolRun Sender { get; } = sender;

        public PoolRecord Record { get; } = record;
    }

    /// <summary>Writes by compare and swap.</summary>
    public abstract class Change(string key, string? position) : Call(key)
    {
        public string? Position { get; } = position;

        public WriteAnswer Answer { get; set; }

        public string? NewPosition { get; set; }

        /// <summary>Writes over whatever is there. Only a broken policy does so.</summary>
        public bool IsBlind { get; init; }
    }

    /// <summary>Writes a lease's record, or one more entry.</summary>
    public sealed class Write(string key, string? position, Run sender, LeaseRecord? record, LedgerEntry? entry)
        : Change(key, position)
    {
        public Run Sender { get; } = sender;

        public LeaseRecord? Record { get; } = record;

        public LedgerEntry? Entry { get; } = entry;

        /// <summary>The object with the entry, in a cluster.</summary>
        public LedgerObject? Ledger { get; init; }

        /// <summary>The lines of a segment that is made; null when it is something else.</summary>
        public string? Segment { get; init; }
    }
}

internal enum WriteAnswer
{
    Moved,
    Accepted,
    Declined,

    /// <summary>The server could not finish, and says so: it may have written or not.</summary>
    Unclear,
}
