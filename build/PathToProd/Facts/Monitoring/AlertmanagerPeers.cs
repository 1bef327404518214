using System.Collections.Immutable;

namespace PathToProd.Facts.Monitoring;

/// <summary>What the peers of Alertmanager know, each for itself: they share silences, and not alerts.</summary>
/// <param name="All">The peers, in the order in which the monitor names them.</param>
public sealed record AlertmanagerPeers(ImmutableArray<AlertmanagerPeer> All);

/// <summary>One peer of Alertmanager.</summary>
/// <param name="Address">Its address, as messages show it.</param>
/// <param name="State">What it knows; null when it gave no answer.</param>
/// <param name="Why">Why it gave none, as a clause about it; empty when it did.</param>
public sealed record AlertmanagerPeer(string Address, AlertmanagerState? State, string Why = "");

/// <summary>What a peer of Alertmanager knows.</summary>
public sealed record AlertmanagerState
{
    /// <summary>
    /// How long after its start it may not have been sent all that fires. Alerts are kept in memory, and Prometheus sends one that fires again each
    /// minute (<c>--rules.alert.resend-delay</c>).
    /// </summary>
    public static readonly TimeSpan SendingAgain = TimeSpan.FromMinutes(2);

    /// <summary>Whether it still waits for what its peers know.</summary>
    public required bool IsSettling { get; init; }

    /// <summary>How many peers it knows about, itself among them; 0 when it is not in a cluster.</summary>
    public required int Members { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The alerts that fire, as far as it was sent them.</summary>
    public required ImmutableArray<SentAlert> Alerts { get; init; }

    /// <summary>The silences, by id.</summary>
    public required ImmutableDictionary<string, AlertSilence> Silences { get; init; }
}

/// <summary>An alert that Alertmanager was sent.</summary>
/// <param name="Labels">Its labels.</param>
/// <param name="Since">Since when it fires.</param>
/// <param name="SilencedBy">The ids of the silences that match it.</param>
/// <param name="IsInhibited">Whether another alert keeps it from being sent on.</param>
public sealed record SentAlert(
    LabelSet Labels,
    DateTimeOffset Since,
    ImmutableArray<string> SilencedBy,
    bool IsInhibited
);

/// <summary>A silence.</summary>
/// <param name="Who">Who made it.</param>
/// <param name="Until">When it ends.</param>
public sealed record AlertSilence(string Who, DateTimeOffset Until);
