using System.Collections.Immutable;

namespace PathToProd.Tools.Processes;

/// <summary>What commands share that run for the same purpose, such as one stage of one component.</summary>
public sealed record ProcessScope
{
    /// <summary>How long a tree gets to end by itself unless said otherwise: Terraform saves its state in that time.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(30);

    /// <summary>Gets the echo of each command and all that it prints; nothing by default.</summary>
    public IOutputSink Log { get; init; } = NoSink.Instance;

    /// <summary>The file behind <see cref="Log"/>, for error messages; null when there is none.</summary>
    public string? LogFile { get; init; }

    /// <summary>Gets what commands print unless they are quiet; nothing by default.</summary>
    public IOutputSink Console { get; init; } = NoSink.Instance;

    /// <summary>Whether the console gets the <c>$ command</c> line too; off by default. The log always does.</summary>
    public bool EchoOnConsole { get; init; }

    /// <summary>Hides secrets in all that sinks get and in every message; knows none by default.</summary>
    public Redactor Redactor { get; init; } = new();

    /// <summary>Asks running commands to end, and force-kills them after <see cref="Grace"/>; no further command starts.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Force-kills running commands at once: for a second Ctrl-C.</summary>
    public CancellationToken CancellationAtOnce { get; init; }

    /// <summary>How long a tree gets to end by itself after a cancellation or a timeout; 30 seconds by default.</summary>
    public TimeSpan Grace { get; init; } = DefaultGrace;

    /// <summary>Called when a command has ended, before its caller goes on; for nothing by default.</summary>
    public Action<CommandResult>? Ended { get; init; }

    /// <summary>The run's id. Children carry it in <c>PATH_TO_PROD_RUN</c>, by which <see cref="SurvivorFinder"/> finds those that outlive the run.</summary>
    public string? RunId { get; init; }

    /// <summary>Variables for every child, laid over this process's own; a null value removes one. A command's own win.</summary>
    public ImmutableDictionary<string, string?> Environment { get; init; } = ImmutableDictionary<string, string?>.Empty;
}
