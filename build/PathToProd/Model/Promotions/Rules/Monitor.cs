using System.Collections.Immutable;

namespace PathToProd.Model.Promotions.Rules;

/// <summary>Where alerts and measurements come from.</summary>
public sealed record Monitor
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The address of Prometheus; null when there is none.</summary>
    public Uri? Prometheus { get; init; }

    /// <summary>The addresses of all peers of Alertmanager: each knows only what it was sent. Default: none.</summary>
    public ImmutableArray<Uri> Alertmanagers { get; init; } = [];

    /// <summary>The alert that fires as long as monitoring works; null when there is none, and then silence is not told from health.</summary>
    public string? Watchdog { get; init; }

    /// <summary>How long an answer may take. Default: 10 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
