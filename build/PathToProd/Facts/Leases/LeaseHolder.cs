using PathToProd.Text;

namespace PathToProd.Facts.Leases;

/// <summary>Who holds a lease.</summary>
/// <param name="Run">The run. No two runs have the same name.</param>
/// <param name="Who">User and machine, or what the CI system says.</param>
/// <param name="Since">When it took the lease, by its own clock. It is shown to people; nothing is decided by it.</param>
/// <param name="Job">The page of the CI job; null outside CI.</param>
public sealed record LeaseHolder(string Run, string Who, DateTimeOffset Since, string? Job = null)
{
    /// <summary>Writes <c>run 20261122-081530-3fa2 (ann@laptop, since 2026-11-22 08:15:30 UTC, https://ci.example.com/7)</c>.</summary>
    public override string ToString() =>
        $"run {Run} ({Who}, since {Moment.Text(Since)}{(Job is null ? "" : $", {Job}")})";
}
