using System.Collections.Concurrent;

namespace PathToProd.Tasks.Facts.Leases;

/// <summary>The leases that a run holds now, by environment and component.</summary>
internal sealed class RunLeases
{
    private readonly ConcurrentDictionary<(string Environment, string Component), HeldLease> _held = new();

    /// <summary>The lease of a component; null when the run holds none.</summary>
    public HeldLease? Of(string environment, string component) => _held.GetValueOrDefault((environment, component));

    /// <summary>Keeps a lease until what is returned is disposed, which releases it.</summary>
    public IDisposable Keep(string environment, string component, HeldLease lease)
    {
        _held[(environment, component)] = lease;
        return new Kept(this, (environment, component), lease);
    }

    private sealed class Kept(RunLeases leases, (string Environment, string Component) key, HeldLease lease)
        : IDisposable
    {
        public void Dispose()
        {
            leases._held.TryRemove(KeyValuePair.Create(key, lease));
            lease.Dispose();
        }
    }
}
